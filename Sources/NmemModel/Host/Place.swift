/// Where a path says that a VMDK lies: on which datastore, in which folders, under which file name.
///
/// Knows the three spellings of ESXi: `[DS] folder/file.vmdk`, `/vmfs/volumes/DS/folder/file.vmdk`
/// and `ds:///vmfs/volumes/DS/folder/file.vmdk`. Any other path is relative to an unknown place.
struct Place: Hashable, Sendable {
  /// The datastore; nil if the path does not name one.
  var datastore: Datastore?

  /// The folders from the outermost in: from the datastore's root if there is a datastore, else the
  /// last ones of a longer path.
  var folders: [ByteString]

  var file: ByteString

  /// Which listing the path is relative to, if it is: two different relative paths of one listing
  /// are two files. Nil if that is not known, or if the path has a datastore.
  var listing: ByteString?

  /// The host, if it is known. It makes a difference for persistent memory: each host has its own, and its
  /// datastores may have the names of others'.
  var host: ByteString?

  /// Whether the path says that the file is in the folder that the listing is relative to: `./a.vmdk`.
  var isDotted = false

  /// A datastore as a path spells it. The label and the identifier of one datastore both occur, and
  /// only the host knows which belong together.
  enum Datastore: Hashable, Sendable {
    /// What an administrator calls it: `datastore1`, `PMemDS-2ab23afe-…`.
    case label(ByteString)
    /// What ESXi calls it: `5d2dd5df-0f51180a-72c9-e4434b7ba70c`, `pmem:5d2dd5df-…`.
    case identifier(ByteString)
  }

  init(_ path: ByteString) {
    let name = path.datastoreName
    datastore = name.map { Datastore(path.bytes[$0]) }
    let rest =
      name.map { path.bytes[$0.upperBound...].dropPrefix("]").drop { $0 == UInt8(ascii: " ") } }
      ?? path.bytes[...].dropPrefix("ds://")
    var parts = rest.resolvedNames.map { ByteString($0) }
    file = parts.popLast() ?? ByteString(rest)
    folders = parts
    isDotted = parts.isEmpty && path.bytes.starts(with: "./".utf8)
  }

  /// Whether the path is a file name and nothing else.
  var isBare: Bool { datastore == nil && folders.isEmpty }

  /// Whether the datastore's name says that it is one of persistent memory.
  var isOnPersistentMemory: Bool {
    switch datastore {
    case .label(let name)?: name.hasPrefix(ignoringCase: "PMemDS")
    case .identifier(let name)?: name.hasPrefix(ignoringCase: "pmem:")
    case nil: false
    }
  }

  /// Whether two paths are known to be on two hosts, and one of them on persistent memory.
  func isOnAnotherHost(than other: Place) -> Bool {
    guard let host, let otherHost = other.host, host != otherHost else { return false }
    return isOnPersistentMemory || other.isOnPersistentMemory
  }

  /// The place of the disk that a snapshot's file (`db-000002.vmdk`) belongs to; any other place
  /// unchanged.
  var withoutSnapshotNumber: Place {
    guard let number = file.bytes.span.snapshotNumber(in: file.bytes.indices) else { return self }
    var base = self
    base.file.bytes.removeSubrange(number)
    return base
  }

  /// Whether two places that hold one UUID may be one file, so they count as one VMDK.
  ///
  /// Two paths on the same datastore must agree in full. Otherwise the last folder and the file must
  /// be the same, however the datastore is spelled; a bare file name agrees with any folder.
  /// Two labels, or two identifiers, that differ are two datastores for certain, and so are one that
  /// is of persistent memory and one that is not.
  func mayBe(_ other: Place) -> Bool {
    guard file == other.file else { return false }
    if isOnAnotherHost(than: other) { return false }
    if isBare || other.isBare { return true }
    switch (datastore, other.datastore) {
    case (.label(let name)?, .label(let otherName)?),
      (.identifier(let name)?, .identifier(let otherName)?):
      return name == otherName && folders == other.folders
    case (.label(let label)?, .identifier(let identifier)?),
      (.identifier(let identifier)?, .label(let label)?):
      let mayBeOne =
        identifier.hasPrefix(ignoringCase: "pmem:") || !label.hasPrefix(ignoringCase: "PMemDS")
      return mayBeOne && folders == other.folders
    default:
      if let listing, listing == other.listing, folders != other.folders { return false }
      return folders.last == other.folders.last
    }
  }
}

extension Place.Datastore {
  init(_ spelled: ArraySlice<UInt8>) {
    let name = ByteString(spelled).withPlainDashes
    let isIdentifier = name.bytes.contains(UInt8(ascii: ":")) || Self.isVolumeID(name.bytes)
    self = isIdentifier ? .identifier(name) : .label(name)
  }

  /// Whether a name is that of a VMFS volume: `5d2dd5df-0f51180a-72c9-e4434b7ba70c`.
  private static func isVolumeID(_ name: [UInt8]) -> Bool {
    let parts = name.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 8, 4, 12]
      && parts.allSatisfy { $0.allSatisfy { hexValue($0) != nil } }
  }
}
