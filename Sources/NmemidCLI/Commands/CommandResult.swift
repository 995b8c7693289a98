import NmemModel

/// What a command has to say: data for standard output, diagnostics for standard error, and how it went.
struct CommandResult {
  /// Makes the data while it is written, as there may be a lot of it. All that it needs was read before.
  var body: Body
  var diagnostics: [Diagnostic] = []
  var status = ExitStatus.answered

  typealias Body = (inout Output) -> Void
}

extension CommandResult {
  init(output: String, diagnostics: [Diagnostic] = [], status: ExitStatus = .answered) {
    self.init(body: { $0.write(text: output) }, diagnostics: diagnostics, status: status)
  }
}
