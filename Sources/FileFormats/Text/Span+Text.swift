import NmemModel

/// Looking at text as bytes. Ranges are offsets into the span they were asked of.
extension Span<UInt8> {
  var range: Range<Int> { 0..<count }

  /// A copy of a part.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    extracting(range).withUnsafeBufferPointer { Array($0) }
  }

  /// Whether the span begins with the given bytes.
  func hasPrefix(_ prefix: [UInt8]) -> Bool {
    count >= prefix.count && prefix.indices.allSatisfy { self[$0] == prefix[$0] }
  }

  /// How long a blank or a character without width beyond ASCII is at an offset; nil for any other.
  func lengthOfUnseen(at offset: Int) -> Int? {
    func byte(_ index: Int) -> UInt8 { offset + index < count ? self[offset + index] : 0 }
    switch (byte(0), byte(1), byte(2)) {
    case (0xC2, 0xA0, _): return 2
    case (0xEF, 0xBB, 0xBF), (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x81, 0xA0): return 3
    default: return nil
    }
  }

  /// Where a byte is first within a range, ignoring some of its bits.
  @inline(__always)
  func firstIndex(of byte: UInt8, ignoring bits: UInt8 = 0, in range: Range<Int>) -> Int? {
    var start = range.lowerBound
    while start &+ 8 <= range.upperBound {
      let found = (word(at: start) | UInt64(repeating: bits)).bytes(equalTo: byte | bits)
      if found != 0 { return start &+ found.trailingZeroBitCount / 8 }
      start &+= 8
    }
    // What is left is looked at as one word, too; after it there are zeros.
    guard start < range.upperBound else { return nil }
    let rest = word(start..<range.upperBound) | UInt64(repeating: bits)
    let index = start &+ rest.bytes(equalTo: byte | bits).trailingZeroBitCount / 8
    return index < range.upperBound ? index : nil
  }

  /// Whether the text at an offset is the given ASCII text, upper and lower case being the same.
  @inline(__always)
  func hasText(_ text: StaticString, at offset: Int) -> Bool {
    // The first letter nearly always decides; a bit makes it lower case.
    offset >= 0 && offset < count && self[offset] | 0x20 == text.utf8Start.pointee | 0x20
      && goesOn(with: text, at: offset)
  }

  private func goesOn(with text: StaticString, at offset: Int) -> Bool {
    guard text.utf8CodeUnitCount <= count - offset else { return false }
    for index in 0..<text.utf8CodeUnitCount
    where self[offset &+ index].lowercasedASCII != text.utf8Start[index].lowercasedASCII {
      return false
    }
    return true
  }

  /// Where the given ASCII text is first within a range, upper and lower case being the same.
  func firstRange(of text: StaticString, in range: Range<Int>) -> Range<Int>? {
    let length = text.utf8CodeUnitCount
    let end = range.upperBound - length + 1
    var start = range.lowerBound
    while start < end,
      let found = firstIndex(of: text.utf8Start.pointee, ignoring: 0x20, in: start..<end)
    {
      if goesOn(with: text, at: found) { return found..<found + length }
      start = found + 1
    }
    return nil
  }

  /// Where the given ASCII text is last within a range, upper and lower case being the same.
  func lastRange(of text: StaticString, in range: Range<Int>) -> Range<Int>? {
    let length = text.utf8CodeUnitCount
    guard range.count >= length else { return nil }
    return (range.lowerBound...(range.upperBound - length)).last { hasText(text, at: $0) }
      .map { $0..<$0 + length }
  }

  /// Where a byte that meets a condition is first within a range.
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

  /// Whether all bytes are ASCII.
  var isASCII: Bool {
    var index = 0
    while index &+ 8 <= count {
      if word(at: index) & 0x8080_8080_8080_8080 != 0 { return false }
      index &+= 8
    }
    while index < count {
      if self[index] >= 0x80 { return false }
      index &+= 1
    }
    return true
  }

  /// A range without the quotes around it, if there is one kind of quote at both ends; or without a double quote that
  /// nothing closes.
  func unquoted(_ range: Range<Int>) -> Range<Int> {
    guard range.count >= 2, let first = Optional(self[range.lowerBound]),
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") || first == UInt8(ascii: "`")
    else { return range }
    let rest = range.dropFirst()
    if self[range.upperBound - 1] == first { return rest.dropLast() }
    return first == UInt8(ascii: "\"") && firstIndex(of: first, in: rest) == nil ? rest : range
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
