import FileFormats
import NmemModel

/// A column of a command's output: the one place that knows its name, its key and type in JSON, its
/// help and its value.
struct Column<Row: Sendable>: Sendable {
  var name: ColumnName

  /// Another name by which a user may choose it.
  var alias: ColumnName?

  /// The key in JSON; nil if JSON never has the column.
  var key: JSONKey?

  /// In JSON, the path to the object with the key, if that is not the row's own: `vmdks[].`.
  var container = ""

  /// The type of the value in JSON, which may be null as well.
  var type: ColumnType

  /// What the column says, in a few words.
  var help: String

  /// What has to be read of the guest for the value, beyond the DIMMs. It takes longer.
  var needs: Detail = []

  var value: @Sendable (Row) -> Cell

  /// The same column of a row that contains this one's row; nil makes an empty cell.
  func lifted<Outer>(
    in container: String = "", _ inner: @escaping @Sendable (Outer) -> Row?
  ) -> Column<Outer> {
    let value = value
    return Column<Outer>(
      name: name, alias: alias, key: key, container: container, type: type, help: help,
      needs: needs,
      value: { row in inner(row).map(value) ?? .none })
  }

  /// The column under the name that it has among others.
  func renamed(_ renames: ColumnRenames) -> Column {
    guard let (name, key) = renames[self.name] else { return self }
    var column = self
    (column.name, column.key) = (name, key)
    return column
  }
}

/// What columns are called, and their keys, where others have their names.
typealias ColumnRenames = [ColumnName: (name: ColumnName, key: JSONKey)]

/// The type of a column's values. The raw value is JSON's word for it.
enum ColumnType: String {
  case string, integer, number, array, boolean

  /// Whether the cells are aligned to the right.
  var isRightAligned: Bool { self == .integer || self == .number }
}

extension Sequence {
  /// All that has to be read of the guest for some columns.
  func needs<Row>() -> Detail where Element == Column<Row> {
    reduce(into: []) { $0.formUnion($1.needs) }
  }
}

/// What `--list-columns` and `--help` say about a column.
struct ColumnDescription: Sendable {
  var name: String
  /// The key in JSON, with the path to its object; nil if JSON never has the column.
  var key: String?
  var type: ColumnType
  var help: String
  var isStandard: Bool
}

struct ColumnSet<Row: Sendable>: Sendable {
  var all: [Column<Row>]
  /// The names of those that are shown by default.
  var standard: [ColumnName]

  var descriptions: [ColumnDescription] {
    all.map { column in
      ColumnDescription(
        name: column.name.rawValue, key: column.key.map { column.container + $0.rawValue },
        type: column.type, help: column.help,
        isStandard: standard.contains(column.name))
    }
  }

  /// The set with one more standard column, the first.
  func withStandard(_ name: ColumnName) -> ColumnSet {
    ColumnSet(all: all, standard: [name] + standard)
  }

  /// What a command line chooses of the columns; throws if there is no column of a name.
  func selection(_ invocation: Invocation) throws(UsageError) -> Selection<Row> {
    Selection(
      columns: invocation.isDrawn ? [] : try columns(invocation.columns),
      order: try invocation.sortColumn.map { name throws(UsageError) in try column(named: name) })
  }

  /// The columns that a user chose; throws if there is no column of a name.
  func columns(_ choice: ColumnChoice) throws(UsageError) -> [Column<Row>] {
    switch choice {
    case .standard: return standardColumns
    case .all: return all
    case .only(let names):
      guard !names.isEmpty else { throw UsageError(message: "--output names no column") }
      return try named(names)
    case .standardAnd(let names):
      let usual = standardColumns
      return usual
        + (try named(names)).filter { added in !usual.contains { $0.name == added.name } }
    }
  }

  private var standardColumns: [Column<Row>] {
    standard.compactMap { name in all.first { $0.name == name } }
  }

  private func named(_ names: [String]) throws(UsageError) -> [Column<Row>] {
    var columns: [Column<Row>] = []
    for name in names {
      columns.append(try column(named: name))
    }
    return columns
  }

  /// The column of a name or of a key in JSON.
  private func column(named name: String) throws(UsageError) -> Column<Row> {
    if let wanted = ColumnName(written: name),
      let column = all.first(where: { $0.name == wanted || $0.alias == wanted })
    {
      return column
    }
    if let wanted = JSONKey(written: name), let column = all.first(where: { $0.key == wanted }) {
      return column
    }
    let names = all.map(\.name.rawValue)
    let meant =
      similarWord(to: name.uppercased(), in: names).map { " did you mean \($0)? The" } ?? " the"
    throw UsageError(
      message:
        "there is no column \(name);\(meant) columns are \(names.joined(separator: ", "))")
  }
}

/// What a command prints: some columns, and the one that its rows are sorted by.
struct Selection<Row: Sendable> {
  var columns: [Column<Row>]
  /// Nil leaves the rows in the command's own order.
  var order: Column<Row>?

  /// All that has to be read of the guest.
  var needs: Detail { (columns + [order].compactMap(\.self)).needs() }
}

extension RandomAccessCollection where Element: Sendable {
  /// The elements sorted by a column; those that are equal in it stay in their order. Of each row, only the cell
  /// is kept.
  func sorted(by column: Column<Element>) -> some RandomAccessCollection<Element> {
    let order = enumerated().map { (place: $0, cell: column.value($1)) }
      .sorted { $0.cell.precedes($1.cell) }.map(\.place)
    return order.lazy.map { self[index(startIndex, offsetBy: $0)] }
  }
}

/// Which columns a user wants to see.
enum ColumnChoice: Equatable {
  case standard
  case all
  case only([String])
  case standardAnd([String])

  /// Reads the value of `--output`: `NAME,ID`, or `+SIZE` for the usual ones and more.
  init(_ list: String) {
    let names = list.drop { $0 == "+" }.split(separator: ",").map(String.init)
    self = list.hasPrefix("+") ? .standardAnd(names) : .only(names)
  }
}
