/// A sighting with what its path says, in the order in which sightings are joined.
struct Entry: Comparable {
  var sighting: Sighting

  /// Where the disk lies; for a snapshot, where the disk lies that it belongs to. Nil without a path.
  var place: Place?

  /// The place of this very file, if it has a path.
  var exactPlace: ExactPlace? {
    sighting.pathInFolder.map { path in
      var place = Place(path)
      place.isDotted = false
      return ExactPlace(place: place, file: place.datastore == nil ? sighting.source.file : nil)
    }
  }

  /// How little the path says about the place on the host: 0 for a path with a datastore.
  private var vagueness: Int

  init(_ sighting: Sighting) {
    self.sighting = sighting
    guard let path = sighting.path else {
      vagueness = 8
      return
    }
    var own = Place(sighting.pathInFolder ?? path)
    if own.datastore == nil { own.listing = sighting.isPathLocal ? "" : sighting.source.file }
    let base = Self.root(of: own, parent: sighting.parent.map(Place.init)).withoutSnapshotNumber
    place = base
    let rank = sighting.isPathLocal ? 3 : own.isBare ? 2 : own.datastore == nil ? 1 : 0
    vagueness = 2 * rank + (base == own ? 0 : 1)
  }

  /// The disk that a snapshot belongs to. A parent in another folder is no snapshot's: it is the
  /// disk that a linked clone started from, and that others may have started from.
  private static func root(of own: Place, parent: Place?) -> Place {
    guard let parent, parent.isBare || parent.folders.last == own.folders.last,
      parent.datastore == nil || own.datastore == nil || parent.datastore == own.datastore
    else { return own }
    return Place(own, file: parent.file)
  }

  /// The problem that the path of this sighting stands with several UUIDs, its own among them.
  func contradiction(_ uuids: [DiskUUID]) -> Problem {
    let other = uuids.first { $0 != sighting.uuid }?.description ?? ""
    let more = uuids.count > 2 ? " and \(uuids.count - 2) more" : ""
    return Problem(
      sighting.source,
      """
      \(sighting.path?.lossyText ?? "the VMDK") is also listed with the UUID \(other)\(more); one \
      of them is out of date or belongs to another folder: ask the host again, with full paths
      """)
  }

  static func < (lhs: Entry, rhs: Entry) -> Bool {
    if lhs.vagueness != rhs.vagueness { return lhs.vagueness < rhs.vagueness }
    let (left, right) = (lhs.sighting, rhs.sighting)
    if let path = left.path, let other = right.path, path != other { return path < other }
    if left.source != right.source { return left.source < right.source }
    return lhs.rest.lexicographicallyPrecedes(rhs.rest)
  }

  /// What else a sighting says: one line of JSON may say several things of one path. That there is an
  /// order matters, and not which.
  private var rest: [ByteString] {
    [
      ByteString(sighting.size.map { "\($0)" } ?? ""), sighting.machine ?? "",
      sighting.parent ?? "", sighting.folder ?? "", ByteString(sighting.kind?.rawValue ?? ""),
      ByteString(sighting.uuid?.description ?? ""), sighting.isPathOnly ? "path" : "",
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

extension Sighting {
  /// The path with the folder it is relative to, as far as that is known; nil without a path.
  var pathInFolder: ByteString? {
    guard let path, let folder, Place(path).datastore == nil,
      path.bytes.first != UInt8(ascii: "/")
    else { return path }
    let end = folder.bytes.last
    let needsSlash = end != UInt8(ascii: "/") && end != UInt8(ascii: " ")
    return folder + (needsSlash ? "/" : "") + path
  }

  /// The full path on the host, if the file tells the folder that `path` is relative to; nil if it does
  /// not, or if `path` is a full one already.
  var fullPath: ByteString? {
    guard isFolderSure, folder != nil, let full = pathInFolder, full != path,
      full.bytes.first == UInt8(ascii: "/") || full.namesDatastore
    else { return nil }
    return full
  }
}
