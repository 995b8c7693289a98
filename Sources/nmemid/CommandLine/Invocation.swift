import NmemModel

/// A command line, understood.
struct Invocation: Equatable {
  var command = Command.standard
  /// Whether the command was written, and not only meant.
  var isCommandNamed = false
  /// The operands: host files, or the folders on the host that `collect` is about.
  var files: [ByteString] = []
  var hostFiles: [ByteString] = []
  var patterns: [PathGlob] = []
  /// The saved guests; none means this machine.
  var guests: [GuestArgument] = []
  var format = Format.table
  var columns = ColumnChoice.standard
  var request = Request.run
  var hasHeadings = true
  var cells = CellStyle()
  var color = ColorChoice.auto

  /// How the answer is printed.
  enum Format: Equatable {
    case table, json, pairs, raw, why
  }

  /// What is asked of the command.
  enum Request: Equatable {
    case run, listColumns, help, version
  }

  /// When the output has colours.
  enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  /// Understands the words behind the program's name.
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
    files = operands.map(\.word)
    for (option, value) in scanned.options {
      guard option.applies(to: command) else {
        throw UsageError(
          message: "\(command.rawValue) has no option --\(option.spelling.long)")
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
    case .output: columns = ColumnChoice(value.lossyText)
    case .outputAll: columns = .all
    case .listColumns: request = max(request, .listColumns)
    case .noheadings: hasHeadings = false
    case .bytes: cells.sizesInBytes = true
    case .paths: cells.devicesAsPaths = true
    case .color:
      guard let choice = ColorChoice(rawValue: value.lossyText) else {
        throw UsageError(message: "--color takes auto, always or never, not \(value.lossyText)")
      }
      color = choice
    case .host: hostFiles.append(value)
    case .only:
      guard !value.isEmpty else { throw UsageError(message: "--only needs a pattern, such as db1") }
      patterns.append(PathGlob(value))
    case .why: try choose(.why)
    case .guest: try add(GuestArgument(value))
    case .help: request = max(request, .help)
    case .version: request = max(request, .version)
    }
  }

  private mutating func choose(_ format: Format) throws(UsageError) {
    guard self.format == .table || self.format == format else {
      throw UsageError(message: "--json, --pairs, --raw and --why exclude each other")
    }
    self.format = format
  }

  private mutating func add(_ guest: GuestArgument) throws(UsageError) {
    if let name = guest.name, guests.contains(where: { $0.name == name }) {
      throw UsageError(message: "two guests are called \(name)")
    }
    guests.append(guest)
  }

  private func checkOperands() throws(UsageError) {
    guard request == .run else { return }
    if (files + hostFiles).contains("-") && guests.contains(where: { $0.file == "-" }) {
      throw UsageError(message: "standard input is either a host file or a saved guest")
    }
    switch command {
    case .list:
      guard let file = files.first else { return }
      throw UsageError(
        message: "list shows the guest alone and takes no host file: \(file.lossyText)")
    case .vmdks:
      guard files.isEmpty && hostFiles.isEmpty else { return }
      throw UsageError(message: "vmdks needs a file, a folder or - for standard input")
    case .map, .collect:
      return
    }
  }
}

extension Invocation.Request: Comparable {
  private var rank: Int {
    switch self {
    case .run: 0
    case .listColumns: 1
    case .version: 2
    case .help: 3
    }
  }

  /// Whether `rhs` wins where both are asked for.
  static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.rank < rhs.rank
  }
}
