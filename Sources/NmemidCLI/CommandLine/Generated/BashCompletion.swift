/// The part of bash's completion that is made from declarations: what the command line knows.
/// `Packaging/completions/nmemid.bash` has what is done with it.
enum BashCompletion {
  static var tables: String {
    """
    _nmemid_commands=\(Command.allCases.map(\.rawValue).joined(separator: " ").quotedForShell)

    # _nmemid_command COMMAND OPTION…: sets what the command knows, with the options that are written:
    # all its options, the columns, and the kind of operands.
    _nmemid_command() {
      local written=" ${*:2} "
      columns=''
      case $1 in
    \(Command.allCases.map(arm).joined(separator: "\n").indented(4))
      esac
    }

    # _nmemid_value OPTION: sets the kind of value that the option has, or nothing if it has none.
    _nmemid_value() {
      case $1 in
    \(Option.allCases.compactMap(arm).joined(separator: "\n").indented(4))
        *) value='' ;;
      esac
    }

    """
  }

  private static func arm(_ command: Command) -> String {
    let options = command.options.flatMap(\.written).joined(separator: " ")
    return """
      \(command.rawValue))
        options=\(options.quotedForShell)
        operands=\(kind(command.completion).quotedForShell)
      \(columns(of: command).indented(2))
        ;;
      """
  }

  /// Those that the written options bring, or else the usual ones.
  private static func columns(of command: Command) -> String {
    let tables = command.columnTables.reversed().map { table in
      let columns = "columns+=' \(table.names.joined(separator: " "))'"
      guard let option = table.option else { return "[[ -n $columns ]] || \(columns)" }
      let isWritten = option.written.map { "$written == *' \($0) '*" }.joined(separator: " || ")
      return "[[ \(isWritten) ]] && \(columns)"
    }
    return tables.isEmpty ? "columns=''" : tables.joined(separator: "\n")
  }

  private static func arm(_ option: Option) -> String? {
    option.completion.map {
      "\(option.written.joined(separator: " | "))) value=\(kind($0).quotedForShell) ;;"
    }
  }

  /// A word for the kind, and what belongs to it.
  private static func kind(_ completion: Completion) -> String {
    switch completion {
    case .unknown: "unknown"
    case .files: "files"
    case .words(let words): "words " + words.joined(separator: " ")
    case .columns: "columns"
    case .devices(let prefixes): "devices " + prefixes.joined(separator: " ")
    case .thingsAndFiles(let prefixes): "things-and-files " + prefixes.joined(separator: " ")
    }
  }
}
