/// How a run ended, as the shell sees it. Of two, the larger one counts.
enum ExitStatus: Int32, Comparable {
  /// All that was asked for was answered.
  case answered = 0
  /// A DIMM is ambiguous or unknown, or has no VMDK, or something was not found.
  case doubtful = 1
  /// There is no complete answer: a file could not be read or understood, DIMMs cannot be seen, output failed.
  case failed = 2
  /// The command line is wrong; `EX_USAGE` of sysexits.h.
  case usage = 64

  static func < (lhs: ExitStatus, rhs: ExitStatus) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}
