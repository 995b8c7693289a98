/// What takes a file of text in its order: lines, and the JSON documents among them.
protocol TextReader: JSONHandler {
  /// Reads a line without its newline. Numbers count from 1.
  mutating func read(_ line: Span<UInt8>, number: Int)

  /// Reads those lines of a chunk, from the start of one on, that it knows at a glance, as long as one
  /// follows the other, just as ``read(_:number:)`` would. Returns how many, and where the next one
  /// starts.
  mutating func readPlainLines(
    of chunk: Span<UInt8>, from start: Int, number: Int
  ) -> (count: Int, end: Int)

  /// Is told that a line is too long to be read.
  mutating func skipTooLongLine(number: Int)

  /// Is told that a JSON document starts; its parts follow.
  mutating func beginDocument(line: Int)

  /// Is told that the document is over. `failure` is what is wrong with the JSON in this line, if it
  /// is not complete: then the line in which it failed follows, as text.
  mutating func endDocument(line: Int, failure: String?)
}

extension TextReader {
  /// Knows no line at a glance.
  mutating func readPlainLines(
    of chunk: Span<UInt8>, from start: Int, number: Int
  ) -> (count: Int, end: Int) {
    (0, start)
  }
}
