import NmemModel

/// What a command line asks for.
struct Invocation: Equatable {
  var command = Command.standard
  /// Whether the command was written, and not only meant.
  var isCommandNamed = false
  /// The words that are no options: host files, what `trace` is asked for, or the folders on the host
  /// that `collect` is about.
  var operands: [ByteString] = []
  var hostFiles: [ByteString] = []
  var patterns: [PathGlob] = []
  /// How many days old a list may be; nil for any age.
  var maxAge: Int64?
  /// Where `save` writes; nil for the usual place.
  var savePath: ByteString?
  /// Whether `save` keeps what is in doubt.
  var isForced = false
  /// What `check` compares with; nil for the usual file.
  var expectedPath: ByteString?
  /// How many seconds `check` waits for what is not there yet.
  var waitSeconds = 0
  /// The virtual machine that the guest is, if the user says so.
  var machine: MachineUUID?
  /// The saved guests; none means this machine.
  var guests: [GuestArgument] = []
  var format = Format.table
  /// Whether JSON was asked for in place of a tree.
  var isTreeInJSON = false
  var columns = ColumnChoice.standard
  /// The name of the column that rows are sorted by; nil if that is the command's own order.
  var sortColumn: String?
  var request = Request.run
  var hasHeadings = true
  /// Whether `collect` is about vCenter, and not about a host.
  var isForVSphere = false
  /// What `list` shows besides, or instead of, the DIMMs.
  var content = ListContent()
  var filter = GuestFilter()
  var cells = CellStyle()
  var color = ColorChoice.auto

  /// How the answer is printed.
  enum Format: String, Equatable {
    case table, json, pairs, raw, csv, why, tree, dot, prometheus
  }

  /// What `list` shows besides, or instead of, the DIMMs.
  struct ListContent: Equatable {
    var hasBuses = false
    var hasDIMMs = false
    var hasRegions = false
    var hasNamespaces = false
    var hasHealth = false
    /// Whether JSON has what `ndctl list` prints only with `-v`, `-X`, `-M` and `-C`.
    var isVerbose = false
    /// Whether JSON has the block devices and mount points, which `ndctl list` does not know.
    var hasFileSystems = false

    /// Whether the rows are about buses.
    var isOfBuses: Bool { hasBuses && !hasDIMMs && !isOfRegions }

    /// Whether the rows are about regions or namespaces.
    var isOfRegions: Bool { hasRegions || hasNamespaces }
  }

  /// What is asked of the command.
  enum Request: Equatable {
    case run, listColumns, help, version
  }

  /// When the output has colours.
  enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  /// The files that list VMDKs.
  var hostFileNames: [ByteString] {
    (command.takesHostOption ? [] : operands) + hostFiles
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
