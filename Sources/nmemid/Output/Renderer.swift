import NmemModel

extension Invocation {
  /// The rows in the format that was asked for; JSON is each command's own.
  func render<Row>(_ selection: Selection<Row>, _ rows: [Row], json: () -> JSON) -> String {
    var table: Table { Table(selection.columns, selection.sorted(rows), cells) }
    switch format {
    case .table, .why, .tree, .dot:
      var colored = table
      if Console.hasColor(color) { colored.color = verdictColor }
      return colored.aligned(withHeadings: hasHeadings)
    case .raw: return table.raw(withHeadings: hasHeadings)
    case .pairs: return table.pairs()
    case .json: return json().serialized() + "\n"
    }
  }

  /// What `--list-columns` prints.
  func render(_ columns: [ColumnDescription]) -> String {
    let set = [
      Column<ColumnDescription>(name: "NAME", key: "name", type: .string, help: "") {
        .text($0.name)
      },
      Column<ColumnDescription>(name: "KEY", key: "key", type: .string, help: "") {
        .text($0.key)
      },
      Column<ColumnDescription>(name: "TYPE", key: "type", type: .string, help: "") {
        .text($0.type.rawValue)
      },
      Column<ColumnDescription>(name: "DESCRIPTION", key: "description", type: .string, help: "") {
        .text($0.help)
      },
    ]
    return render(Selection(columns: set), columns) {
      .object([
        (
          "columns",
          .array(
            columns.map { row in .object(set.map { ($0.key, $0.value(row).json(cells)) }) })
        )
      ])
    }
  }

  /// Green for a sure answer, yellow for none, red for doubt: the one thing not to be overlooked.
  private func verdictColor(_ heading: String, _ cell: ByteString) -> String? {
    guard heading == "MATCH" else { return nil }
    switch DIMMMatch.Verdict(rawValue: cell.lossyText) {
    case .one: return "32"
    case .ambiguous: return "1;31"
    case .none?: return "33"
    case nil: return nil
    }
  }
}
