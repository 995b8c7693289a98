// Looking at eight bytes at a time: a list of a million lines has more than a hundred million bytes, and
// one by one they take too long.

extension Span<UInt8> {
  /// The eight bytes at an offset, the first of them in the lowest bits.
  @inlinable
  public func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Fewer than eight bytes, the first of them in the lowest bits, and zeros.
  func word(_ range: Range<Int>) -> UInt64 {
    if range.isEmpty { return 0 }
    if range.upperBound >= 8 { return word(at: range.upperBound - 8) >> (8 * UInt64(8 - range.count)) }
    return range.reversed().reduce(0) { $0 << 8 | UInt64(self[$1]) }
  }

  /// Where a byte below 0x80 last stands within a range.
  func lastIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    var end = range.upperBound
    while end - range.lowerBound >= 8 {
      let found = word(at: end - 8).bytes(from: byte, to: byte)
      if found != 0 { return end - 1 - found.leadingZeroBitCount / 8 }
      end -= 8
    }
    return (range.lowerBound..<end).last { self[$0] == byte }
  }
}

extension UInt64 {
  /// The same byte eight times.
  @inlinable
  public init(repeating byte: UInt8) {
    self = 0x0101_0101_0101_0101 &* UInt64(byte)
  }

  /// For each byte its highest bit: whether the byte is from `first` to `last`, both below 0x80.
  @inlinable
  public func bytes(from first: UInt8, to last: UInt8) -> UInt64 {
    let highest = UInt64(repeating: 0x80)
    let rest = self & ~highest
    // A sum that reaches the highest bit says that the byte is no less; it goes no further.
    let isNoLess = rest &+ UInt64(repeating: 0x80 - first)
    let isMore = rest &+ UInt64(repeating: 0x7F - last)
    return isNoLess & ~isMore & ~self & highest
  }
}
