import Glibc
import NmemModel

/// Standard output and standard error. Everything that nmemid says goes through here.
enum Console {
  /// Writes to standard output what a function makes, and closes it.
  ///
  /// A reader that has gone is no failure: it has seen what it wanted. Anything else, such as a full
  /// disk, is one and is said.
  static func finish(writing body: Answer.Body) -> ExitStatus {
    var output = Output { writeAll($0, to: STDOUT_FILENO) }
    body(&output)
    var errorNumber = output.finish()
    // Some file systems tell only at the end that the data did not fit.
    if close(STDOUT_FILENO) != 0 && errorNumber == nil { errorNumber = errno }
    guard let errorNumber, errorNumber != EPIPE else { return .answered }
    say("cannot write to standard output: \(errorText(errorNumber))")
    return .failed
  }

  /// Writes a message to standard error, in one line whatever it quotes.
  static func say(_ message: ByteString) {
    let line = "nmemid: \(Escaping.plain.escape(message))\n"
    _ = writeAll(line.utf8.span, to: STDERR_FILENO)
  }

  static func say(_ message: String) {
    say(ByteString(message))
  }

  /// Writes to standard error what is going to be written over.
  static func sayUnfinished(_ text: ByteString) {
    _ = writeAll(text.bytes.span, to: STDERR_FILENO)
  }

  /// Whether a person sees standard error, on a terminal that can clear a line.
  static var hasTerminalForErrors: Bool {
    isatty(STDERR_FILENO) == 1 && environmentVariable("TERM").map { $0 != "dumb" } ?? false
  }

  /// Whether text may have more than ASCII: the locale's encoding is UTF-8, or none is set.
  static var isUnicode: Bool {
    // In the order of locale(7).
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environmentVariable).first
    guard let encoding = locale?.lowercased() else { return true }
    return encoding.contains("utf-8") || encoding.contains("utf8")
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
}
