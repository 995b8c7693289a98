/// An option of the command line. This table is the one place that knows the letters, the names and
/// the words of help.
enum Option: CaseIterable {
  case json, pairs, raw
  case output, outputAll, listColumns
  case noheadings, bytes, paths, color
  case host, guest, only, why
  case help, version

  /// How an option is written and what it does.
  struct Spelling {
    var short: Character?
    var long: String
    /// The name of the value in help; nil if the option has none.
    var value: String?
    var help: String
  }

  var spelling: Spelling {
    switch self {
    case .json: Spelling(short: "J", long: "json", help: "print JSON")
    case .pairs: Spelling(short: "P", long: "pairs", help: "print lines of KEY=\"value\"")
    case .raw: Spelling(short: "r", long: "raw", help: "print a table with nothing aligned")
    case .output:
      Spelling(
        short: "o", long: "output", value: "LIST",
        help: "print these columns; +LIST adds them to the usual ones")
    case .outputAll: Spelling(short: "O", long: "output-all", help: "print all columns")
    case .listColumns:
      Spelling(short: "H", long: "list-columns", help: "list the columns and what they say")
    case .noheadings: Spelling(short: "n", long: "noheadings", help: "print no header")
    case .bytes: Spelling(short: "b", long: "bytes", help: "print sizes in bytes")
    case .paths: Spelling(short: "p", long: "paths", help: "print devices as /dev/nmem0")
    case .color:
      Spelling(long: "color", value: "WHEN", help: "colour the output: auto, always or never")
    case .host:
      Spelling(
        long: "host", value: "FILE", help: "read this host file too; may be given several times")
    case .guest:
      Spelling(
        long: "guest", value: "FILE",
        help: "read a saved guest instead; NAME=FILE names it")
    case .only:
      Spelling(
        long: "only", value: "GLOB",
        help: "keep only the VMDKs whose path, or a folder in it, matches")
    case .why: Spelling(long: "why", help: "say why each answer is what it is, in place of a table")
    case .help: Spelling(short: "h", long: "help", help: "print this help")
    case .version: Spelling(short: "V", long: "version", help: "print the version")
    }
  }

  /// Whether a command knows the option.
  func applies(to command: Command) -> Bool {
    switch self {
    case .host, .only: command.readsHostFiles
    case .guest: command.readsGuest
    case .why: command == .map
    // A VMDK is no device of the guest.
    case .paths: command.readsGuest
    case .help, .version: true
    default: command.hasColumns
    }
  }
}
