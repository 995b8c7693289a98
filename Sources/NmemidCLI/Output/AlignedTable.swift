import NmemModel

extension Table {
  /// Writes aligned columns for people, two blanks apart; no blanks at the end of a line. Goes over the rows
  /// twice: before anything can be written, the widest cell has to be known.
  ///
  /// A row that is wider than the terminal goes on in further lines; without a width, none does.
  func writeAligned(withHeadings hasHeadings: Bool, width: Int? = nil, to output: inout Output) {
    var layout = TableLayout(columns, style, withHeadings: hasHeadings, width: width)
    let values = columns.map(\.value)
    // An iterator would copy each row.
    for index in rows.indices { layout.measure(rows[index], values.span) }
    layout.fold()
    let lines = layout.lines
    var line = TableLine(layout)
    if hasHeadings {
      for indices in lines {
        for index in indices { line.add(.string(columns[index].name.rawValue), in: index) }
        line.end(&output)
      }
    }
    forEachRow(&output) { row, output in
      let values = values.span
      for indices in lines {
        for index in indices {
          let cell = values[index](row)
          line.add(cell, in: index, color: color.flatMap { $0(columns[index].name, cell) })
        }
        line.end(&output)
      }
    }
  }
}

/// Where the columns of a table are.
private struct TableLayout: ~Copyable {
  /// What is between two columns.
  static let gap = 2
  /// How far all but the first line of a row are moved in.
  static let indent = 4

  var columns: [(width: Int, isRightAligned: Bool)]
  /// The columns in each of the lines that a row takes.
  private(set) var lines: [[Int]]
  let style: CellStyle
  /// How wide a line may be; nil for any width.
  private let width: Int?
  private var cell = Output()

  init<Row>(_ columns: [Column<Row>], _ style: CellStyle, withHeadings: Bool, width: Int?) {
    (self.style, self.width) = (style, width)
    self.columns = columns.map { column in
      (withHeadings ? column.name.rawValue.count : 0, column.type.isRightAligned)
    }
    lines = [Array(columns.indices)]
  }

  /// Makes the columns as wide as the cells of a row are.
  mutating func measure<Row>(_ row: Row, _ values: Span<@Sendable (Row) -> Cell>) {
    for index in columns.indices where width != nil || isPadded(index, in: lines[0]) {
      cell.clear()
      values[index](row).write(style, .plain, to: &cell)
      columns[index].width = max(columns[index].width, cell.characterCount)
    }
  }

  /// Whether blanks make a cell as wide as its column: the end of a line may be anywhere.
  func isPadded(_ index: Int, in line: [Int]) -> Bool {
    columns[index].isRightAligned || index != line.last
  }

  /// Moves the widest columns of text, but not the first, into further lines, until the rest fits.
  mutating func fold() {
    guard let width else { return }
    var (first, moved) = (lines[0], [Int]())
    while length(of: first) > width,
      let widest = first.dropFirst().filter({ !columns[$0].isRightAligned })
        .max(by: { columns[$0].width < columns[$1].width })
    {
      first.removeAll { $0 == widest }
      moved.append(widest)
    }
    lines = [first]
    for index in moved.sorted() {
      let last = lines.count > 1 ? lines[lines.count - 1] : []
      if !last.isEmpty && Self.indent + length(of: last + [index]) <= width {
        lines[lines.count - 1].append(index)
      } else {
        lines.append([index])
      }
    }
  }

  /// Whether an empty cell is drawn: where a line may be left out, the next would be taken for it.
  func marksEmptyCells(inLine number: Int) -> Bool { number > 0 && lines.count > 2 }

  private func length(of line: [Int]) -> Int {
    line.reduce(-Self.gap) { $0 + Self.gap + columns[$1].width }
  }
}

/// A line of a table while it is made.
private struct TableLine: ~Copyable {
  private let layout: TableLayout
  private var text = Output()
  private var cell = Output()
  /// Which of the row's lines it is, and how many of its cells it has.
  private var (number, count) = (0, 0)

  init(_ layout: consuming TableLayout) {
    self.layout = layout
  }

  /// Adds the cell of the next column of the line.
  mutating func add(_ value: Cell, in index: Int, color: String? = nil) {
    if count > 0 {
      text.write(blanks: TableLayout.gap)
    } else if number > 0 {
      text.write(blanks: TableLayout.indent)
    }
    cell.clear()
    value.write(layout.style, .plain, to: &cell)
    if cell.characterCount == 0 && layout.marksEmptyCells(inLine: number) { cell.write("-") }
    let column = layout.columns[index]
    let blanks =
      layout.isPadded(index, in: layout.lines[number]) ? column.width - cell.characterCount : 0
    if column.isRightAligned { text.write(blanks: blanks) }
    if let color { text.write(text: "\u{1B}[\(color)m") }
    cell.withText { text.write($0) }
    if color != nil { text.write("\u{1B}[0m") }
    if !column.isRightAligned { text.write(blanks: blanks) }
    count += 1
  }

  /// Writes the line, unless it is a further one without anything in it, and begins the next one.
  mutating func end(_ output: inout Output) {
    text.withText { text in
      var end = text.count
      while end > 0, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
      guard number == 0 || end > 0 else { return }
      output.write(text.extracting(..<end))
      output.write("\n")
    }
    text.clear()
    (number, count) = ((number + 1) % layout.lines.count, 0)
  }
}
