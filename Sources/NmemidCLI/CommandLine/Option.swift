/// An option of the command line. This table is the one place with the letters, the names and the help
/// texts.
enum Option: CaseIterable {
  case json, pairs, raw, csv, tree, dot, prometheus
  case output, outputAll, listColumns, sort
  case noheadings, bytes, paths, ascii, color
  case buses, dimms, regions, namespaces, health, verbose
  case bus, dimm, region, namespace
  case host, maxAge, guest, machine, only, why
  case to, force, expected, wait
  case vsphere
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
    case .pairs:
      Spelling(
        short: "P", long: "pairs", help: "print lines of KEY=\"value\", with _ for - in the key")
    case .raw:
      Spelling(
        short: "r", long: "raw",
        help: "print columns unaligned, with blanks in them as \\x20")
    case .csv:
      Spelling(
        long: "csv", help: "print comma-separated values (RFC 4180), sizes in bytes")
    case .tree:
      Spelling(
        short: "T", long: "tree",
        help: "draw a tree of what stands on what, NAME first; long names have lines of their own")
    case .dot: Spelling(long: "dot", help: "print that tree for Graphviz: … | dot -Tsvg")
    case .prometheus:
      Spelling(
        long: "prometheus", help: "print metrics for Prometheus's node_exporter")
    case .output:
      Spelling(
        short: "o", long: "output", value: "LIST",
        help: "print these columns; +LIST adds to the default ones")
    case .outputAll: Spelling(short: "O", long: "output-all", help: "print all columns")
    case .listColumns:
      Spelling(
        short: "H", long: "list-columns",
        help: "list the columns that --output takes, and their keys in JSON with -o")
    case .sort:
      Spelling(
        short: "x", long: "sort", value: "COLUMN", help: "sort the table by this column")
    case .noheadings: Spelling(short: "n", long: "noheadings", help: "print no header line")
    case .bytes:
      Spelling(
        short: "b", long: "bytes",
        help: "print sizes in bytes, as JSON and CSV always do, not as 1.5G")
    case .paths:
      Spelling(short: "p", long: "paths", help: "print names of devices as paths: /dev/nmem0")
    case .ascii: Spelling(short: "i", long: "ascii", help: "draw the lines of trees in ASCII only")
    case .buses:
      Spelling(short: "B", long: "buses", help: "list buses; with -D, -R or -N: by bus")
    case .dimms: Spelling(short: "D", long: "dimms", help: "list DIMMs (the default)")
    case .regions: Spelling(short: "R", long: "regions", help: "list regions, not DIMMs")
    case .namespaces:
      Spelling(
        short: "N", long: "namespaces", help: "list namespaces, not DIMMs; -RN: by region")
    case .health: Spelling(long: "health", help: "list the health of the DIMMs; needs root")
    case .verbose:
      Spelling(
        short: "v", long: "verbose",
        help:
          "with -R or -N and --json: add what ndctl list -vXMC adds; check: also what is harmless"
      )
    case .bus:
      Spelling(
        long: "bus", value: "LIST", help: "only what is on these buses, by name, number or provider"
      )
    case .dimm:
      Spelling(
        short: "d", long: "dimm", value: "LIST",
        help: "only these DIMMs, by name, number, id or serial")
    case .region: Spelling(long: "region", value: "LIST", help: "only these regions")
    case .namespace: Spelling(long: "namespace", value: "LIST", help: "only these namespaces")
    case .color:
      Spelling(long: "color", value: "WHEN", help: "colour the output: auto, always or never")
    case .host:
      Spelling(
        long: "host", value: "FILE", help: "a host file, as FILE is; may be repeated")
    case .maxAge:
      Spelling(
        long: "max-age", value: "DAYS",
        help: "an older list is an error, and so is one that does not say when it was made")
    case .machine:
      Spelling(
        long: "machine", value: "UUID",
        help: "the UUID of the virtual machine that the guest is, as vCenter has it")
    case .guest:
      Spelling(
        long: "guest", value: "FILE",
        help:
          "not this machine, but the one where `ndctl list -BDRNi` or `nmemid --json` printed this, or all of a folder; NAME=FILE names it; may be repeated"
      )
    case .only:
      Spelling(
        long: "only", value: "GLOB",
        help: "only VMDKs with this path, file name, folder or datastore; * and ? stop at a /")
    case .why: Spelling(long: "why", help: "say in words what each match rests on")
    case .to:
      Spelling(
        long: "to", value: "FILE",
        help: "save in this file, not in \(expectedStatePath); - is standard output")
    case .force: Spelling(long: "force", help: "save even what is in doubt")
    case .expected:
      Spelling(
        long: "expected", value: "FILE",
        help: "check against this saved state, not \(expectedStatePath)")
    case .wait:
      Spelling(
        long: "wait", value: "SECONDS", help: "wait this long for what is not there yet")
    case .vsphere:
      Spelling(
        long: "vsphere",
        help: "print a script in Python that asks vCenter for the VMDKs of NVDIMMs, without SSH")
    case .help: Spelling(short: "h", long: "help", help: "print this help")
    case .version: Spelling(short: "V", long: "version", help: "print the version")
    }
  }

  /// What help adds about the option for one command, punctuation included; nil if there is no more to say.
  func note(for command: Command) -> String? {
    switch (self, command) {
    case (.json, .map): ", with the whole chain; with -o or -O, only the keys of these columns"
    case (.json, .list):
      """
      , as `ndctl list -Di` does, and with -R, -N or both as `ndctl list -BDi` with these; with -o or -O, \
      an object for each line, with the keys of -H
      """
    case (.json, .vmdks): "; with -o, only the keys of these columns"
    case (.json, .trace):
      ", with the whole chain; with -o or -O, `chains` has an object for each line"
    case (.tree, .list): "; the same with -R or -N"
    default: nil
    }
  }

  func applies(to command: Command) -> Bool {
    switch self {
    case .host, .only, .maxAge: command.readsHostFiles
    case .guest: command.readsGuest
    case .machine: command.readsGuest && command != .list || command == .save || command == .check
    case .why: command == .map
    case .prometheus: command == .map || command == .check
    case .vsphere: command == .collect
    case .to, .force: command == .save
    case .expected, .wait: command == .check
    case .verbose: command == .list || command == .check
    case .json: command.hasColumns || command == .check
    case .buses, .dimms, .regions, .namespaces, .health, .bus, .dimm, .region, .namespace:
      command == .list
    // A VMDK is no device of the guest.
    case .paths, .tree, .dot, .ascii: command.readsGuest
    case .help, .version: true
    default: command.hasColumns
    }
  }
}
