import NmemModel

/// Looking at text as bytes. Ranges are offsets into the span they were asked of.
extension Span<UInt8> {
  /// All of the span.
  var range: Range<Int> { 0..<count }

  /// A copy of a part.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    extracting(range).withUnsafeBufferPointer { Array($0) }
  }

  /// Whether the span begins with the given bytes.
  func hasPrefix(_ prefix: [UInt8]) -> Bool {
    count >= prefix.count && prefix.indices.allSatisfy { self[$0] == prefix[$0] }
  }

  /// How long a blank or a character without width is that stands at an offset, beyond ASCII; nil for any other.
  func lengthOfUnseen(at offset: Int) -> Int? {
    func byte(_ index: Int) -> UInt8 { offset + index < count ? self[offset + index] : 0 }
    switch (byte(0), byte(1), byte(2)) {
    case (0xC2, 0xA0, _): return 2
    case (0xEF, 0xBB, 0xBF), (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x81, 0xA0): return 3
    default: return nil
    }
  }

  /// Where a byte first stands within a range.
  @inline(__always)
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    var start = range.lowerBound
    while start &+ 8 <= range.upperBound {
      let found = word(at: start).bytes(equalTo: byte)
      if found != 0 { return start &+ found.trailingZeroBitCount / 8 }
      start &+= 8
    }
    while start < range.upperBound {
      if self[start] == byte { return start }
      start &+= 1
    }
    return nil
  }

  /// Whether the text at an offset is the given ASCII text, upper and lower case being the same.
  func hasText(_ text: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.utf8CodeUnitCount <= count else { return false }
    return text.withUTF8Buffer { text in
      text.indices.allSatisfy { self[offset + $0].lowercasedASCII == text[$0].lowercasedASCII }
    }
  }

  /// Where the given ASCII text first stands within a range, upper and lower case being the same.
  func firstRange(of text: StaticString, in range: Range<Int>) -> Range<Int>? {
    let length = text.utf8CodeUnitCount
    guard range.count >= length else { return nil }
    let first = text.utf8Start.pointee.lowercasedASCII
    for offset in range.lowerBound...(range.upperBound - length)
    where self[offset].lowercasedASCII == first && hasText(text, at: offset) {
      return offset..<offset + length
    }
    return nil
  }

  /// Where the given ASCII text last stands within a range, upper and lower case being the same.
  func lastRange(of text: StaticString, in range: Range<Int>) -> Range<Int>? {
    let length = text.utf8CodeUnitCount
    guard range.count >= length else { return nil }
    let first = text.utf8Start.pointee.lowercasedASCII
    return (range.lowerBound...(range.upperBound - length))
      .last { self[$0].lowercasedASCII == first && hasText(text, at: $0) }
      .map { $0..<$0 + length }
  }

  /// Where a byte that meets a condition first stands within a range.
  func firstIndex(in range: Range<Int>, where condition: (UInt8) -> Bool) -> Int? {
    range.first { condition(self[$0]) }
  }

  /// A range without the bytes at either end that meet a condition.
  func trimming(_ range: Range<Int>, while condition: (UInt8) -> Bool) -> Range<Int> {
    let start = range.first { !condition(self[$0]) } ?? range.upperBound
    let end = (start..<range.upperBound).last { !condition(self[$0]) }.map { $0 + 1 } ?? start
    return start..<end
  }

  /// A range without the blanks at either end.
  @inline(__always)
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    // Nearly all that is asked has none.
    guard range.isEmpty || self[range.lowerBound] <= 0x20 || self[range.upperBound &- 1] <= 0x20
    else { return range }
    return trimming(range, while: \.isBlank)
  }

  /// A range without the quotes around it, if one kind of quote stands at both ends.
  func unquoted(_ range: Range<Int>) -> Range<Int> {
    guard range.count >= 2, let first = Optional(self[range.lowerBound]),
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") || first == UInt8(ascii: "`"),
      self[range.upperBound - 1] == first
    else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }

  /// A part of the text to quote in a message: at most 80 bytes of it.
  func excerpt(_ range: Range<Int>) -> String {
    let limit = 80
    let shown = range.prefix(limit)
    let text = String(decoding: shown.map { self[$0] }, as: UTF8.self)
    return range.count > limit ? "\"\(text)…\"" : "\"\(text)\""
  }
}

extension UInt8 {
  /// Whether the byte is a space, a tab or a carriage return.
  var isBlank: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\r")
  }

  /// Whether the byte is one of the given ASCII text.
  @inline(__always)
  func isOne(of bytes: StaticString) -> Bool {
    bytes.withUTF8Buffer { $0.contains(self) }
  }
}
