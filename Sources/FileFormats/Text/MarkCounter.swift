import NmemModel

/// Counts in a stream of bytes what lists of VMDKs have and hardly anything else: to find out whether the
/// bytes of a file hold more of it than its text does.
struct MarkCounter {
  private static let marks: [StaticString] = [".vmdk", "UUID is", "6000c29", "60 00 c2 9"]

  /// How many were found.
  private(set) var count = 0

  /// The last bytes that were read, for a mark may be in two chunks.
  private var carried: [UInt8] = []

  /// Reads the next bytes.
  mutating func feed(_ bytes: [UInt8]) {
    let text = carried + bytes
    for mark in Self.marks {
      var start = max(0, carried.count - mark.utf8CodeUnitCount + 1)
      while let found = text.span.firstRange(of: mark, in: start..<text.count) {
        count += 1
        start = found.upperBound
      }
    }
    carried = text.suffix(Self.longestMark - 1)
  }

  private static let longestMark = marks.map(\.utf8CodeUnitCount).max() ?? 1
}
