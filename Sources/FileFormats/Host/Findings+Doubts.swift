import NmemModel

extension Findings {
  /// Adds a UUID whose disk cannot be told: it is a candidate all the same, and must not be overlooked.
  mutating func addStray(_ uuid: DiskUUID, _ source: Source) {
    sightings.append(Sighting(path: nil, uuid: uuid, source: source))
    problems.append(
      Problem(
        source,
        "whose UUID \(uuid) is cannot be told: put each path and its UUID on a line of their own"))
  }

  /// Adds all the UUIDs of VMware disks in a line, where none should be.
  mutating func addStrays(in line: Span<UInt8>, _ source: Source) {
    for uuid in UUIDText.vmwareUUIDs(in: line) { addStray(uuid, source) }
  }

  /// Takes paths and UUIDs apart that were put together because they take turns, in the lines up to one
  /// that has a path or a UUID alone: if the first line of all was lost, each has got its neighbour's.
  mutating func tear(_ run: some Sequence<Int>, _ source: Source) {
    let pairs = run.filter { sightings[$0].path != nil && sightings[$0].uuid != nil }
    guard !pairs.isEmpty else { return }
    for index in pairs {
      var name = sightings[index]
      name.uuid = nil
      sightings[index].path = nil
      sightings.append(name)
    }
    problems.append(
      Problem(
        source,
        """
        a path or a UUID stands alone here, so that those above may not belong together as they stand, \
        and were taken apart: put a blank line between two disks
        """))
  }
}
