internal import Glibc

/// The streams that every process is given.
public enum StandardStream: CInt, Sendable {
  case output = 1
  case errors = 2

  /// Whether a terminal is at the other end.
  public var isTerminal: Bool { isatty(rawValue) == 1 }

  /// How many characters fit into a line of the terminal at the other end; nil if there is none, or it does
  /// not say (`TIOCGWINSZ`, ioctl_tty(2)).
  public var width: Int? {
    var size = winsize()
    guard unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  public func write(_ text: Span<UInt8>) throws(Errno) {
    try writeAll(text, to: rawValue)
  }

  /// Closes the stream. Some file systems say only now that what was written did not fit.
  public func close() throws(Errno) {
    try checked(Glibc.close(rawValue))
  }
}
