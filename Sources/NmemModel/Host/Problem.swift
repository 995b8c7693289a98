/// Something in a host file that was not understood or cannot be true.
public struct Problem: Hashable, Sendable {
  public var source: Source

  /// What was found, what was expected, and what to do. May quote the file, control characters
  /// and all.
  public var message: String

  public init(_ source: Source, _ message: String) {
    self.source = source
    self.message = message
  }
}

extension Problem: Comparable {
  /// Whether `lhs` comes first: by its place, then by its message.
  public static func < (lhs: Problem, rhs: Problem) -> Bool {
    lhs.source == rhs.source ? lhs.message < rhs.message : lhs.source < rhs.source
  }
}
