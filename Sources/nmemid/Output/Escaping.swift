import NmemModel

/// How unsafe characters are written, so that nothing from a file reaches a terminal raw.
///
/// Unsafe are the control characters, those that change the direction or the shape of text without
/// being seen, and bytes that are no UTF-8.
enum Escaping {
  /// For tables and messages: `\x1b` for a byte that is unsafe.
  case plain
  /// For `--raw`: blanks and backslashes as well, so that a cell is one word.
  case raw
  /// For `--pairs`: what a shell would expand between double quotes as well.
  case pairs
  /// For JSON: a string without its quotes.
  case json

  /// The text as it may be printed.
  func escape(_ text: ByteString) -> String {
    isPlain(text) ? String(decoding: text.bytes, as: UTF8.self) : escapeEach(text)
  }

  /// Adds the text as it may be printed to a text in UTF-8.
  func write(_ text: ByteString, to output: inout [UInt8]) {
    if isPlain(text) { output += text.bytes } else { output += escapeEach(text).utf8 }
  }

  /// Whether nothing in the text is to be escaped, as in nearly all: there may be a lot of it.
  private func isPlain(_ text: ByteString) -> Bool {
    let isASCII = text.bytes.allSatisfy { (0x20..<0x7F).contains($0) }
    return isASCII
      && (self == .plain || !text.bytes.contains { isSpecial(Unicode.Scalar($0)) })
  }

  private func escapeEach(_ text: ByteString) -> String {
    var result = ""
    var decoder = UTF8()
    var bytes = text.bytes[...]
    while !bytes.isEmpty {
      var iterator = bytes.makeIterator()
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        result += escape(scalar)
        bytes = bytes.dropFirst(UTF8.width(scalar))
      case .error, .emptyInput:
        result += self == .json ? "\u{FFFD}" : "\\x\(hexDigits(bytes[bytes.startIndex]))"
        bytes = bytes.dropFirst()
      }
      decoder = UTF8()
    }
    return result
  }

  private func escape(_ scalar: Unicode.Scalar) -> String {
    guard Self.isUnsafe(scalar) || isSpecial(scalar) else { return String(scalar) }
    guard self == .json else {
      return UTF8.encode(scalar).map { $0.map { "\\x\(hexDigits($0))" }.joined() } ?? ""
    }
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: return String(scalar).utf16.map { "\\u\(hexDigits($0))" }.joined()
    }
  }

  private func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .plain: false
    case .raw: scalar == " " || scalar == "\\" || !scalar.isASCII && scalar.properties.isWhitespace
    case .pairs: scalar == "\"" || scalar == "\\" || scalar == "`" || scalar == "$"
    case .json: scalar == "\"" || scalar == "\\"
    }
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20..<0x7F).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      return true
    default:
      return false
    }
  }
}
