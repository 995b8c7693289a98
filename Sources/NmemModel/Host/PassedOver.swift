/// VMDKs of a list that were passed over, since they seem to concern no DIMM that was asked for: only what
/// an answer may need of them is kept, 24 bytes each.
public struct PassedOver: Equatable, Sendable {
  /// Their UUIDs: how many there are is told.
  private(set) var uuids: [DiskUUID] = []

  /// What their paths say: it may turn out to matter.
  private var keys: [PathKeys] = []

  /// Whether there are none.
  public var isEmpty: Bool { uuids.isEmpty }

  /// Adds a VMDK.
  public mutating func append(_ uuid: DiskUUID, _ keys: PathKeys) {
    uuids.append(uuid)
    self.keys.append(keys)
  }

  mutating func append(_ other: PassedOver) {
    guard !isEmpty else { return self = other }
    uuids += other.uuids
    keys += other.keys
  }

  /// Whether one of them matters, after all.
  func contains(_ interest: Interest) -> Bool {
    keys.contains(where: interest.contains)
  }
}
