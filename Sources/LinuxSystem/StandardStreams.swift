internal import Glibc

/// The streams that every process is given.
public enum StandardStream: CInt, Sendable {
  case output = 1
  case errors = 2

  /// Whether a terminal is at the other end.
  public var isTerminal: Bool { isatty(rawValue) == 1 }

  public func write(_ text: Span<UInt8>) throws(Errno) {
    try writeAll(text, to: rawValue)
  }

  /// Closes the stream. Some file systems say only now that what was written did not fit.
  public func close() throws(Errno) {
    try checked(Glibc.close(rawValue))
  }
}
