/// What takes a file of text in its order: lines, and the JSON documents among them.
protocol TextReader: JSONHandler {
  /// Reads a line, which is a part of a text.
  mutating func read(_ line: Line, of text: Span<UInt8>)

  /// A line is too long to be read.
  mutating func skipTooLongLine(number: Int)

  /// A JSON document starts; its parts follow.
  mutating func beginDocument(line: Int)

  /// The document is over. `failure` is what is wrong with the JSON in this line, if it
  /// is not complete: then the line in which it failed follows, as text.
  mutating func endDocument(line: Int, failure: String?)

  /// After a document, brackets are closed that it did not open: those of an array or a text that it is in.
  mutating func skipClosingBrackets()
}
