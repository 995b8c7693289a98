/// How a run ended, as the shell sees it. Of two, the larger one counts.
enum ExitStatus: Int32, Comparable {
  /// All that was asked for was answered.
  case answered = 0
  /// A DIMM is ambiguous or, with host files given, has no VMDK.
  case doubtful = 1
  /// A file could not be read or understood, libndctl could not be opened, output failed.
  case failed = 2
  /// The command line is wrong; `EX_USAGE` of sysexits.h.
  case usage = 64

  static func < (lhs: ExitStatus, rhs: ExitStatus) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}
