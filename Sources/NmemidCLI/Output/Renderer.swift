import FileFormats
import NmemModel

extension Invocation {
  /// The rows in the format that was asked for; JSON is each command's own.
  func render<Row>(
    _ selection: Selection<Row>, _ rows: some RandomAccessCollection<Row>,
    json: @escaping () -> JSON
  ) -> CommandResult.Body {
    if format == .json {
      return { output in
        json().write(to: &output)
        output.write("\n")
      }
    }
    guard let order = selection.order else { return render(selection.columns, rows) }
    return render(selection.columns, rows.sorted(by: order))
  }

  private func render<Row>(
    _ columns: [Column<Row>], _ rows: some RandomAccessCollection<Row>
  ) -> CommandResult.Body {
    var table = Table(columns, rows, cells)
    // A VMDK without a path is shown by its UUID, once.
    table.style.showsStandIns = format == .table && !columns.contains { $0.name == .uuid }
    if Console.hasColor(color) { table.color = verdictColor }
    // All columns never fit: as in lsblk, each row stays a line, which the terminal breaks.
    let width = self.columns == .all ? nil : Console.width
    return { [format, hasHeadings] output in
      switch format {
      case .table, .why, .tree, .dot, .json, .prometheus:
        table.writeAligned(withHeadings: hasHeadings, width: width, to: &output)
      case .raw: table.writeRaw(withHeadings: hasHeadings, to: &output)
      case .pairs: table.writePairs(to: &output)
      case .csv: table.writeCSV(withHeadings: hasHeadings, to: &output)
      }
    }
  }

  /// What `--list-columns` prints.
  func render(_ columns: [ColumnDescription]) -> CommandResult.Body {
    let set = [
      Column<ColumnDescription>(name: .name, key: .name, type: .string, help: "") {
        .text($0.name)
      },
      Column<ColumnDescription>(name: .key, key: .key, type: .string, help: "") {
        $0.key.map(Cell.text) ?? .none
      },
      Column<ColumnDescription>(name: .type, key: .type, type: .string, help: "") {
        .text($0.type.rawValue)
      },
      Column<ColumnDescription>(name: .standard, key: .standard, type: .string, help: "") {
        .text($0.isStandard ? "yes" : "no")
      },
      Column<ColumnDescription>(name: .description, key: .description, type: .string, help: "") {
        .text($0.help)
      },
    ]
    return render(Selection(columns: set), columns) {
      .object([(.columns, .rows(columns, set, cells))])
    }
  }

  /// Green for a sure answer, yellow for none, red for doubt: the one thing not to be overlooked.
  private func verdictColor(_ heading: ColumnName, _ cell: Cell) -> String? {
    guard heading == .match, case .string(let verdict) = cell else { return nil }
    switch DIMMMatch.Verdict(rawValue: verdict) {
    case .one: return "32"
    case .ambiguous, .unknown: return "1;31"
    case .none?: return "33"
    case nil: return nil
    }
  }
}
