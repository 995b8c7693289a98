import NmemModel

/// A column of a command's output: the one place that knows its name, its key and type in JSON, its
/// help and its value.
struct Column<Row: Sendable>: Sendable {
  /// The header, in upper case: `PHYS-ID`.
  var name: String

  /// Another name by which a user may choose it.
  var alias: String?

  /// The key in JSON: `phys_id`; empty if JSON never has the column.
  var key: String

  /// In JSON, the path to the object with the key, if that is not the row's own: `vmdks[].`.
  var container = ""

  /// The type of the value in JSON, which may be null as well.
  var type: ColumnType

  /// What the column says, in a few words.
  var help: String

  /// What has to be read of the guest for the value, beyond the DIMMs. It takes longer.
  var needs: Detail = []

  /// The value in a row.
  var value: @Sendable (Row) -> Cell

  /// The same column of a row that contains this one's row; nil makes an empty cell.
  func lifted<Outer>(
    name: String? = nil, in container: String = "", _ inner: @escaping @Sendable (Outer) -> Row?
  ) -> Column<Outer> {
    let value = value
    return Column<Outer>(
      name: name ?? self.name, alias: alias, key: key, container: container, type: type, help: help,
      needs: needs,
      value: { row in inner(row).map(value) ?? .none })
  }
}

/// The type of a column's values. The raw value is JSON's word for it.
enum ColumnType: String {
  case string, integer, number, array, boolean

  /// Whether the cells stand at the right.
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
  var key: String
  var type: ColumnType
  var help: String
  var isStandard: Bool
}

/// The columns of a command.
struct ColumnSet<Row: Sendable>: Sendable {
  var all: [Column<Row>]
  /// The names of those that are shown by default.
  var standard: [String]

  var descriptions: [ColumnDescription] {
    all.map {
      ColumnDescription(
        name: $0.name, key: $0.container + $0.key, type: $0.type, help: $0.help,
        isStandard: standard.contains($0.name))
    }
  }

  /// The set with one more standard column, the first.
  func withStandard(_ name: String) -> ColumnSet {
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
    case .standard: return try named(standard)
    case .all: return all
    case .only(let names):
      guard !names.isEmpty else { throw UsageError(message: "--output names no column") }
      return try named(names)
    case .standardAnd(let names):
      let usual = try named(standard)
      return usual
        + (try named(names)).filter { added in !usual.contains { $0.name == added.name } }
    }
  }

  private func named(_ names: [String]) throws(UsageError) -> [Column<Row>] {
    var columns: [Column<Row>] = []
    for name in names {
      columns.append(try column(named: name))
    }
    return columns
  }

  /// The column of a name or of a key in JSON, in either case; as in the output of --pairs, PHYS_ID means
  /// PHYS-ID.
  private func column(named name: String) throws(UsageError) -> Column<Row> {
    let wanted = Self.headerName(name)
    if let column = all.first(where: { $0.name == wanted || $0.alias == wanted })
      ?? all.first(where: { Self.headerName($0.key) == wanted })
    {
      return column
    }
    let names = all.map(\.name)
    let meant = similarWord(to: wanted, in: names).map { " did you mean \($0)? The" } ?? " the"
    throw UsageError(
      message:
        "there is no column \(name);\(meant) columns are \(names.joined(separator: ", "))")
  }

  private static func headerName(_ name: String) -> String {
    name.map { $0 == "_" ? "-" : $0.isASCII ? $0.uppercased() : String($0) }.joined()
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
