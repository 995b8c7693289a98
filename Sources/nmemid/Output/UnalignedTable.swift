import NmemModel

// Tables for programs.

extension Table {
  /// Writes one blank between the cells, none within them.
  func writeRaw(withHeadings hasHeadings: Bool, to output: inout Output) {
    if hasHeadings { output.write(text: columns.map(\.name).joined(separator: " ") + "\n") }
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
    String(name.map { $0 == "-" ? "_" : $0 })
  }
}
