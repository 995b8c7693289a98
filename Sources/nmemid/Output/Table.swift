import NmemModel

/// Rows of printed cells under the names of their columns.
struct Table {
  /// A column as far as printing needs it.
  struct Heading {
    var name: String
    var isRightAligned: Bool
  }

  var headings: [Heading]
  var rows: [[ByteString]]

  /// The parameters of the terminal's colour sequence (ECMA-48, SGR) for a cell's text in a column;
  /// nil for none.
  var color: (_ heading: String, _ cell: ByteString) -> String? = { _, _ in nil }

  init<Row>(_ columns: [Column<Row>], _ rows: [Row], _ style: CellStyle) {
    headings = columns.map { Heading(name: $0.name, isRightAligned: $0.type.isRightAligned) }
    self.rows = rows.map { row in columns.map { $0.value(row).text(style) } }
  }

  /// Aligned columns for people, two blanks apart; no blanks at the end of a line.
  func aligned(withHeadings hasHeadings: Bool) -> String {
    let names = headings.map { ByteString($0.name) }
    let lines = (hasHeadings ? [names] : []) + rows
    let cells = lines.map { $0.map(Escaping.plain.escape) }
    let widths = headings.indices.map { column in
      cells.map { $0[column].count }.max() ?? 0
    }
    var text = ""
    for (row, line) in cells.enumerated() {
      let isHeading = hasHeadings && row == 0
      let words = line.indices.map { column in
        let blanks = String(
          repeating: " ", count: widths[column] - line[column].count)
        let word = isHeading ? line[column] : colored(lines[row], line[column], column)
        return headings[column].isRightAligned ? blanks + word : word + blanks
      }
      text += words.joined(separator: "  ").droppingTrailingBlanks + "\n"
    }
    return text
  }

  /// One blank between the cells, none within them.
  func raw(withHeadings hasHeadings: Bool) -> String {
    let names = headings.map { ByteString($0.name) }
    return ((hasHeadings ? [names] : []) + rows)
      .map { $0.map(Escaping.raw.escape).joined(separator: " ") + "\n" }.joined()
  }

  /// Lines of `NAME="value"` that a shell can evaluate.
  func pairs() -> String {
    rows.map { row in
      zip(headings, row).map { heading, cell in
        "\(String(heading.name.map { $0 == "-" ? "_" : $0 }))=\"\(Escaping.pairs.escape(cell))\""
      }.joined(separator: " ") + "\n"
    }.joined()
  }

  private func colored(_ row: [ByteString], _ word: String, _ column: Int) -> String {
    guard let sequence = color(headings[column].name, row[column]) else { return word }
    return "\u{1B}[\(sequence)m\(word)\u{1B}[0m"
  }
}

extension String {
  var droppingTrailingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
