/// VMDKs of a list that were passed over, since they seem to concern no DIMM that was asked for: only what
/// an answer may need of them is kept, 24 bytes each.
public struct PassedOver: Equatable, Sendable {
  /// In pieces, so that nothing is moved when there are more.
  private var pieces: [[VMDK]] = []

  private static let longestPiece = 4096

  private struct VMDK: Equatable {
    var uuid: DiskUUID
    var keys: PathKeys
  }

  /// Whether there are none.
  public var isEmpty: Bool { pieces.isEmpty }

  /// How many there are.
  var count: Int { pieces.lazy.map(\.count).reduce(0, +) }

  /// Their UUIDs: how many different ones there are is told.
  var uuids: some Sequence<DiskUUID> { pieces.lazy.joined().map(\.uuid) }

  /// Adds a VMDK.
  public mutating func append(_ uuid: DiskUUID, _ keys: PathKeys) {
    if pieces.last.map({ $0.count == Self.longestPiece }) ?? true { pieces.append([]) }
    pieces[pieces.count - 1].append(VMDK(uuid: uuid, keys: keys))
  }

  mutating func append(_ other: PassedOver) {
    pieces += other.pieces
  }

  /// Whether one of them matters, after all.
  func contains(_ interest: Interest) -> Bool {
    pieces.contains { $0.contains { interest.contains($0.keys) } }
  }

  /// Whether both have the same VMDKs in the same order.
  public static func == (lhs: PassedOver, rhs: PassedOver) -> Bool {
    lhs.pieces.joined().elementsEqual(rhs.pieces.joined())
  }
}
