import FileFormats
import NmemModel

/// Something to be said about an answer: a line on standard error, and an object among JSON's `problems`, so
/// readers of either learn the same.
struct Diagnostic: Sendable {
  /// Where it is: a file, and the line if one is meant; for what `trace` was asked for, that; nil if none of
  /// these.
  private(set) var source: Source?

  /// The saved guest that it is about; nil if it is not about one alone.
  private(set) var guest: String?

  /// What a person should know, and do.
  private(set) var message: String

  /// What the line for people begins with; nil if the message is all of it.
  fileprivate var subject: ByteString?

  /// How the line goes on after the subject, and after several of whom the same is to be said.
  fileprivate var ending: (one: String, several: String)

  init(_ message: String) {
    self.message = message
    ending = (message, message)
  }

  init(_ problem: Problem) {
    self.init(problem.message)
    source = problem.source
    name(problem.source.text)
  }

  /// Something about a saved guest, which the message does not name; of this machine, there is no need to.
  init(_ message: String, on guest: Guest) {
    self.init(message, guest: guest.name, file: guest.file)
  }

  /// The same of the guest of a name that is saved in a file.
  init(_ message: String, guest: String?, file: ByteString?) {
    self.init(message)
    source = file.map { Source(file: $0) }
    self.guest = guest
    (guest.map { ByteString($0) } ?? file).map { name($0) }
  }

  /// A sentence about what `trace` was asked for, without its first word.
  init(_ target: ByteString, one: String, several: String) {
    self.init("\(target.lossyText) \(one)")
    source = Source(file: target)
    subject = target
    ending = (" \(one)", " \(several)")
  }

  /// Puts the name of what the message is about before it.
  private mutating func name(_ subject: ByteString) {
    self.subject = subject
    ending = (": \(message)", ": \(message)")
  }
}

extension [Diagnostic] {
  /// The lines for people. What is to be said of several files, lines or guests in the same words is said once,
  /// where the first of them stands.
  var lines: [ByteString] {
    var sentences: [(ending: (one: String, several: String), subjects: [ByteString])] = []
    var places: [String: Int] = [:]
    for diagnostic in self {
      let place = places[diagnostic.ending.several] ?? sentences.count
      if place == sentences.count {
        places[diagnostic.ending.several] = place
        sentences.append((diagnostic.ending, []))
      }
      if let subject = diagnostic.subject, sentences[place].subjects.last != subject {
        sentences[place].subjects.append(subject)
      }
    }
    return sentences.map { ending, subjects in
      subjects.listed + ByteString(subjects.count > 1 ? ending.several : ending.one)
    }
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
    Column(
      name: .guest, key: .guest, type: .string,
      help: "the saved guest that it is about, if it is one alone"
    ) { $0.guest.map(Cell.text) ?? .none },
    Column(name: .message, key: .message, type: .string, help: "what there is to know") {
      .text($0.message)
    },
  ]
}

extension Collection {
  /// The names of all elements in a sentence: the first ten, and how many more there are.
  func listed(_ name: (Element) -> String) -> String {
    prefix(10).map(name).joined(separator: ", ") + more
  }

  /// How many more there are than the first ten; empty if there are none.
  fileprivate var more: String { count > 10 ? " and \(count - 10) more" : "" }
}

extension [String] {
  /// Names in a sentence.
  var listed: String { listed(\.self) }
}

extension [ByteString] {
  /// Names from outside in a sentence, each as it is.
  fileprivate var listed: ByteString {
    ByteString(prefix(10).map(\.bytes).joined(separator: ", ".utf8)) + ByteString(more)
  }
}
