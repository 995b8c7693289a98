import NmemModel

/// Where a JSON string is in a text (RFC 8259, section 7).
struct JSONString {
  /// Between its quotes.
  var range: Range<Int>
  var hasEscapes = false

  /// The string that starts after a quote; nil if the text ends before it does.
  init?(_ text: Span<UInt8>, behindQuote start: Int) throws(JSONFailure) {
    var index = start
    while true {
      while index &+ 8 <= text.count, case let found = text.word(at: index).endsOrEscapes {
        guard found == 0 else {
          index &+= found.trailingZeroBitCount / 8
          break
        }
        index &+= 8
      }
      guard index < text.count else { return nil }
      let byte = text[index]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        index &+= 1
      } else if byte < 0x20 {
        throw JSONFailure(expected: "the rest of a string", found: byte)
      }
      index &+= 1
    }
    range = start..<index
  }

  /// Adds the string's text to another, its escapes resolved.
  func unescape(_ text: Span<UInt8>, into result: inout [UInt8]) throws(JSONFailure) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard text[index] == UInt8(ascii: "\\") else {
        result.append(text[index])
        index += 1
        continue
      }
      let sign = text[index + 1]
      if sign == UInt8(ascii: "u") {
        index = try unescapeUnicode(text, index, into: &result)
      } else if let byte = Self.meaning(ofEscaped: sign) {
        result.append(byte)
        index += 2
      } else {
        throw JSONFailure(expected: "one of \"\\/bfnrtu after a backslash", found: sign)
      }
    }
  }

  /// Adds the character of `\uXXXX` at an offset, or of two of them; returns the offset after.
  private func unescapeUnicode(
    _ text: Span<UInt8>, _ start: Int, into result: inout [UInt8]
  ) throws(JSONFailure) -> Int {
    let unit = try unit(text, start + 2)
    let next = start + 6
    if UTF16.isLeadSurrogate(unit), next + 6 <= range.upperBound,
      text[next] == UInt8(ascii: "\\"), text[next + 1] == UInt8(ascii: "u"),
      case let trail = try self.unit(text, next + 2), UTF16.isTrailSurrogate(trail)
    {
      append(UTF16.decode(UTF16.EncodedScalar([unit, trail])), to: &result)
      return next + 6
    }
    append(Unicode.Scalar(unit) ?? "\u{FFFD}", to: &result)
    return next
  }

  private func unit(_ text: Span<UInt8>, _ start: Int) throws(JSONFailure) -> UInt16 {
    var unit: UInt16 = 0
    for index in start..<start + 4 {
      let byte = index < range.upperBound ? text[index] : UInt8(ascii: "\"")
      guard let digit = hexValue(byte) else {
        throw JSONFailure(expected: "four hexadecimal digits after \\u", found: byte)
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  private func append(_ scalar: Unicode.Scalar, to result: inout [UInt8]) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { result.append(byte) }
  }

  private static func meaning(ofEscaped byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }
}

extension UInt64 {
  /// Which bytes end a string, begin an escape, or cannot be in a string.
  @inline(__always)
  fileprivate var endsOrEscapes: UInt64 {
    let isControl = (self &- UInt64(repeating: 0x20)) & ~self & UInt64(repeating: 0x80)
    return isControl | bytes(equalTo: UInt8(ascii: "\"")) | bytes(equalTo: UInt8(ascii: "\\"))
  }
}
