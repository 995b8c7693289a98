/// All that host files were found to say, in the order in which it was read.
public struct Findings: Equatable, Sendable {
  /// The statements about VMDKs.
  public var sightings: [Sighting] = []

  /// What was passed over since it seems to concern no DIMM that was asked for; nothing if all is wanted.
  public var passedOver = PassedOver()

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
  public var uuidCount: Int {
    // In shares: a set of a million UUIDs takes more memory than all else.
    let shares = UInt64(1 + passedOver.count / 65_536)
    return (0..<shares).reduce(0) { count, share in
      var uuids: Set<DiskUUID> = []
      for uuid in passedOver.uuids where uuid.low % shares == share { uuids.insert(uuid) }
      for case let uuid? in sightings.lazy.map(\.uuid) where uuid.low % shares == share {
        uuids.insert(uuid)
      }
      return count + uuids.count
    }
  }

  /// Whether a UUID was found.
  public var hasUUID: Bool {
    !passedOver.isEmpty || sightings.contains { $0.uuid != nil }
  }

  /// Whether nothing at all was found.
  public var isEmpty: Bool { sightings.isEmpty && passedOver.isEmpty && problems.isEmpty }

  /// What matters to DIMMs of the given serials: see ``Interest``.
  ///
  /// Much cheaper to join than all that a datacentre's list says, with the same answer for these
  /// DIMMs.
  public func concerning(_ serials: Set<Serial>) -> Findings {
    let interest = Interest(serials, knowing: sightings)
    var result = self
    result.sightings = []
    for sighting in sightings {
      if interest.contains(sighting) {
        result.sightings.append(sighting)
      } else if let uuid = sighting.uuid {
        result.passedOver.append(uuid, PathKeys(sighting.path ?? ""))
      }
    }
    return result
  }

  /// What files say that matters to DIMMs of the given serials: see ``concerning(_:)``. `read` reads all
  /// of them with an interest, and is called once more if something was passed over that turns out to
  /// matter.
  public static func concerning(
    _ serials: Set<Serial>, reading read: (Interest?) -> Findings
  ) -> Findings {
    var findings = read(Interest(serials))
    if let missed = findings.interestMissed(for: serials) { findings = read(missed) }
    // The files are being changed: all that they say is what they said at one time.
    if findings.interestMissed(for: serials) != nil { findings = read(nil) }
    return findings.concerning(serials)
  }

  /// The interest with which files have to be read again, because something was passed over that matters
  /// to DIMMs of the given serials, as is known now; nil if nothing was.
  private func interestMissed(for serials: Set<Serial>) -> Interest? {
    guard !passedOver.isEmpty else { return nil }
    let interest = Interest(serials, knowing: sightings)
    return passedOver.contains(interest) ? interest : nil
  }

  /// Adds what another file says.
  public mutating func append(_ other: Findings) {
    sightings += other.sightings
    passedOver.append(other.passedOver)
    problems += other.problems
    isPathList = isPathList || other.isPathList
    isCutOff = isCutOff || other.isCutOff
  }
}
