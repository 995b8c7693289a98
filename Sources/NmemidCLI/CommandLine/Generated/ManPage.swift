/// The parts of the man page that are made from declarations, in the language of man(7).
enum ManPage {
  static var commands: String {
    Command.allCases.map { command in
      """
      .TP
      \(bold("nmemid " + command.rawValue))\(command.operands.isEmpty ? "" : italic(command.operands))
      \(escaped(command.summary))

      """
    }.joined()
  }

  /// The options; of one that not all commands have, which do.
  static var options: String {
    Option.allCases.map { option in
      let spelling = option.spelling
      let names = [spelling.short.map { "-\($0)" }, "--" + spelling.long].compactMap(\.self)
      let value = spelling.value.map { " " + italic($0) } ?? ""
      let commands = Command.allCases.filter(option.applies(to:)).map(\.rawValue)
      let scope =
        commands.count == Command.allCases.count
        ? "" : "\n(\(commands.map(italic).joined(separator: ", ")))"
      return """
        .TP
        \(names.map(bold).joined(separator: ", "))\(value)
        \(escaped(spelling.help))\(scope)

        """
    }.joined()
  }

  private static func bold(_ text: String) -> String {
    #"\fB\#(escaped(text))\fR"#
  }

  private static func italic(_ text: String) -> String {
    #"\fI\#(escaped(text))\fR"#
  }

  /// The text as it is, whatever roff would read into it.
  static func escaped(_ text: String) -> String {
    let characters = text.map { character in
      switch character {
      case "\\": #"\e"#
      case "-": #"\-"#
      case "…": "..."
      // Not the accents and quotes that a typesetter makes of them.
      case "'": #"\(aq"#
      case "`": #"\(ga"#
      case "\"": #"\(dq"#
      case "~": #"\(ti"#
      case "^": #"\(ha"#
      default: String(character)
      }
    }.joined()
    // At the beginning of a line, a dot would be a request; so would the quote, which is escaped.
    return characters.hasPrefix(".") ? #"\&"# + characters : characters
  }
}
