/// What in the lists of hosts matters to some DIMMs.
///
/// * A UUID that ends in the serial of one does.
/// * Another UUID under the name of a disk that has such a UUID, in a folder of the same name, may
///   contradict it.
/// * A path without a UUID may complete any disk of its name, if it is the only one of that name.
///
/// Nearly nothing of a datacentre's list does, and asking takes next to no time.
public struct Interest: Sendable {
  private var serials: KeySet
  /// The disks with such a UUID, by their names and their folders' names.
  private var disks = KeySet([])
  /// The names under which paths without a UUID are listed.
  private var namesWithoutUUID = KeySet([])
  /// The names of all of these.
  private var names = KeySet([])

  /// What matters to DIMMs of the given serials, as long as nothing is known of their disks.
  public init(_ serials: Set<Serial>) {
    self.serials = KeySet(serials.map(\.rawValue))
  }

  /// What matters to DIMMs of the given serials, of which sightings are known.
  init(_ serials: Set<Serial>, knowing sightings: [Sighting]) {
    self.init(serials)
    var (disks, names) = (Set<UInt32>(), Set<UInt32>())
    for sighting in sightings {
      guard sighting.uuid.map(contains) ?? !sighting.isPathOnly else { continue }
      for keys in sighting.keys {
        names.insert(keys.name)
        if sighting.uuid != nil { disks.insert(keys.nameInFolder) }
      }
    }
    self.disks = KeySet(disks)
    self.names = KeySet(names)
    let others = sightings.lazy.filter { $0.uuid == nil }.filter(contains).flatMap(\.keys)
    namesWithoutUUID = KeySet(Set(others.map(\.name)))
  }

  /// Whether a UUID is wanted.
  public func contains(_ uuid: DiskUUID) -> Bool { serials.contains(uuid.serial.rawValue) }

  /// Whether a path matters that has any other UUID.
  public func contains(_ keys: PathKeys) -> Bool {
    disks.contains(keys.nameInFolder) || namesWithoutUUID.contains(keys.name)
  }

  /// Whether a sighting matters.
  func contains(_ sighting: Sighting) -> Bool {
    guard let uuid = sighting.uuid else {
      return !sighting.isPathOnly || sighting.keys.contains { names.contains($0.name) }
    }
    return contains(uuid) || sighting.keys.contains(where: contains)
  }
}

/// A few numbers of 32 bits. Nearly all others are told from them by one bit of a table, which fits in the
/// processor's nearest memory.
private struct KeySet: Sendable {
  private static let wordCount = 1024
  private var keys: Set<UInt32>
  private var table: [UInt64]

  init(_ keys: some Collection<UInt32>) {
    self.keys = Set(keys)
    table = keys.isEmpty ? [] : Array(repeating: 0, count: Self.wordCount)
    for key in keys { table[Self.word(key)] |= Self.bit(key) }
  }

  func contains(_ key: UInt32) -> Bool {
    guard !table.isEmpty, table[Self.word(key)] & Self.bit(key) != 0 else { return false }
    return keys.contains(key)
  }

  private static func word(_ key: UInt32) -> Int { Int(key >> 6) % wordCount }

  private static func bit(_ key: UInt32) -> UInt64 { 1 << UInt64(key & 63) }
}
