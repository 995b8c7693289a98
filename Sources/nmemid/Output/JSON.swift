import NmemModel

/// A JSON value (RFC 8259) whose objects keep the order of their keys.
enum JSON: Equatable {
  case null
  case bool(Bool)
  /// An integer that is exact in every reader; see ``integer(_:)``.
  case number(UInt64)
  /// A number with a fraction, as ndctl prints temperatures.
  case decimal(Double)
  case string(ByteString)
  case array([JSON])
  case object([(key: String, value: JSON)])

  /// A number where JavaScript keeps it exact, up to 2^53; else a string of `0x` and hex digits.
  static func integer(_ value: some BinaryInteger & UnsignedInteger) -> JSON {
    let value = UInt64(value)
    return value <= 1 << 53 ? .number(value) : .text("0x\(String(value, radix: 16))")
  }

  static func text(_ text: String) -> JSON {
    .string(ByteString(text))
  }

  static func == (lhs: JSON, rhs: JSON) -> Bool {
    lhs.serialized() == rhs.serialized()
  }

  /// The value as text, two blanks for each level, without a newline at the end.
  func serialized() -> String {
    var text: [UInt8] = []
    write(to: &text, indent: 0)
    return String(decoding: text, as: UTF8.self)
  }

  /// Writes the value as UTF-8: there may be a million of them, and bytes are a lot faster than strings.
  private func write(to text: inout [UInt8], indent: Int) {
    switch self {
    case .null: text += "null".utf8
    case .bool(let value): text += (value ? "true" : "false").utf8
    case .number(let value): text += String(value).utf8
    case .decimal(let value): text += "\(value)".utf8
    case .string(let value): Self.write(value, to: &text)
    case .array(let values):
      Self.writeList(values, "[", "]", to: &text, indent: indent) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      Self.writeList(members, "{", "}", to: &text, indent: indent) { member, text, indent in
        Self.write(ByteString(member.key), to: &text)
        text += ": ".utf8
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], _ open: String, _ close: String, to text: inout [UInt8], indent: Int,
    write: (Element, inout [UInt8], Int) -> Void
  ) {
    text += open.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      writeNewline(to: &text, indent: indent + 2)
      write(element, &text, indent + 2)
    }
    if !elements.isEmpty { writeNewline(to: &text, indent: indent) }
    text += close.utf8
  }

  private static func writeNewline(to text: inout [UInt8], indent: Int) {
    text.append(0x0A)
    text += repeatElement(0x20, count: indent)
  }

  private static func write(_ string: ByteString, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    Escaping.json.write(string, to: &text)
    text.append(UInt8(ascii: "\""))
  }
}

extension JSON {
  /// A value, or null for nil.
  static func optional<Value>(_ value: Value?, _ json: (Value) -> JSON) -> JSON {
    value.map(json) ?? .null
  }
}
