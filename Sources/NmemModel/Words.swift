// Looking at eight or sixteen bytes at a time: a list of a million lines has more than a hundred million, and
// one by one they take too long. What a function says about each byte is that byte's highest bit.

extension Span<UInt8> {
  /// The eight bytes at an offset, the first of them in the lowest bits.
  @inlinable @inline(__always)
  public func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Whether two texts have the same bytes.
  @inlinable
  @inline(__always)
  public func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var index = 0
    while index &+ 8 <= count {
      if word(at: index) != other.word(at: index) { return false }
      index &+= 8
    }
    while index < count {
      if self[index] != other[index] { return false }
      index &+= 1
    }
    return true
  }

  /// Whether another text is somewhere in the text.
  public func contains(_ other: Span<UInt8>) -> Bool {
    if other.isEmpty { return true }
    var end = count &- other.count &+ 1
    while end > 0, let start = lastIndex(of: other[0], in: 0..<end) {
      if extracting(start..<start &+ other.count).isEqual(to: other) { return true }
      end = start
    }
    return false
  }

  /// The sixteen bytes at an offset, as two words.
  @inlinable @inline(__always)
  public func twoWords(at offset: Int) -> SIMD2<UInt64> {
    let words = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
    return SIMD2(UInt64(littleEndian: words[0]), UInt64(littleEndian: words[1]))
  }

  /// Fewer than eight bytes, the first of them in the lowest bits, and zeros.
  @inlinable @inline(__always)
  public func word(_ range: Range<Int>) -> UInt64 {
    if range.isEmpty { return 0 }
    if range.upperBound >= 8 {
      return word(at: range.upperBound - 8) >> (64 &- UInt64(range.count) &* 8)
    }
    return range.reversed().reduce(0) { $0 << 8 | UInt64(self[$1]) }
  }

  /// Where a byte is last within a range.
  @inlinable @inline(__always)
  public func lastIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    var end = range.upperBound
    while end &- range.lowerBound >= 8 {
      let found = word(at: end &- 8).bytes(equalTo: byte)
      if found != 0 { return end &- 1 &- found.leadingZeroBitCount / 8 }
      end &-= 8
    }
    return (range.lowerBound..<end).last { self[$0] == byte }
  }
}

extension UInt64 {
  /// The same byte eight times.
  @inlinable @inline(__always)
  public init(repeating byte: UInt8) {
    self = 0x0101_0101_0101_0101 &* UInt64(byte)
  }

  /// Which bytes, all of them below 0x80, are no less than a given one.
  @inlinable @inline(__always)
  public func isAtLeast(_ byte: UInt8) -> UInt64 {
    // A sum that reaches the highest bit says so, and goes no further.
    self &+ UInt64(repeating: 0x80 - byte)
  }

  @inlinable @inline(__always)
  public func bytes(equalTo byte: UInt8) -> UInt64 {
    let difference = self ^ UInt64(repeating: byte)
    let isOther = (difference & UInt64(repeating: 0x7F)) &+ UInt64(repeating: 0x7F) | difference
    return ~isOther & UInt64(repeating: 0x80)
  }
}

extension SIMD2<UInt64> {
  /// The same byte sixteen times.
  @inlinable @inline(__always)
  public init(repeatingByte byte: UInt8) {
    self.init(repeating: UInt64(repeating: byte))
  }

  /// Which bytes are from `first` to `last`, which are below 0x80.
  @inlinable @inline(__always)
  public func bytes(from first: UInt8, to last: UInt8) -> SIMD2<UInt64> {
    let low = self & SIMD2(repeatingByte: 0x7F)
    // A sum that reaches the highest bit says that the byte is no less; it goes no further.
    let isNoLess = low &+ SIMD2(repeatingByte: 0x80 - first)
    let isMore = low &+ SIMD2(repeatingByte: 0x7F - last)
    return isNoLess & ~(isMore | self) & SIMD2(repeatingByte: 0x80)
  }
}
