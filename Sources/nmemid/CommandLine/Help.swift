/// The help text of nmemid, or of one of its commands if the columns are that command's.
func helpText(for command: Command, columns: [ColumnDescription]) -> String {
  let others = Command.allCases.map { "  \(padded($0.rawValue + $0.operands, 16)) \($0.summary)" }
  let options = Option.allCases.filter { $0.applies(to: command) }.map { option in
    let spelling = option.spelling
    let short = spelling.short.map { "-\($0), " } ?? "    "
    let value = spelling.value.map { " \($0)" } ?? ""
    return "  \(padded(short + "--" + spelling.long + value, 22)) \(spelling.help)"
  }
  let shown = columns.map { column in
    "  \(padded(column.name, 13)) \(column.isStandard ? "*" : " ") \(column.help)"
  }
  return """
    Usage: nmemid [COMMAND] [OPTION…] [FILE…]

    Tells which VMDK on the VMware host is behind which NVDIMM of this machine.
    A VMDK backs a DIMM when the last four bytes of its UUID are the DIMM's serial.

    Commands:
    \(others.joined(separator: "\n"))

    FILE is what the host knows about the UUIDs of its VMDKs: what `vmkfstools -J
    getuuid` printed, a list of paths and UUIDs, a VMDK's descriptor, a folder of
    these, or - for standard input. Without a FILE, what is in the folder
    \(defaultHostFolder.path) is read, or in $\(defaultHostFolder.variable).

    Options:
    \(options.joined(separator: "\n"))

    Columns of \(command.rawValue) (* is shown by default):
    \(shown.joined(separator: "\n"))

    Exit status: 0 answered; 1 a DIMM is ambiguous or has no VMDK; 2 an error;
    64 a wrong command line.

    """
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
