/// An option of the command line. This table is the one place that knows the letters, the names and
/// the words of help.
enum Option: CaseIterable {
  case json, pairs, raw, tree, dot
  case output, outputAll, listColumns
  case noheadings, bytes, paths, ascii, color
  case regions, namespaces, health, verbose
  case bus, dimm, region, namespace
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
    case .tree:
      Spelling(short: "T", long: "tree", help: "draw what stands on what, to the mount points")
    case .dot: Spelling(long: "dot", help: "print the same for Graphviz: nmemid --dot | dot -Tsvg")
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
    case .ascii: Spelling(short: "i", long: "ascii", help: "draw with characters of ASCII alone")
    case .regions: Spelling(short: "R", long: "regions", help: "list the regions")
    case .namespaces:
      Spelling(
        short: "N", long: "namespaces", help: "list the namespaces; with -R, in their regions")
    case .health: Spelling(long: "health", help: "ask the DIMMs for their health; takes root")
    case .verbose:
      Spelling(
        short: "v", long: "verbose", help: "with -R or -N and --json: what ndctl list -vXMC adds")
    case .bus: Spelling(long: "bus", value: "LIST", help: "only what is on these buses")
    case .dimm:
      Spelling(
        long: "dimm", value: "LIST", help: "only these DIMMs, by name, number, id or serial")
    case .region: Spelling(long: "region", value: "LIST", help: "only these regions")
    case .namespace: Spelling(long: "namespace", value: "LIST", help: "only these namespaces")
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
    case .regions, .namespaces, .health, .verbose, .bus, .dimm, .region, .namespace:
      command == .list
    // A VMDK is no device of the guest.
    case .paths, .tree, .dot, .ascii: command.readsGuest
    case .help, .version: true
    default: command.hasColumns
    }
  }
}
