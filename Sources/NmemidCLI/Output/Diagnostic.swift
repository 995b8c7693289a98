import FileFormats
import NmemModel

/// Something to be said about an answer: a line on standard error, and an object among JSON's `problems`, so
/// readers of either learn the same.
struct Diagnostic: Equatable, Sendable {
  /// What it is about: a file, and the line if one is meant, or what `trace` was asked for; nil if none of
  /// these.
  var source: Source?

  /// What a person should know, and do.
  var message: String

  /// Whether the line for people begins with the source, since the message does not name it.
  private var hasPrefix = false

  init(_ message: String, about subject: ByteString? = nil) {
    source = subject.map { Source(file: $0) }
    self.message = message
  }

  init(_ problem: Problem) {
    source = problem.source
    message = problem.message
    hasPrefix = true
  }

  /// The line for people.
  var line: ByteString {
    guard hasPrefix, let source else { return ByteString(message) }
    return ByteString(source.text.bytes + ": \(message)".utf8)
  }
}

extension Column<Diagnostic> {
  /// The columns of diagnostics, which only JSON shows.
  static let ofDiagnostics = [
    Column(
      name: .source, key: .source, type: .string,
      help: "file, and the line if one is meant; what trace was asked for"
    ) {
      $0.source.map(Cell.place) ?? .none
    },
    Column(name: .message, key: .message, type: .string, help: "what there is to know") {
      .text($0.message)
    },
  ]
}
