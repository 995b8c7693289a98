import NmemModel

/// What a row is written with: the text before the value of each column, and the text after the last one. It is
/// the same in each of a million rows, and so made once.
struct RowTemplate<Row: Sendable> {
  /// All texts, one after another.
  private var text: [UInt8] = []
  private var parts: [Part] = []
  private var end = 0..<0

  private struct Part {
    var before: Range<Int>
    var value: @Sendable (Row) -> Cell
  }

  /// The template for some columns, with what a function makes of each of them and its place.
  init(
    _ columns: [Column<Row>], before: (Int, Column<Row>) -> String, end: (_ count: Int) -> String
  ) {
    for (index, column) in columns.enumerated() {
      parts.append(Part(before: add(before(index, column)), value: column.value))
    }
    self.end = add(end(columns.count))
  }

  private mutating func add(_ piece: String) -> Range<Int> {
    let start = text.count
    text += piece.utf8
    return start..<text.count
  }

  /// Writes a row, its values with a function.
  @inline(__always)
  func write(_ row: Row, to output: inout Output, _ write: (Cell, inout Output) -> Void) {
    // An element of a span is looked at where it is; one of an array is copied.
    let (text, parts) = (text.span, parts.span)
    for index in parts.indices {
      output.write(text.extracting(parts[index].before))
      write(parts[index].value(row), &output)
    }
    output.write(text.extracting(end))
  }
}
