internal import Glibc

/// A failure of libndctl.
public struct NdctlError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was to be done, as a verb and an object: "open libndctl".
  public var operation: String

  /// The error number of the C library; libndctl returns it negated.
  public var errorNumber: Int32

  /// A sentence for people, without a full stop.
  public var description: String {
    "cannot \(operation): \(unsafe String(cString: strerror(errorNumber)))"
  }
}
