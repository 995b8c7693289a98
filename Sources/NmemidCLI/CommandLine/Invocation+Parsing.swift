import FileFormats
import NmemModel

extension Invocation {
  /// Understands the words after the program's name.
  init(_ words: [ByteString]) throws(UsageError) {
    let scanned = try ScannedArguments(words)
    var operands = scanned.operands[...]
    if let first = operands.first, !first.isLiteral,
      let command = Command(rawValue: first.word.lossyText)
    {
      self.command = command
      isCommandNamed = true
      operands.removeFirst()
    }
    self.operands = operands.map(\.word)
    for (option, value) in scanned.options {
      guard option.applies(to: command) else {
        let others = Command.allCases.filter(option.applies(to:)).map(\.rawValue)
        throw UsageError(
          message: """
            \(command.rawValue) has no option --\(option.spelling.long), but \
            \(others.joined(separator: ", ")) \(others.count == 1 ? "has" : "have")
            """)
      }
      try apply(option, value ?? "")
    }
    try checkOperands()
  }

  private mutating func apply(_ option: Option, _ value: ByteString) throws(UsageError) {
    switch option {
    case .json: try choose(.json)
    case .pairs: try choose(.pairs)
    case .raw: try choose(.raw)
    case .csv: try choose(.csv)
    case .tree: try choose(.tree)
    case .dot: try choose(.dot)
    case .prometheus: try choose(.prometheus)
    case .output:
      guard columns != .all else { throw Self.allAndSome }
      columns = ColumnChoice(value.lossyText)
    case .outputAll:
      guard columns == .standard || columns == .all else { throw Self.allAndSome }
      columns = .all
    case .sort:
      guard !value.isEmpty else { throw UsageError(message: "--sort needs a column, such as ID") }
      sortColumn = value.lossyText
    case .listColumns: request = max(request, .listColumns)
    case .noheadings: hasHeadings = false
    case .bytes: cells.sizesInBytes = true
    case .paths: cells.devicesAsPaths = true
    case .ascii: cells.isASCII = true
    case .buses: content.hasBuses = true
    case .dimms: content.hasDIMMs = true
    case .regions: content.hasRegions = true
    case .namespaces: content.hasNamespaces = true
    case .health: content.hasHealth = true
    case .verbose: content.isVerbose = true
    case .bus: try restrict(.bus, value)
    case .dimm: try restrict(.dimm, value)
    case .region: try restrict(.region, value)
    case .namespace: try restrict(.namespace, value)
    case .color:
      guard let choice = ColorChoice(rawValue: value.lossyText) else {
        throw UsageError(message: "--color takes auto, always or never, not \(value.lossyText)")
      }
      color = choice
    case .host: hostFiles.append(value)
    case .only:
      guard !value.isEmpty else { throw UsageError(message: "--only needs a pattern, such as db1") }
      patterns.append(PathGlob(value))
    case .maxAge:
      guard let days = Int64(value.lossyText), (0...1_000_000).contains(days) else {
        throw UsageError(
          message: "--max-age takes a number of days, such as 7, not \(value.lossyText)")
      }
      maxAge = days
    case .machine:
      guard let uuid = DiskUUID(spelling: value) else {
        throw UsageError(
          message: "--machine takes the UUID of a virtual machine, not \(value.lossyText)")
      }
      machine = MachineUUID(uuid)
    case .why: try choose(.why)
    case .vsphere: isForVSphere = true
    case .to: savePath = value
    case .force: isForced = true
    case .expected: expectedPath = value
    case .wait:
      guard let seconds = Int(value.lossyText), (0...86_400).contains(seconds) else {
        throw UsageError(
          message: "--wait takes a number of seconds, such as 60, not \(value.lossyText)")
      }
      waitSeconds = seconds
    case .guest: try add(GuestArgument(value))
    case .help: request = max(request, .help)
    case .version: request = max(request, .version)
    }
  }

  private static let allAndSome = UsageError(
    message: "--output-all has all columns, and --output chooses some: take one of them")

  private mutating func choose(_ format: Format) throws(UsageError) {
    // As in lsblk, JSON of a tree is JSON: it has the whole chain.
    if [.tree, .json] == [self.format, format] || [.json, .tree] == [self.format, format] {
      (content.hasRegions, content.hasNamespaces, content.hasFileSystems) = (true, true, true)
      (self.format, isTreeInJSON) = (.json, true)
      return
    }
    // A graph is a tree that is drawn by another program.
    if Set([self.format, format]) == [.tree, .dot] {
      self.format = .dot
      return
    }
    guard self.format == .table || self.format == format else {
      throw UsageError(
        message: "--\(self.format.rawValue) and --\(format.rawValue) cannot be printed together")
    }
    self.format = format
  }

  /// Takes names with commas or blanks between them; `all`, as in ndctl, keeps everything.
  private mutating func restrict(
    _ kind: GuestFilter.Kind, _ list: ByteString
  ) throws(UsageError) {
    let names = list.lossyText.split { $0 == "," || $0 == " " }.map(String.init)
    guard !names.isEmpty else { throw UsageError(message: "--\(kind.rawValue) needs a name") }
    if names != ["all"] { filter.add(names, kind) }
  }

  private mutating func add(_ guest: GuestArgument) throws(UsageError) {
    if let name = guest.name, guests.contains(where: { $0.name == name }) {
      throw UsageError(message: "two guests are called \(name)")
    }
    guests.append(guest)
  }

  private func checkOperands() throws(UsageError) {
    guard request <= .listColumns else { return }
    let isAboutColumns = columns != .standard || request == .listColumns
    if format == .dot && isAboutColumns {
      throw UsageError(message: "--dot draws a graph, which has no columns")
    }
    if format == .prometheus && isAboutColumns {
      throw UsageError(message: "--prometheus prints metrics, which have no columns")
    }
    if format == .why && isAboutColumns {
      throw UsageError(message: "--why says it in words, which have no columns")
    }
    if isTreeInJSON && isAboutColumns {
      throw UsageError(
        message: "--json of a --tree has the whole chain: leave out --tree to choose columns")
    }
    guard request == .run else { return }
    if sortColumn != nil && ![.table, .pairs, .raw, .csv].contains(format) {
      throw UsageError(
        message: "--sort is for tables, --pairs, --raw and --csv; all else is sorted by name")
    }
    let paths = [savePath, expectedPath].compactMap(\.self)
    if (operands + hostFiles + paths).contains(where: \.isEmpty) {
      throw UsageError(message: "a name on the command line is empty: is a variable not set?")
    }
    let files = command == .trace ? operands + hostFiles : hostFileNames
    if files.contains("-") && guests.contains(where: { $0.file == "-" }) {
      throw UsageError(message: "standard input is either a host file or a saved guest")
    }
    switch command {
    case .list:
      guard let file = operands.first else { return try checkContent() }
      throw UsageError(
        message: """
          list shows the guest alone, and takes neither a host file nor a name: \(file.lossyText); for one \
          bus, DIMM, region or namespace say --bus, --dimm, --region or --namespace
          """)
    case .trace:
      guard operands.isEmpty else { return }
      throw UsageError(message: "trace needs what to look for, such as nmem0, /mnt/db or db.vmdk")
    case .collect:
      guard let folder = operands.first else { return }
      let text = folder.lossyText
      if text.wholeMatch(of: /[-.\w]+@[-.:\w]+/) != nil {
        throw UsageError(
          message:
            "collect prints a script for the host: nmemid collect | ssh \(text) sh > vmdks.txt")
      }
      guard isForVSphere else { return }
      throw UsageError(
        message: "collect --vsphere asks vCenter, which takes no folder: \(text)")
    case .diff:
      guard (1...2).contains(operands.count) else {
        throw UsageError(message: "diff needs one saved state, or two: nmemid diff OLD [NEW]")
      }
      guard (operands + hostFiles).filter({ $0 == "-" }).count < 2 else {
        throw UsageError(message: "standard input is one file: give the others by their names")
      }
    case .check:
      guard expectedPath != "-" || !hostFiles.contains("-") else {
        throw UsageError(message: "standard input is either a host file or the saved state")
      }
    case .map, .vmdks, .save:
      return
    }
  }

  private func checkContent() throws(UsageError) {
    if content.isVerbose && !(content.isOfRegions && format == .json) {
      throw UsageError(message: "--verbose goes with --json and --regions or --namespaces")
    }
    if content.hasHealth && (content.isOfRegions || content.isOfBuses) && format != .json {
      throw UsageError(
        message: "--health is about DIMMs: only --json shows them with regions or buses")
    }
    if content.hasHealth && !guests.isEmpty {
      throw UsageError(
        message: "--health asks the DIMMs of this machine; a saved list has none of it")
    }
    if content.hasHealth && isDrawn {
      throw UsageError(message: "--health is for tables and JSON; --tree and --dot do not show it")
    }
  }
}
