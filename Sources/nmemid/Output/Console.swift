import Glibc
import NmemModel

/// Standard output and standard error. Everything that nmemid says goes through here.
enum Console {
  /// Writes data to standard output and closes it.
  ///
  /// A reader that has gone is no failure: it has seen what it wanted. Anything else, such as a full
  /// disk, is one and is said.
  static func finish(writing text: String) -> ExitStatus {
    var errorNumber = write(text, to: STDOUT_FILENO)
    // Some file systems tell only at the end that the data did not fit.
    if close(STDOUT_FILENO) != 0 && errorNumber == nil { errorNumber = errno }
    guard let errorNumber, errorNumber != EPIPE else { return .answered }
    say("cannot write to standard output: \(errorText(errorNumber))")
    return .failed
  }

  /// Writes a message to standard error, in one line whatever it quotes.
  static func say(_ message: ByteString) {
    _ = write("nmemid: \(Escaping.plain.escape(message))\n", to: STDERR_FILENO)
  }

  static func say(_ message: String) {
    say(ByteString(message))
  }

  /// Whether standard output may be coloured.
  static func hasColor(_ choice: Invocation.ColorChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      isatty(STDOUT_FILENO) == 1 && environmentVariable("NO_COLOR") == nil
        && environmentVariable("TERM") != "dumb"
    }
  }

  /// Writes all of a text. Returns the error number, or nil if all went well.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }
}

/// The C library's words for an error number.
func errorText(_ errorNumber: Int32) -> String {
  String(cString: strerror(errorNumber))
}

/// A variable of the environment; nil if it is not set or empty.
func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
