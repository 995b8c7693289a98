/// A statement with what its path says, in the order in which statements are joined.
struct Entry: Comparable {
  var statement: Statement

  /// Where the disk lies; for a snapshot, where the disk lies that it belongs to. Nil without a path.
  var place: Place?

  /// For a UUID that was not tied to the path that it stood beside: where that is.
  var beside: Place?

  /// The place of this very file, if it has a path.
  var exactPlace: ExactPlace? {
    statement.pathInFolder.map { path in
      var place = Place(path)
      place.isDotted = false
      place.host = nil
      return ExactPlace(place: place, file: place.datastore == nil ? statement.source.file : nil)
    }
  }

  /// How little the path says about the place on the host: 0 for a path with a datastore.
  private var imprecision: Int

  init(_ statement: Statement) {
    self.statement = statement
    guard let path = statement.path else {
      imprecision = 8
      beside = statement.beside.map { Place(statement.inFolder($0)) }
      return
    }
    var own = Place(statement.pathInFolder ?? path)
    let isLocal = statement.traits.contains(.isLocal)
    if own.datastore == nil { own.listing = isLocal ? "" : statement.source.file }
    own.host = statement.host
    let base = Self.root(of: own, parent: statement.parent.map(Place.init)).withoutSnapshotNumber
    place = base
    let rank = isLocal ? 3 : own.isBare ? 2 : own.datastore == nil ? 1 : 0
    imprecision = 2 * rank + (base == own ? 0 : 1)
  }

  /// The disk that a snapshot belongs to. A parent in another folder is no snapshot's: it is the
  /// disk that a linked clone started from, and that others may have started from.
  private static func root(of own: Place, parent: Place?) -> Place {
    guard let parent, parent.isBare || parent.folders.last == own.folders.last,
      parent.datastore == nil || own.datastore == nil || parent.datastore == own.datastore
    else { return own }
    return Place(own, file: parent.file)
  }

  /// The problem that the path of this statement stands with several UUIDs, its own among them.
  func contradiction(_ uuids: [DiskUUID]) -> Problem {
    let other = uuids.first { $0 != statement.uuid }?.description ?? ""
    let more = uuids.count > 2 ? " and \(uuids.count - 2) more" : ""
    return Problem(
      statement.source,
      """
      \(statement.path?.lossyText ?? "the VMDK") is also listed with the UUID \(other)\(more); one \
      of them is out of date or belongs to another folder: ask the host again, with full paths
      """)
  }

  static func < (lhs: Entry, rhs: Entry) -> Bool {
    if lhs.imprecision != rhs.imprecision { return lhs.imprecision < rhs.imprecision }
    let (left, right) = (lhs.statement, rhs.statement)
    if let path = left.path, let other = right.path, path != other { return path < other }
    let ties = (left.tie?.code ?? .max, right.tie?.code ?? .max)
    if ties.0 != ties.1 { return ties.0 < ties.1 }
    if left.source != right.source { return left.source < right.source }
    return lhs.rest.lexicographicallyPrecedes(rhs.rest)
  }

  /// What else a statement says: one line of JSON may say several things of one path. That there is an
  /// order matters, and not which.
  private var rest: [ByteString] {
    [
      ByteString(statement.size.map { "\($0)" } ?? ""), statement.machine ?? "",
      statement.parent ?? "", statement.folder ?? "", ByteString(statement.kind?.rawValue ?? ""),
      ByteString(statement.uuid?.description ?? ""), ByteString("\(statement.traits.rawValue)"),
      statement.beside ?? "", statement.host ?? "",
      ByteString(statement.listed?.description ?? ""),
    ]
  }
}

/// A place that is the same file wherever it is mentioned; without a datastore it is so only within
/// one host file, which is then named.
struct ExactPlace: Hashable {
  var place: Place
  var file: ByteString?
}

extension Place {
  /// Another file in the same folder.
  fileprivate init(_ place: Place, file: ByteString) {
    self = place
    self.file = file
  }
}

extension Statement {
  /// The path with the folder it is relative to, as far as that is known; nil without a path.
  var pathInFolder: ByteString? { path.map(inFolder) }

  /// A path that this statement names, with the folder it is relative to.
  fileprivate func inFolder(_ path: ByteString) -> ByteString {
    // For a shell, `[new] db.vmdk` is a file in its folder.
    guard let folder, path.bytes.first != UInt8(ascii: "/"),
      folder.bytes.first == UInt8(ascii: "/") || Place(path).datastore == nil
    else { return path }
    let end = folder.bytes.last
    let needsSlash = end != UInt8(ascii: "/") && end != UInt8(ascii: " ")
    return folder + (needsSlash ? "/" : "") + path
  }

  /// The full path on the host, if the file tells the folder that `path` is relative to; nil if it does
  /// not, or if `path` is a full one already.
  var fullPath: ByteString? {
    guard traits.contains(.isFolderSure), folder != nil, let full = pathInFolder, full != path,
      full.bytes.first == UInt8(ascii: "/") || full.namesDatastore
    else { return nil }
    return full
  }
}
