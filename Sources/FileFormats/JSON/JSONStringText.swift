import NmemModel

/// The text of one JSON string, byte by byte: its escapes are resolved (RFC 8259, section 7).
struct JSONStringText {
  /// The text so far, at most ``JSONScanner/longestText`` bytes of it.
  private(set) var bytes: [UInt8] = []

  /// Whether there is more text than was kept.
  private(set) var isTooLong = false

  private var escape = Escape.none

  /// The first half of a surrogate pair whose second half has not come yet.
  private var highSurrogate: UInt16?

  private enum Escape {
    case none
    /// A backslash was read.
    case begun
    /// A backslash, a `u` and some of the four digits were read.
    case unicode(digits: Int, value: UInt16)
  }

  /// Empties the text for the next string, and keeps its memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isTooLong = false
    escape = .none
    highSurrogate = nil
  }

  /// Reads the next byte behind the opening quote. Returns whether it is the closing one.
  mutating func read(_ byte: UInt8) throws(JSONFailure) -> Bool {
    switch escape {
    case .none:
      guard byte >= 0x20 else {
        throw JSONFailure(expected: "the rest of a string", found: byte)
      }
      if byte == UInt8(ascii: "\\") {
        escape = .begun
        return false
      }
      endSurrogate()
      if byte == UInt8(ascii: "\"") { return true }
      append(byte)
    case .begun:
      if byte == UInt8(ascii: "u") {
        escape = .unicode(digits: 0, value: 0)
        return false
      }
      guard let meant = Self.meaning(ofEscaped: byte) else {
        throw JSONFailure(expected: "one of \"\\/bfnrtu behind a backslash", found: byte)
      }
      endSurrogate()
      append(meant)
      escape = .none
    case .unicode(let digits, let value):
      guard let digit = hexValue(byte) else {
        throw JSONFailure(expected: "four hexadecimal digits behind \\u", found: byte)
      }
      let unit = value << 4 | UInt16(digit)
      guard digits == 3 else {
        escape = .unicode(digits: digits + 1, value: unit)
        return false
      }
      escape = .none
      append(unit: unit)
    }
    return false
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

  private mutating func append(_ byte: UInt8) {
    if bytes.count < JSONScanner.longestText {
      bytes.append(byte)
    } else {
      isTooLong = true
    }
  }

  private mutating func append(unit: UInt16) {
    if let high = highSurrogate, UTF16.isTrailSurrogate(unit) {
      highSurrogate = nil
      append(UTF16.decode(UTF16.EncodedScalar([high, unit])))
      return
    }
    endSurrogate()
    if UTF16.isLeadSurrogate(unit) {
      highSurrogate = unit
    } else {
      append(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }

  /// Gives up the second half of a surrogate pair, if one is waited for.
  private mutating func endSurrogate() {
    guard highSurrogate != nil else { return }
    highSurrogate = nil
    append("\u{FFFD}")
  }
}
