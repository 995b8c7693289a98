/// The part of fish's completion that is made from declarations: its `complete` commands.
/// `Packaging/completions/nmemid.fish` has the functions that they call.
enum FishCompletion {
  static var tables: String {
    """
    set -g __nmemid_commands \(Command.allCases.map(\.rawValue).joined(separator: " "))
    set -g __nmemid_valued \(Option.writtenWithValue.joined(separator: " "))

    # No files, but where they are asked for.
    complete -c nmemid -f
    \(Command.allCases.map(named).joined(separator: "\n"))
    \(Command.allCases.compactMap(operands).joined(separator: "\n"))
    \(Option.allCases.map(option).joined(separator: "\n"))

    \(Command.allCases.compactMap(columns).joined(separator: "\n"))

    """
  }

  private static func named(_ command: Command) -> String {
    "complete -c nmemid -n __nmemid_has_no_command -a \(command.rawValue)"
      + " -d \(command.summary.quotedForFish)"
  }

  private static func operands(_ command: Command) -> String? {
    arguments(command.completion).map { "complete -c nmemid\(condition([command])) \($0)" }
  }

  private static func option(_ option: Option) -> String {
    let commands = Command.allCases.filter(option.applies(to:))
    let names = option.spelling.short.map { " -s \($0)" } ?? ""
    let value = option.completion.map { " " + (arguments($0) ?? "-x").replacing("-f", with: "-x") }
    return "complete -c nmemid"
      + (commands.count == Command.allCases.count ? "" : condition(commands))
      + names + " -l \(option.spelling.long) -d \(option.spelling.help.quotedForFish)"
      + (value ?? "")
  }

  /// The function that lists a command's columns, each with what it says: those that the written
  /// options bring, or else the usual ones.
  private static func columns(_ command: Command) -> String? {
    let tables = command.columnTables
    guard !tables.isEmpty else { return nil }
    let texts = tables.reversed().map { table in
      let rows = table.columns.map { "printf '%s\\t%s\\n' \($0.name) \($0.help.quotedForFish)" }
        .joined(separator: "\n")
      guard let option = table.option else { return rows }
      let spelling = option.spelling
      let names = (spelling.short.map { "-s \($0) " } ?? "") + spelling.long
      return """
        if __fish_contains_opt \(names)
        \(rows.indented(4))
            return
        end
        """
    }
    return """
      function __nmemid_columns_of_\(command.rawValue)
      \(texts.joined(separator: "\n").indented(4))
      end
      """
  }

  private static func condition(_ commands: [Command]) -> String {
    " -n '__nmemid_is \(commands.map(\.rawValue).joined(separator: " "))'"
  }

  /// What may be written, as the options of `complete`; nil if only the user knows.
  private static func arguments(_ completion: Completion) -> String? {
    switch completion {
    case .unknown: nil
    case .files: "-F"
    case .words(let words): "-f -a \(words.joined(separator: " ").quotedForFish)"
    case .columns: "-f -a '(__nmemid_columns)'"
    case .devices(let prefixes):
      "-f -a '(__nmemid_devices \(prefixes.joined(separator: " ")))'"
    case .thingsAndFiles(let prefixes):
      "-F -a '(__nmemid_devices \(prefixes.joined(separator: " ")); __nmemid_things)'"
    }
  }
}
