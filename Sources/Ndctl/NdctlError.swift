public import LinuxSystem

/// A failure of libndctl.
public struct NdctlError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was to be done, as a verb and an object: "open libndctl".
  public var operation: String

  /// Why not; libndctl returns the number negated.
  public var reason: Errno

  /// A sentence for people, without a full stop.
  public var description: String {
    "cannot \(operation): \(reason)"
  }
}
