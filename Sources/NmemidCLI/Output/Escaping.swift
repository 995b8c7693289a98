import NmemModel

/// How unsafe characters are written, so nothing from a file reaches a terminal raw.
///
/// Unsafe are the control characters, those that change the direction or the shape of text without
/// being seen, and bytes that are no UTF-8.
enum Escaping {
  /// For tables and messages: `\x1b` for a byte that is unsafe.
  case plain
  /// For `--raw`: blanks and backslashes as well, so a cell is one word.
  case raw
  /// For `--pairs`: what a shell would expand between double quotes as well.
  case pairs
  /// For JSON: a string without its quotes.
  case json
  /// For what is going to be escaped: as it is.
  case asIs

  /// The text as it may be printed.
  func escape(_ text: ByteString) -> String {
    var output = Output()
    write(text.bytes.span, to: &output)
    return output.text
  }

  /// Writes the text as it may be printed.
  func write(_ text: Span<UInt8>, to output: inout Output) {
    var start = 0
    while true {
      let end = endOfPlainText(in: text, from: start)
      output.write(text.extracting(start..<end))
      guard end < text.count else { return }
      start = end + writeCharacter(of: text, at: end, to: &output)
    }
  }

  /// Where the first byte is that is not written as it is, or has to be looked at: nearly all text has none.
  private func endOfPlainText(in text: Span<UInt8>, from start: Int) -> Int {
    switch self {
    case .asIs: text.count
    case .plain: text.firstIndex(from: start) { $0.bytesOutsidePrintableASCII }
    case .raw:
      text.firstIndex(from: start) {
        $0.bytesOutsidePrintableASCII | $0.bytes(equalTo: UInt8(ascii: " "))
          | $0.bytes(equalTo: UInt8(ascii: "\\"))
      }
    case .pairs:
      text.firstIndex(from: start) {
        $0.bytesOutsidePrintableASCII | $0.bytes(equalTo: UInt8(ascii: "\""))
          | $0.bytes(equalTo: UInt8(ascii: "\\")) | $0.bytes(equalTo: UInt8(ascii: "`"))
          | $0.bytes(equalTo: UInt8(ascii: "$"))
      }
    case .json:
      text.firstIndex(from: start) {
        $0.bytesOutsidePrintableASCII | $0.bytes(equalTo: UInt8(ascii: "\""))
          | $0.bytes(equalTo: UInt8(ascii: "\\"))
      }
    }
  }

  /// Writes one character, or a byte that belongs to none. Returns how many bytes it has.
  private func writeCharacter(
    of text: Span<UInt8>, at index: Int, to output: inout Output
  ) -> Int {
    guard let scalar = text.scalar(at: index) else {
      output.write(text: self == .json ? "\u{FFFD}" : "\\x\(hexDigits(text[index]))")
      return 1
    }
    let bytes = text.extracting(index..<index + UTF8.width(scalar))
    if !Self.isUnsafe(scalar) && !isSpecial(scalar) {
      output.write(bytes)
    } else if self == .json {
      output.write(text: Self.escapedInJSON(scalar))
    } else {
      for index in bytes.indices { output.write(text: "\\x\(hexDigits(bytes[index]))") }
    }
    return bytes.count
  }

  private static func escapedInJSON(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: String(scalar).utf16.map { "\\u\(hexDigits($0))" }.joined()
    }
  }

  private func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .plain, .asIs: false
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

extension UInt64 {
  /// Which of eight bytes are no printable characters of ASCII.
  @inline(__always)
  fileprivate var bytesOutsidePrintableASCII: UInt64 {
    let low = self & UInt64(repeating: 0x7F)
    let isDelete = low &+ UInt64(repeating: 1)
    return (self | ~low.isAtLeast(0x20) | isDelete) & UInt64(repeating: 0x80)
  }
}

extension Span<UInt8> {
  /// The character whose first byte is at an index; nil if there is none in UTF-8.
  fileprivate func scalar(at index: Int) -> Unicode.Scalar? {
    var bytes = PackedBytes()
    for index in (index..<Swift.min(index + 4, count)).reversed() { bytes.prepend(self[index]) }
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return nil }
    return scalar
  }
}

/// As many bytes as a character has at most.
private struct PackedBytes: IteratorProtocol {
  private var bytes: UInt32 = 0
  private var count = 0

  mutating func prepend(_ byte: UInt8) {
    bytes = bytes << 8 | UInt32(byte)
    count += 1
  }

  mutating func next() -> UInt8? {
    guard count > 0 else { return nil }
    defer { (bytes, count) = (bytes >> 8, count - 1) }
    return UInt8(truncatingIfNeeded: bytes)
  }
}
