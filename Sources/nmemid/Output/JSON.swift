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
    var text = ""
    write(to: &text, indent: "")
    return text
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += String(value)
    case .decimal(let value): text += "\(value)"
    case .string(let value): text += Self.quoted(value)
    case .array(let values):
      Self.writeList(values, "[", "]", to: &text, indent: indent) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      Self.writeList(members, "{", "}", to: &text, indent: indent) { member, text, indent in
        text += "\(Self.quoted(ByteString(member.key))): "
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], _ open: String, _ close: String, to text: inout String, indent: String,
    write: (Element, inout String, String) -> Void
  ) {
    text += open
    let inner = indent + "  "
    for (index, element) in elements.enumerated() {
      text += index == 0 ? "\n\(inner)" : ",\n\(inner)"
      write(element, &text, inner)
    }
    text += elements.isEmpty ? close : "\n\(indent)\(close)"
  }

  private static func quoted(_ text: ByteString) -> String {
    "\"\(Escaping.json.escape(text))\""
  }
}

extension JSON {
  /// A value, or null for nil.
  static func optional<Value>(_ value: Value?, _ json: (Value) -> JSON) -> JSON {
    value.map(json) ?? .null
  }
}
