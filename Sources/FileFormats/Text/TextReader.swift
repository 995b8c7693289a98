/// What takes a file of text in its order: lines, and the JSON documents among them.
protocol TextReader: JSONHandler {
  /// Reads a line without its newline. Numbers count from 1.
  mutating func read(_ line: Span<UInt8>, number: Int)

  /// Is told that a line is too long to be read.
  mutating func skipTooLongLine(number: Int)

  /// Is told that a JSON document starts; its parts follow.
  mutating func beginDocument(line: Int)

  /// Is told that the document is over. `failure` is what is wrong with the JSON in this line, if it
  /// is not complete: then the line in which it failed follows, as text.
  mutating func endDocument(line: Int, failure: String?)
}
