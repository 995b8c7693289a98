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
}
