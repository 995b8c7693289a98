/// What takes the lines of a file, one by one.
protocol LineReader {
  /// Reads a line without its newline. Numbers count from 1.
  mutating func read(_ line: Span<UInt8>, number: Int)

  /// Is told that a line is too long to be read.
  mutating func skipTooLongLine(number: Int)
}

/// Cuts a stream of chunks into lines, however the chunks fall.
struct LineSplitter {
  /// The longest line that is read, in bytes. ESXi's own limit for a path is 4096.
  static let longestLine = 64 << 10

  /// The start of a line whose end has not come yet.
  private var carried: [UInt8] = []
  private var isSkipping = false
  private var lineNumber = 0

  /// Hands every line that a chunk completes to the reader.
  mutating func split(_ chunk: Span<UInt8>, into reader: inout some LineReader) {
    var start = 0
    while let end = chunk.firstIndex(in: start..<chunk.count, where: { $0 == 0x0A }) {
      if carried.isEmpty && !isSkipping && end - start <= Self.longestLine {
        lineNumber += 1
        reader.read(chunk.extracting(start..<end), number: lineNumber)
      } else {
        carry(chunk, start..<end, &reader)
        endLine(&reader)
      }
      start = end + 1
    }
    carry(chunk, start..<chunk.count, &reader)
  }

  /// Hands over the last line, if it has no newline.
  mutating func finish(into reader: inout some LineReader) {
    if !carried.isEmpty || isSkipping { endLine(&reader) }
  }

  private mutating func carry(
    _ chunk: Span<UInt8>, _ range: Range<Int>, _ reader: inout some LineReader
  ) {
    guard !isSkipping else { return }
    if carried.count + range.count > Self.longestLine {
      isSkipping = true
      carried = []
      reader.skipTooLongLine(number: lineNumber + 1)
    } else {
      carried += chunk.bytes(range)
    }
  }

  private mutating func endLine(_ reader: inout some LineReader) {
    lineNumber += 1
    if !isSkipping { reader.read(carried.span, number: lineNumber) }
    isSkipping = false
    carried.removeAll(keepingCapacity: true)
  }
}
