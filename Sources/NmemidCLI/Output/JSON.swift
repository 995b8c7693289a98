import FileFormats
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
  case object([(key: JSONKey, value: JSON)])
  /// An object whose keys are not nmemid's own, as those of a schema.
  case dictionary([(key: String, value: JSON)])
  /// The value of a column.
  case cell(Cell, CellStyle)
  /// A list whose elements are made as they are written: there may be a million of them.
  case list((inout JSONList, inout Output) -> Void)

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
    var output = Output()
    write(to: &output)
    return output.text
  }

  /// Writes the value; each line but the first has this many blanks before it.
  func write(to output: inout Output, indent: Int = 0) {
    switch self {
    case .null: output.write("null")
    case .bool(true): output.write("true")
    case .bool(false): output.write("false")
    case .number(let value): output.write(value)
    case .decimal(let value): output.write(text: "\(value)")
    case .string(let value): Self.write(string: value.bytes.span, to: &output)
    case .cell(let cell, let style): cell.writeJSON(style, indent: indent, to: &output)
    case .array(let values):
      JSONList.write(between: "[", "]", to: &output, indent: indent) { list, output in
        for value in values { list.add(value, to: &output) }
      }
    case .list(let elements):
      JSONList.write(between: "[", "]", to: &output, indent: indent, elements)
    case .object(let members):
      JSONList.write(between: "{", "}", to: &output, indent: indent) { list, output in
        for (key, value) in members { list.add(value, key: key.rawValue, to: &output) }
      }
    case .dictionary(let members):
      JSONList.write(between: "{", "}", to: &output, indent: indent) { list, output in
        for (key, value) in members { list.add(value, key: key, to: &output) }
      }
    }
  }

  /// Writes what ``integer(_:)`` is.
  static func write(integer value: UInt64, to output: inout Output) {
    if value <= 1 << 53 { output.write(value) } else { integer(value).write(to: &output) }
  }

  fileprivate static func write(string: Span<UInt8>, to output: inout Output) {
    output.write("\"")
    Escaping.json.write(string, to: &output)
    output.write("\"")
  }
}

extension JSON {
  /// A value, or null for nil.
  static func optional<Value>(_ value: Value?, _ json: (Value) -> JSON) -> JSON {
    value.map(json) ?? .null
  }
}
