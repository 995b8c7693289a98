/// The help text of nmemid: of all commands, or of the one that a user named.
func helpText(for command: Command, isNamed: Bool, columns: [ColumnDescription]) -> String {
  let paragraphs = [
    isNamed
      ? "Usage: nmemid \(command.rawValue) [OPTION…]\(command.operands)\n\n\(command.summary.capitalizedFirst)."
      : overview,
    command == .trace ? subjects : nil,
    command.readsHostFiles ? hostFiles + (command == .vmdks ? "" : defaultFolder) : nil,
    command == .collect ? script : nil,
    "Options:\n" + options(of: command),
    command.hasColumns
      ? "Columns of \(command.rawValue) (* is shown by default):\n" + list(columns) : nil,
    exitStatus(of: command),
  ]
  return paragraphs.compactMap(\.self).joined(separator: "\n\n") + "\n"
}

private let overview = """
  Usage: nmemid [COMMAND] [OPTION…] [FILE…]

  Tells which VMDK on the VMware host is behind which NVDIMM of this machine.
  A VMDK backs a DIMM when the last four bytes of its UUID are the DIMM's serial.

  Commands (nmemid COMMAND --help tells more):
  \(Command.allCases.map { "  \(padded($0.rawValue + $0.operands, 17)) \($0.summary)" }
    .joined(separator: "\n"))
  """

private let subjects = """
  WHAT is a DIMM, its unique id or its serial; a bus, a region, a namespace; a
  device such as /dev/pmem0, /dev/dax1.0 or /dev/mapper/vg-db; a mount point or any
  path below it; a VMDK's path, file name or UUID. Shown is what it stands on and
  what stands on it. What has several meanings is shown in all of them.
  """

private func exitStatus(of command: Command) -> String {
  let answered = "Exit status: 0 answered;"
  let failed = "2 an error; 64 a wrong command line."
  return switch command {
  case .map:
    """
    \(answered) 1 a DIMM is ambiguous or, with host files given, has
    no VMDK or one without a path; \(failed)
    """
  case .trace:
    """
    \(answered) 1 something was not found, a VMDK backs no DIMM here,
    or the answer is in doubt as that of map; \(failed)
    """
  case .list:
    """
    \(answered) 2 an error, such as a name that nothing has; 64 a wrong
    command line.
    """
  case .vmdks, .collect: "\(answered) \(failed)"
  }
}

private let hostFiles = """
  FILE is what the host knows about the UUIDs of its VMDKs, in any form: what
  `vmkfstools -J getuuid` or `nmemid collect | ssh root@esxi sh` printed, a list
  of paths and UUIDs, CSV, JSON of govc, a VMDK's descriptor, a VMX, a folder of
  these, or - for standard input.
  """

private let defaultFolder = """
   Without a FILE, what is in the folder
  \(defaultHostFolder.path) is read, or in $\(defaultHostFolder.variable).
  """

private let script = """
  The script is for the shell of the host; nmemid understands what it prints:

    nmemid collect | ssh root@esxi sh > vmdks.txt
    nmemid vmdks.txt

  It asks vmkfstools for the UUID and the size of each VMDK on the PMem datastores,
  or below each FOLDER of the host, and changes nothing. Saved in a file, it takes
  folders of its own, which win over these.
  """

private func options(of command: Command) -> String {
  Option.allCases.filter { $0.applies(to: command) }.map { option in
    let spelling = option.spelling
    let short = spelling.short.map { "-\($0), " } ?? "    "
    let value = spelling.value.map { " \($0)" } ?? ""
    return "  \(padded(short + "--" + spelling.long + value, 22)) \(spelling.help)"
  }.joined(separator: "\n")
}

private func list(_ columns: [ColumnDescription]) -> String {
  columns.map { "  \(padded($0.name, 13)) \($0.isStandard ? "*" : " ") \($0.help)" }
    .joined(separator: "\n")
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

extension String {
  fileprivate var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
