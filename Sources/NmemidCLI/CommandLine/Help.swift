/// The help text of nmemid: of all commands, or of the one that a user named.
func helpText(for command: Command, isNamed: Bool) -> String {
  guard isNamed else { return overview + "\n" }
  let paragraphs = [
    "Usage: \(command.usage)\n\n\(command.summary.capitalizedFirst).",
    command == .trace || command == .check ? subjects(of: command) : nil,
    command == .diff ? savedStates : nil,
    command.readsHostFiles ? hostFiles(of: command) : nil,
    command == .collect ? script : nil,
    "Options:\n" + options(of: command),
    exitStatus(of: command),
  ]
  return paragraphs.compactMap(\.self).joined(separator: "\n\n") + "\n"
}

/// What fits a screen of 24 lines.
private let overview = """
  Usage: nmemid [COMMAND] [OPTION…] [FILE…]

  Shows which VMDK on the VMware host is behind which NVDIMM of this machine.
  A VMDK backs a DIMM when the last four bytes of its UUID are the DIMM's serial.

    nmemid collect | ssh root@esxi sh > vmdks.txt   let the host list its VMDKs
    nmemid vmdks.txt                                each DIMM with its VMDK
    nmemid /mnt/db vmdks.txt                        what a mount point stands on

  Commands:
  \(Command.allCases.map { "  \(padded($0.rawValue + $0.operands, 17)) \($0.summary)" }
    .joined(separator: "\n"))

  nmemid COMMAND --help shows the options of each, --list-columns the columns that
  it prints; man nmemid says more.
  """

private let savedStates = """
  OLD and NEW are what nmemid save, nmemid --json or ndctl list printed; without
  NEW, this machine is compared with OLD.
  """

private func subjects(of command: Command) -> String {
  let purpose =
    command == .check
    ? "With WHAT, only what it stands on is checked."
    : """
    What it stands on and what stands on it is shown. A word with several meanings is shown in all of them.
    """
  return """
    WHAT is a DIMM, its unique id or its serial; a bus, a region, a namespace; a device such as /dev/pmem0, \
    /dev/dax1.0 or /dev/mapper/vg-db; a file system as fstab names it, UUID=… or LABEL=…; a mount point or any path \
    below it; a VMDK's path, file name or UUID. \
    \(purpose)
    """.wrapped(to: 80)
}

private func exitStatus(of command: Command) -> String {
  let answered = "Exit status: 0 answered;"
  let failed = "2 no complete answer; 64 a wrong command line."
  let text =
    switch command {
    case .map:
      """
      \(answered) 1 a DIMM is ambiguous or unknown, of another size than its VMDK, or has no VMDK or one without a path; \
      \(failed)
      """
    case .trace:
      """
      \(answered) 1 something was not found, a VMDK backs no DIMM here, or the answer is in doubt, as for \
      map; \(failed)
      """
    case .list:
      "\(answered) 2 no complete answer, or a name that nothing has; 64 a wrong command line."
    case .vmdks: "\(answered) 1 --only keeps nothing; \(failed)"
    case .save:
      """
      Exit status: 0 saved; 1 saved, though a DIMM's match is in doubt or, with host files, it has no VMDK; 2 not saved; \
      64 a wrong command line.
      """
    case .check:
      "Exit status: 0 all is as it was; 1 something differs, or WHAT was not found; \(failed)"
    case .diff: "Exit status: 0 nothing differs that matters; 1 something does; \(failed)"
    case .collect: "\(answered) \(failed)"
    }
  return text.wrapped(to: 80)
}

private func hostFiles(of command: Command) -> String {
  let text = """
    \(command.takesHostOption ? "--host FILE" : "FILE") is what the host knows about the UUIDs of its VMDKs, in any form: what \
    `vmkfstools -J getuuid` or `nmemid collect | ssh root@esxi sh` printed, a list of paths and UUIDs, CSV, \
    JSON of govc, a VMDK's descriptor, a VMX, a folder of these, or - for standard input.
    """
  let defaultFolder = """
     Without one, what is in the folder $\(defaultHostFolder.variable) is read, if that is set, or else in \
    \(defaultHostFolder.path).
    """
  return (text + defaultFolder).wrapped(to: 80)
}

private let script = """
  The script is for the shell of the host; nmemid understands what it prints:

    nmemid collect | ssh root@esxi sh > vmdks.txt
    nmemid vmdks.txt

  It asks vmkfstools for the UUID and the size of each VMDK on the PMem
  datastores, or below each FOLDER of the host, and changes nothing. Saved in a
  file, the script takes other folders as its arguments.

  Without SSH, a script in Python asks vCenter, from any machine with pyvmomi:

    nmemid collect --vsphere | GOVC_URL=vc.example.com python3 - > vmdks.txt

  It takes the server and the user from govc's variables, or asks for them; its
  --help says more.
  """

private func options(of command: Command) -> String {
  command.options.map { option in
    let spelling = option.spelling
    let short = spelling.short.map { "-\($0), " } ?? "    "
    let value = spelling.value.map { " \($0)" } ?? ""
    let help = spelling.help + (option.note(for: command) ?? "")
    return entry(short + "--" + spelling.long + value, help, at: 25)
  }.joined(separator: "\n")
}

/// A name, and after it, at a column, what it means, in as many lines as that takes.
private func entry(_ name: String, _ text: String, at column: Int) -> String {
  let lines = text.wrapped(to: 80 - column)
  return "  " + padded(name, column - 3) + " "
    + lines.replacing("\n", with: "\n" + String(repeating: " ", count: column))
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

extension String {
  /// The text in lines of at most `width` characters, broken at single blanks.
  fileprivate func wrapped(to width: Int) -> String {
    var lines: [String] = []
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }

  fileprivate var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
