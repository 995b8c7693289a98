import LinuxSystem
import NmemModel

/// Standard output and standard error. Everything that nmemid says goes through here.
enum Console {
  /// Writes to standard output what a function makes, and closes it.
  ///
  /// A reader that has gone is not a failure: it has seen what it wanted. Anything else, such as a full
  /// disk, is one and is said.
  static func finish(writing body: CommandResult.Body) -> ExitStatus {
    var output = Output { text throws(Errno) in try StandardStream.output.write(text) }
    body(&output)
    do throws(Errno) {
      try output.finish()
      try StandardStream.output.close()
    } catch  where error == .brokenPipe {
      return .answered
    } catch {
      say("cannot write to standard output: \(error)")
      return .failed
    }
    return .answered
  }

  /// Writes a message to standard error, in one line whatever it quotes.
  static func say(_ message: ByteString) {
    let line = "nmemid: \(Escaping.plain.escape(message))\n"
    try? StandardStream.errors.write(line.utf8.span)
  }

  static func say(_ message: String) {
    say(ByteString(message))
  }

  /// Writes to standard error what is going to be written over.
  static func sayUnfinished(_ text: ByteString) {
    try? StandardStream.errors.write(text.bytes.span)
  }

  /// Whether a person sees standard error, on a terminal that can clear a line.
  static var hasTerminalForErrors: Bool {
    StandardStream.errors.isTerminal && environmentVariable("TERM").map { $0 != "dumb" } ?? false
  }

  /// How wide lines may be where a person reads them on a terminal; nil for any width, as a pipe and a file
  /// have it.
  static var width: Int? { StandardStream.output.width }

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
      StandardStream.output.isTerminal && environmentVariable("NO_COLOR") == nil
        && environmentVariable("TERM") != "dumb"
    }
  }
}
