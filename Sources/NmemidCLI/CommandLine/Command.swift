import NmemModel

/// What nmemid can be asked to do: the first word of its command line.
enum Command: String, CaseIterable {
  case map
  case list
  case vmdks
  case trace
  case save
  case check
  case diff
  case collect

  /// The command when the first word is not one.
  static let standard = Command.map

  /// The first word that is a command, in a command line that is not understood.
  static func named(in words: [ByteString]) -> Command? {
    words.lazy.compactMap { Command(rawValue: $0.lossyText) }.first
  }

  /// One line for the overview.
  var summary: String {
    switch self {
    case .map: "each DIMM with the VMDK that backs it (the default)"
    case .list: "the DIMMs, regions or namespaces of this machine"
    case .vmdks: "what was understood of host files, and what was not"
    case .trace: "from one thing down to the VMDK and up to the mount point"
    case .save: "keep what this machine has, for check"
    case .check: "whether all is as it was saved"
    case .diff: "what moved between two saved states, or since one"
    case .collect: "a script that lists the VMDKs of ESXi hosts"
    }
  }

  /// The arguments, for the usage line.
  var operands: String {
    switch self {
    case .map: " [FILE…]"
    case .list: ""
    case .vmdks: " [FILE…]"
    case .trace: " WHAT…"
    case .save: " [FILE…]"
    case .check: " [WHAT…]"
    case .diff: " OLD [NEW]"
    case .collect: " [FOLDER…]"
    }
  }

  /// How the command is called, for the usage line.
  var usage: String {
    "nmemid \(rawValue) [OPTION…]" + (takesHostOption ? " [--host FILE]" : "") + operands
  }

  /// Whether the command reads the guest: this machine, or saved ones.
  var readsGuest: Bool { self == .map || self == .list || self == .trace }

  var readsHostFiles: Bool { self != .list && self != .collect }

  /// Whether host files are given only by an option, since the operands are something else.
  var takesHostOption: Bool { self == .trace || self == .check || self == .diff }

  /// Whether the command prints rows of columns.
  var hasColumns: Bool { self != .collect && self != .save && self != .check }
}
