/// The part of zsh's completion that is made from declarations: what `_arguments` and `_describe` are
/// get. `Packaging/completions/_nmemid` has what is done with it.
enum ZshCompletion {
  static var tables: String {
    """
    # The commands.
    typeset -ga _nmemid_commands=(
    \(Command.allCases.map { item($0.rawValue, $0.summary) }.joined(separator: "\n").indented(2))
    )

    # The options that take the next word for their value.
    typeset -ga _nmemid_valued=(\(Option.writtenWithValue.joined(separator: " ")))

    # _nmemid_command COMMAND OPTION…: sets what the command knows, with the options that are written:
    # all its options, the columns, and the operands.
    _nmemid_command() {
      local written=" ${*:2} "
      case $1 in
    \(Command.allCases.map(arm).joined(separator: "\n").indented(4))
      esac
    }

    """
  }

  private static func arm(_ command: Command) -> String {
    let options = command.options.flatMap(specifications).map(\.quotedForShell)
    return """
      \(command.rawValue))
        options=(
      \(options.joined(separator: "\n").indented(4))
        )
        operands=\(message(command.completion, command.operands).quotedForShell)
      \(columns(of: command).indented(2))
        ;;
      """
  }

  /// Those that the written options bring, or else the usual ones.
  private static func columns(of command: Command) -> String {
    command.columnTables.reversed().map { table in
      let isWanted =
        table.option.map { $0.written.map { "$written == *' \($0) '*" }.joined(separator: " || ") }
        ?? "$#columns == 0"
      return """
        [[ \(isWanted) ]] && columns+=(
        \(table.columns.map { item($0.name, $0.help) }.joined(separator: "\n").indented(2))
        )
        """
    }.joined(separator: "\n")
  }

  /// A word and what it means, as `_describe` reads it.
  private static func item(_ word: String, _ help: String) -> String {
    "\(word.replacing(":", with: #"\:"#)):\(help)".quotedForShell
  }

  /// An option as `_arguments` reads it, in each of its spellings.
  private static func specifications(_ option: Option) -> [String] {
    let help = option.spelling.help
      .replacing("\\", with: #"\\"#).replacing("[", with: #"\["#).replacing("]", with: #"\]"#)
    return option.written.map { name in
      guard let completion = option.completion else {
        return "(\(option.written.joined(separator: " ")))\(name)[\(help)]"
      }
      let ending = name.hasPrefix("--") ? "=" : "+"
      return "*\(name)\(ending)[\(help)]:\(message(completion, option.spelling.value ?? ""))"
    }
  }

  /// What is asked for, and what completes it.
  private static func message(_ completion: Completion, _ name: String) -> String {
    let letters = name.lowercased().filter(\.isLetter)
    return (letters.isEmpty ? " " : letters) + ":" + action(completion)
  }

  private static func action(_ completion: Completion) -> String {
    switch completion {
    case .unknown: " "
    case .files: "_files"
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .columns: " _nmemid_columns"
    case .devices(let prefixes): " _nmemid_devices \(prefixes.joined(separator: " "))"
    case .thingsAndFiles(let prefixes):
      " _nmemid_things_and_files \(prefixes.joined(separator: " "))"
    }
  }
}
