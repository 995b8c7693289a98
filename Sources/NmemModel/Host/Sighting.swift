/// A line of a host file, for people to look it up: `vmdks.txt:7`.
public struct Source: Hashable, Sendable {
  /// The file as the user or the folder walk named it; `-` is standard input.
  public var file: ByteString

  /// The line, counted from 1; nil if the whole file is meant.
  public var line: Int?

  /// The given line of a file, or all of it.
  public init(file: ByteString, line: Int? = nil) {
    self.file = file
    self.line = line
  }
}

extension Source: Comparable {
  /// Whether `lhs` comes first: by file as a person counts, then by line, a whole file first.
  public static func < (lhs: Source, rhs: Source) -> Bool {
    lhs.file == rhs.file ? (lhs.line ?? 0) < (rhs.line ?? 0) : lhs.file < rhs.file
  }
}

/// One statement of one host file about one VMDK. Several may be about the same one.
public struct Sighting: Hashable, Sendable {
  /// The VMDK's path as the host wrote it; nil if the file gives a UUID and no path.
  public var path: ByteString?

  /// Whether `path` is only where a copy of the VMDK's own file was read, which says less about its
  /// place on the host than a path that the host wrote.
  public var isPathLocal: Bool

  /// The folder that `path` is relative to, where the file tells; not printed.
  public var folder: ByteString?

  /// The UUID; nil if the file names the path but has no usable UUID for it.
  public var uuid: DiskUUID?

  /// Whether the file's form has no place for this VMDK's UUID, so that none is missing.
  public var isPathOnly: Bool

  /// The capacity in bytes; nil if the file does not tell.
  public var size: UInt64?

  /// The disk that this one is a snapshot of, as its descriptor (`parentFileNameHint`) or a list
  /// names it; nil if it is none.
  public var parent: ByteString?

  /// What the VMDK is to the virtual machine; nil if the file does not tell.
  public var kind: VMDK.Kind?

  /// The name of the virtual machine that has the VMDK; nil if the file does not tell.
  public var machine: ByteString?

  /// Where the file says so.
  public var source: Source

  /// A sighting of the given parts.
  public init(
    path: ByteString?, isPathLocal: Bool = false, folder: ByteString? = nil, uuid: DiskUUID?,
    isPathOnly: Bool = false, size: UInt64? = nil, parent: ByteString? = nil,
    kind: VMDK.Kind? = nil, machine: ByteString? = nil, source: Source
  ) {
    self.path = path
    self.isPathLocal = isPathLocal
    self.folder = folder
    self.uuid = uuid
    self.isPathOnly = isPathOnly
    self.size = size
    self.parent = parent
    self.kind = kind
    self.machine = machine
    self.source = source
  }
}

/// Something in a host file that was not understood or cannot be true.
public struct Problem: Hashable, Sendable {
  /// Where it is.
  public var source: Source

  /// What was found, what was expected, and what to do. May quote the file, control characters
  /// and all.
  public var message: String

  /// A problem at the given place.
  public init(_ source: Source, _ message: String) {
    self.source = source
    self.message = message
  }
}

extension Problem: Comparable {
  /// Whether `lhs` comes first: by its place, then by its message.
  public static func < (lhs: Problem, rhs: Problem) -> Bool {
    lhs.source == rhs.source ? lhs.message < rhs.message : lhs.source < rhs.source
  }
}

/// All that host files were found to say, in the order in which it was read.
public struct Findings: Equatable, Sendable {
  /// The statements about VMDKs.
  public var sightings: [Sighting] = []

  /// What was not understood.
  public var problems: [Problem] = []

  /// Whether nothing in the file has anything to do with VMDKs, as far as can be seen. In a folder
  /// such a file is passed over.
  public var isForeign = false

  /// Whether the file is of a form that has no UUIDs, and was understood all the same.
  public var isPathList = false

  /// Whether the file is known to have been longer: what it does not say, its missing part may.
  public var isCutOff = false

  /// No findings.
  public init() {}

  /// How many different UUIDs were found.
  public var uuidCount: Int { Set(sightings.lazy.compactMap(\.uuid)).count }

  /// Whether a UUID was found.
  public var hasUUID: Bool {
    sightings.contains { $0.uuid != nil }
  }

  /// What matters to DIMMs of the given serials: the sightings of UUIDs that end in one of them, of
  /// files of the same names and their snapshots, which may contradict or complete them, and of paths
  /// without a UUID.
  ///
  /// Much cheaper to join than all that a datacentre's list says, with the same answer for these
  /// DIMMs.
  public func concerning(_ serials: Set<Serial>) -> Findings {
    func isWanted(_ sighting: Sighting) -> Bool {
      sighting.uuid.map { serials.contains($0.serial) } ?? !sighting.isPathOnly
    }
    var names: Set<ArraySlice<UInt8>> = []
    for sighting in sightings where isWanted(sighting) {
      if let path = sighting.path { names.insert(path.diskName) }
      if let parent = sighting.parent { names.insert(parent.diskName) }
    }
    var result = self
    result.sightings = sightings.filter { sighting in
      isWanted(sighting) || sighting.path.map { names.contains($0.diskName) } ?? false
        || sighting.parent.map { names.contains($0.diskName) } ?? false
    }
    return result
  }

  /// Adds what another file says.
  public mutating func append(_ other: Findings) {
    sightings += other.sightings
    problems += other.problems
    isPathList = isPathList || other.isPathList
    isCutOff = isCutOff || other.isCutOff
  }
}
