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
