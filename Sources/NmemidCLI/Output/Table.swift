import NmemModel

/// Rows of cells under the names of their columns. The rows are made when they are written, each as often as it
/// is needed, and none is kept: there may be a million of them.
struct Table<Rows: RandomAccessCollection> where Rows.Element: Sendable {
  var columns: [Column<Rows.Element>]
  var rows: Rows
  var style: CellStyle

  /// The parameters of the terminal's colour sequence (ECMA-48, SGR) for a cell's text in a column;
  /// nil for none.
  var color: ((_ heading: ColumnName, _ cell: Cell) -> String?)?

  init(_ columns: [Column<Rows.Element>], _ rows: Rows, _ style: CellStyle) {
    self.columns = columns
    self.rows = rows
    self.style = style
  }

  /// Writes something for each row, as long as it is taken.
  @inline(__always)
  func forEachRow(_ output: inout Output, _ write: (Rows.Element, inout Output) -> Void) {
    // An iterator would copy each row.
    for index in rows.indices {
      if output.isClosed { return }
      write(rows[index], &output)
    }
  }
}
