import FileFormats
import NmemModel

/// A list or an object in JSON while it is written, element by element.
struct JSONList {
  /// The blanks before its end.
  private let indent: Int
  private var isEmpty = true

  private init(indent: Int) {
    self.indent = indent
  }

  /// Writes a list, or an object, with the elements that a function adds.
  static func write(
    between open: StaticString, _ close: StaticString, to output: inout Output, indent: Int,
    _ elements: (inout JSONList, inout Output) -> Void
  ) {
    var list = JSONList(indent: indent)
    output.write(open)
    elements(&list, &output)
    if !list.isEmpty { Self.writeNewline(to: &output, indent: indent) }
    output.write(close)
  }

  /// Adds an element; to an object, with its key.
  mutating func add(_ value: JSON, key: String? = nil, to output: inout Output) {
    writeSeparator(to: &output)
    Self.writeNewline(to: &output, indent: indent + 2)
    if let key {
      JSON.text(key).write(to: &output)
      output.write(": ")
    }
    value.write(to: &output, indent: indent + 2)
  }

  /// Adds an object for each row, with the values of some columns. All that is the same in each of them is made
  /// once.
  mutating func add<Row>(
    _ rows: some RandomAccessCollection<Row>, _ columns: [Column<Row>], _ style: CellStyle,
    to output: inout Output
  ) {
    let newline = "\n" + String(repeating: " ", count: indent + 2)
    let template = RowTemplate(columns.filter { $0.key != nil }) { index, column in
      "\(index == 0 ? newline + "{" : ",")\(newline)  \"\(column.key?.rawValue ?? "")\": "
    } end: { count in
      newline + (count == 0 ? "{}" : "}")
    }
    // An iterator would copy each row.
    for index in rows.indices {
      if output.isClosed { return }
      writeSeparator(to: &output)
      template.write(rows[index], to: &output) { cell, output in
        cell.writeJSON(style, indent: indent + 4, to: &output)
      }
    }
  }

  private mutating func writeSeparator(to output: inout Output) {
    if !isEmpty { output.write(",") }
    isEmpty = false
  }

  private static func writeNewline(to output: inout Output, indent: Int) {
    output.write("\n")
    output.write(blanks: indent)
  }

}

extension JSON {
  /// A list with what is made of each element, when it is written.
  static func each<Element>(
    _ elements: some Sequence<Element>, _ json: @escaping (Element) -> JSON
  ) -> JSON {
    .list { list, output in
      for element in elements {
        if output.isClosed { return }
        list.add(json(element), to: &output)
      }
    }
  }

  /// A list with an object for each row, with the values of some columns.
  static func rows<Row>(
    _ rows: some RandomAccessCollection<Row>, _ columns: [Column<Row>], _ style: CellStyle
  ) -> JSON {
    .list { list, output in list.add(rows, columns, style, to: &output) }
  }
}
