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
    let cells = lines.map { $0.map(PrintedCell.init) }
    let widths = headings.indices.map { column in
      cells.lazy.map { $0[column].width }.max() ?? 0
    }
    var text: [UInt8] = []
    for (row, line) in cells.enumerated() {
      let isHeading = hasHeadings && row == 0
      let start = text.count
      for column in line.indices {
        if column > 0 { text += "  ".utf8 }
        let blanks = repeatElement(UInt8(ascii: " "), count: widths[column] - line[column].width)
        if headings[column].isRightAligned { text += blanks }
        let sequence = isHeading ? nil : color(headings[column].name, lines[row][column])
        if let sequence { text += "\u{1B}[\(sequence)m".utf8 }
        text += line[column].bytes
        if sequence != nil { text += "\u{1B}[0m".utf8 }
        if !headings[column].isRightAligned { text += blanks }
      }
      while text.count > start, text.last == UInt8(ascii: " ") { text.removeLast() }
      text.append(0x0A)
    }
    return String(decoding: text, as: UTF8.self)
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
}

/// A cell as it is printed in a table.
private struct PrintedCell {
  /// In UTF-8.
  var bytes: [UInt8] = []
  /// How many characters it has.
  var width: Int

  init(_ cell: ByteString) {
    Escaping.plain.write(cell, to: &bytes)
    // Most are ASCII, of which counting is fast.
    width =
      bytes.allSatisfy { $0 < 0x80 } ? bytes.count : String(decoding: bytes, as: UTF8.self).count
  }
}
