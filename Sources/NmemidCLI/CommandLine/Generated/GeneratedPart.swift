import NmemModel

/// A part of the man page or of a completion, or the schema of JSON, that is made from the declarations of
/// commands, options and columns, so none knows more or less than `--help`.
///
/// `nmemid --generate PART` prints it, only for the build: `Packaging/fill.sh` puts the parts into the
/// files in `Packaging` that are written by hand.
enum GeneratedPart: String, CaseIterable {
  case manCommands = "man-commands"
  case manOptions = "man-options"
  case bash, zsh, fish
  case schema

  /// The part that a command line asks for; nil if it asks for something else.
  ///
  /// Not one of the options: none of them would be written the same if there were one more, as users
  /// may cut a name short.
  init?(_ words: [ByteString]) {
    guard words.count == 2, words[0] == "--generate" else { return nil }
    self.init(rawValue: words[1].lossyText)
  }

  /// The text, in whole lines.
  var text: String {
    switch self {
    case .manCommands: ManPage.commands
    case .manOptions: ManPage.options
    case .bash: BashCompletion.tables
    case .zsh: ZshCompletion.tables
    case .fish: FishCompletion.tables
    case .schema: JSONSchema.text
    }
  }
}
