extension Span<UInt8> {
  /// A range without blanks and without a terminal's control sequences at either end, as the capture
  /// of a session has them around prompts and coloured names (ECMA-48: CSI, and xterm's OSC).
  /// Sequences in the middle stay: they may be part of a name.
  func withoutTerminalSequences(_ range: Range<Int>) -> Range<Int> {
    var range = trimmed(range)
    while let end = endOfSequence(at: range.lowerBound, in: range) {
      range = trimmed(end..<range.upperBound)
    }
    while let start = range.last(where: { self[$0] == 0x1B }),
      endOfSequence(at: start, in: range) == range.upperBound
    {
      range = trimmed(range.lowerBound..<start)
    }
    return range
  }

  /// Where the control sequence ends that starts at an offset; nil if none does.
  func endOfSequence(at start: Int, in range: Range<Int>) -> Int? {
    guard start + 1 < range.upperBound, self[start] == 0x1B else { return nil }
    let rest = start + 2..<range.upperBound
    switch self[start + 1] {
    case UInt8(ascii: "["):
      return firstIndex(in: rest) { (0x40...0x7E).contains($0) }.map { $0 + 1 }
    case UInt8(ascii: "]"):
      return firstIndex(in: rest) { $0 == 0x07 }.map { $0 + 1 }
    default:
      return nil
    }
  }
}
