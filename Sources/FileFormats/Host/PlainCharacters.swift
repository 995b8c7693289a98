import NmemModel

/// Blanks, dashes and quotes beyond ASCII, which a mail program, a word processor or a web page has put in the
/// place of plain ones.
enum PlainCharacters {
  static func replacing(in text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    let hasSinglePair = hasSingleQuotes(text)
    var index = 0
    while index < text.count {
      guard text[index] >= 0x80, let (kind, length) = kind(text, index) else {
        result.append(text[index])
        index += 1
        continue
      }
      switch kind {
      case .blank: result.append(UInt8(ascii: " "))
      case .nothing: break
      case .doubleQuote: result.append(UInt8(ascii: "\""))
      case .singleQuote where hasSinglePair: result.append(UInt8(ascii: "'"))
      case .arrow: result += "->".utf8
      case .singleQuote, .dash: result += text[index..<index + length]
      }
      index += length
    }
    return withPlainDashes(result)
  }

  /// A text without the characters that nobody sees; nil if it has none.
  static func withoutInvisible(_ text: Span<UInt8>) -> [UInt8]? {
    guard !text.isASCII else { return nil }
    let bytes = text.bytes(text.range)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let (kind, length) = kind(bytes, index) ?? (.dash, 1)
      if kind != .nothing { result += bytes[index..<index + length] }
      index += length
    }
    return result.count == bytes.count ? nil : result
  }

  /// With plain dashes in UUIDs, once nothing else is between their digits.
  private static func withPlainDashes(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] >= 0x80, let (kind, length) = kind(text, index), kind == .dash,
        isWithinUUID(result, text[(index + length)...])
      {
        result.append(UInt8(ascii: "-"))
        index += length
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private enum Kind { case blank, nothing, doubleQuote, singleQuote, dash, arrow }

  private static func kind(_ text: [UInt8], _ index: Int) -> (Kind, length: Int)? {
    if text.span.lengthOfDash(at: index) == 3 { return (.dash, 3) }
    func byte(_ offset: Int) -> UInt8 { index + offset < text.count ? text[index + offset] : 0 }
    switch (byte(0), byte(1), byte(2)) {
    // U+00A0, U+00AD
    case (0xC2, 0xA0, _): return (.blank, 2)
    case (0xC2, 0xAD, _): return (.nothing, 2)
    // U+2000 to U+200A, U+202F, U+205F, U+3000
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return (.blank, 3)
    // U+200B to U+200F, U+202A to U+202E, U+2060, U+FEFF
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA0),
      (0xEF, 0xBB, 0xBF):
      return (.nothing, 3)
    // U+2018 to U+201B, U+201C to U+201F, U+00AB, U+00BB
    case (0xE2, 0x80, 0x98...0x9B): return (.singleQuote, 3)
    case (0xE2, 0x80, 0x9C...0x9F): return (.doubleQuote, 3)
    case (0xC2, 0xAB, _), (0xC2, 0xBB, _): return (.doubleQuote, 2)
    // U+2192
    case (0xE2, 0x86, 0x92): return (.arrow, 3)
    default: return nil
    }
  }

  /// Whether there are two kinds of single quotes: the second one on its own is an apostrophe.
  private static func hasSingleQuotes(_ text: [UInt8]) -> Bool {
    let span = text.span
    func has(_ last: UInt8) -> Bool {
      (0..<max(0, text.count - 2)).contains {
        span[$0] == 0xE2 && span[$0 + 1] == 0x80 && span[$0 + 2] == last
      }
    }
    return has(0x98) && has(0x99)
  }

  /// Whether what is before a dash ends in two hexadecimal digits of a UUID, and what is after it goes on so.
  private static func isWithinUUID(_ before: [UInt8], _ behind: ArraySlice<UInt8>) -> Bool {
    func isHex(_ bytes: ArraySlice<UInt8>) -> Bool {
      bytes.count == 4 && bytes.allSatisfy { hexValue($0) != nil || $0 == UInt8(ascii: " ") }
        && bytes.contains { hexValue($0) != nil }
    }
    return isHex(before.suffix(4)) && isHex(behind.prefix(4))
  }
}
