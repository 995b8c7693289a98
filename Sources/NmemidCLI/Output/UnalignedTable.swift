import NmemModel

// Tables for programs.

extension Table {
  /// Writes one blank between the cells, none within them.
  func writeRaw(withHeadings hasHeadings: Bool, to output: inout Output) {
    if hasHeadings {
      output.write(text: columns.map(\.name.rawValue).joined(separator: " ") + "\n")
    }
    let template = RowTemplate(columns, before: { index, _ in index == 0 ? "" : " " }) { _ in
      "\n"
    }
    writeRows(template, to: &output) { cell, output in cell.write(style, .raw, to: &output) }
  }

  /// Writes lines of `NAME="value"` that a shell can evaluate.
  func writePairs(to output: inout Output) {
    let template = RowTemplate(columns) { index, column in
      "\(index == 0 ? "" : "\" ")\(column.nameInShell)=\""
    } end: { _ in
      "\"\n"
    }
    writeRows(template, to: &output) { cell, output in cell.write(style, .pairs, to: &output) }
  }

  /// Writes comma-separated values (RFC 4180). Sizes are bytes: a program cannot calculate with 1.5G, nor with what
  /// was rounded to it.
  func writeCSV(withHeadings hasHeadings: Bool, to output: inout Output) {
    if hasHeadings {
      output.write(text: columns.map(\.name.rawValue).joined(separator: ",") + "\r\n")
    }
    var style = style
    style.sizesInBytes = true
    // A row that is an empty line would be none to many readers.
    let isAlone = columns.count == 1
    let template = RowTemplate(columns, before: { index, _ in index == 0 ? "" : "," }) { _ in
      "\r\n"
    }
    var text = Output()
    writeRows(template, to: &output) { cell, output in
      text.clear()
      cell.write(style, .plain, to: &text)
      if isAlone && text.count == 0 { return output.write("\"\"") }
      text.withText { output.write(field: $0) }
    }
  }

  private func writeRows(
    _ template: RowTemplate<Rows.Element>, to output: inout Output,
    _ write: (Cell, inout Output) -> Void
  ) {
    forEachRow(&output) { row, output in template.write(row, to: &output, write) }
  }
}

extension Column {
  /// The name as that of a variable.
  fileprivate var nameInShell: String {
    String(name.rawValue.map { $0 == "-" ? "_" : $0 })
  }
}

extension Output {
  /// Writes a field of CSV, in quotes where it has to be: the ends of lines in it are escaped already.
  fileprivate mutating func write(field: Span<UInt8>) {
    let quote = UInt8(ascii: "\"")
    let special = field.firstIndex(from: 0) {
      $0.bytes(equalTo: UInt8(ascii: ",")) | $0.bytes(equalTo: quote)
    }
    guard special < field.count else { return write(field) }
    write("\"")
    var start = 0
    var end = field.firstIndex(from: start) { $0.bytes(equalTo: quote) }
    while end < field.count {
      write(field.extracting(start...end))
      write("\"")
      start = end + 1
      end = field.firstIndex(from: start) { $0.bytes(equalTo: quote) }
    }
    write(field.extracting(start...))
    write("\"")
  }
}
