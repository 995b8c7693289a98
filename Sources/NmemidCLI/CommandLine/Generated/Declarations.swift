import NmemModel

// What is declared of the command line, as the man page and the completions need it.

extension Command {
  /// The options that the command knows, in the order of help.
  var options: [Option] {
    Option.allCases.filter { $0.applies(to: self) }
  }

  /// Columns that the command prints, and what makes it print these.
  struct ColumnTable {
    /// The option that asks for them; nil if none is needed.
    var option: Option?
    var columns: [ColumnDescription]

    var names: [String] { columns.map(\.name) }
  }

  /// All sets of columns that the command may print; the usual one comes first, if it prints any.
  var columnTables: [ColumnTable] {
    let usual = ColumnTable(columns: columns(with: nil))
    guard hasColumns else { return [] }
    let others = options.filter { $0.spelling.value == nil }
      .map { ColumnTable(option: $0, columns: columns(with: $0)) }
      .filter { $0.names != usual.names && !$0.columns.isEmpty }
    return [usual] + others
  }

  private func columns(with option: Option?) -> [ColumnDescription] {
    let words = [rawValue] + (option.map { ["--" + $0.spelling.long] } ?? [])
    // For --list-columns, nothing else need be there.
    let invocation = try? Invocation((words + ["--list-columns"]).map { ByteString($0) })
    return invocation?.columnDescriptions ?? []
  }
}

/// What can be written in some place of a command line.
enum Completion: Equatable {
  /// Something that only the user knows.
  case unknown
  case files
  case words([String])
  /// Names of columns, with commas between, and perhaps a `+` before them.
  case columns
  /// Devices of the kernel's NVDIMM bus whose name starts with one of these, with commas between.
  case devices([String])
  /// Such a device, anything else of the guest that can be traced, or a file.
  case thingsAndFiles([String])
}

extension Option {
  /// What the value of the option can be; nil if it has none.
  var completion: Completion? {
    guard let value = spelling.value else { return nil }
    switch spelling.long {
    case "output", "sort": return .columns
    case "color": return .words(Invocation.ColorChoice.allCases.map(\.rawValue))
    case "bus": return .devices(["ndbus"])
    case "dimm": return .devices(["nmem"])
    case "region": return .devices(["region"])
    case "namespace": return .devices(["namespace"])
    default: return value.contains("FILE") ? .files : .unknown
    }
  }
}

extension Command {
  /// What the operands of the command can be.
  var completion: Completion {
    if operands.contains("FILE") || operands.contains("NEW") { return .files }
    // Not a FOLDER: those of collect are on the host.
    return operands.contains("WHAT") ? .thingsAndFiles(["nmem", "region", "namespace"]) : .unknown
  }
}
