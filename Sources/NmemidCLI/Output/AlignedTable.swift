import NmemModel

extension Table {
  /// Writes aligned columns for people, two blanks apart; no blanks at the end of a line. Goes over the rows
  /// twice: before anything can be written, the widest cell has to be known.
  func writeAligned(withHeadings hasHeadings: Bool, to output: inout Output) {
    var line = TableLine(columns, style, withHeadings: hasHeadings)
    let values = columns.map(\.value)
    // An iterator would copy each row.
    for index in rows.indices { line.measure(rows[index], values.span) }
    if hasHeadings {
      for column in columns { line.add(.string(column.name.rawValue)) }
      line.end(&output)
    }
    forEachRow(&output) { row, output in
      let values = values.span
      for index in values.indices {
        let cell = values[index](row)
        line.add(cell, color: color.flatMap { $0(columns[index].name, cell) })
      }
      line.end(&output)
    }
  }
}

/// A line of a table while it is made.
private struct TableLine: ~Copyable {
  private var columns: [(width: Int, isRightAligned: Bool)]
  /// The columns whose widths matter: the end of a line may be anywhere.
  private let aligned: Range<Int>
  private let style: CellStyle
  private var text = Output()
  private var cell = Output()
  private var index = 0

  init<Row>(_ columns: [Column<Row>], _ style: CellStyle, withHeadings: Bool) {
    self.style = style
    self.columns = columns.map { column in
      (withHeadings ? column.name.rawValue.count : 0, column.type.isRightAligned)
    }
    aligned = 0..<columns.count - (columns.last?.type.isRightAligned == false ? 1 : 0)
  }

  /// Makes the columns as wide as the cells of a row are.
  mutating func measure<Row>(_ row: Row, _ values: Span<@Sendable (Row) -> Cell>) {
    for index in aligned {
      cell.clear()
      values[index](row).write(style, .plain, to: &cell)
      columns[index].width = max(columns[index].width, cell.characterCount)
    }
  }

  /// Adds the cell of the next column.
  mutating func add(_ value: Cell, color: String? = nil) {
    if index > 0 { text.write("  ") }
    cell.clear()
    value.write(style, .plain, to: &cell)
    let column = columns[index]
    let blanks = aligned.contains(index) ? column.width - cell.characterCount : 0
    if column.isRightAligned { text.write(blanks: blanks) }
    if let color { text.write(text: "\u{1B}[\(color)m") }
    cell.withText { text.write($0) }
    if color != nil { text.write("\u{1B}[0m") }
    if !column.isRightAligned { text.write(blanks: blanks) }
    index += 1
  }

  /// Writes the line, and begins the next one.
  mutating func end(_ output: inout Output) {
    text.withText { text in
      var end = text.count
      while end > 0, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
      output.write(text.extracting(..<end))
    }
    output.write("\n")
    text.clear()
    index = 0
  }
}
