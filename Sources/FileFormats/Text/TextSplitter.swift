import NmemModel

/// Cuts a stream of chunks into lines and JSON documents, however the chunks fall.
///
/// A document starts where a line does (see ``JSONOpening``) and may be any number of bytes and lines
/// long. If it goes wrong within its first line, or if text follows it there, the line is a line of
/// text like any other. If it goes wrong later, the reader is told, and goes on with text from the
/// line in which it went wrong. What follows a document on its last line is taken for a line of its
/// own, unless it is blank.
struct TextSplitter {
  /// The longest line that is read, in bytes. ESXi's own limit for a path is 4096.
  static let longestLine = 64 << 10

  /// What the next byte belongs to.
  private enum State {
    /// The start of a line, as long as it is not known whether a document opens there.
    case opening
    /// A line of text.
    case line
    /// A line that is too long to be read.
    case tooLongLine
    /// The first line of what may be a document. It is only tried; nothing was handed over.
    case trial
    /// A document.
    case document
  }

  private var state = State.opening
  private var opening = JSONOpening()
  private var scanner = JSONScanner(line: 1)

  /// The start of the current line, of which nothing was handed over but parts of a document. While
  /// it is not known whether a document opens, there may be blank lines behind it.
  private var carried: [UInt8] = []

  /// Whether the current line of a document is too long to be carried.
  private var isCarriedTooLong = false

  /// Whether the document that is tried is complete, so that only blanks may follow on its line.
  private var isTrialComplete = false

  /// Whether a document ended in the current line.
  private var isRest = false

  /// How many lines are over.
  private var lineCount = 0

  /// Hands every line, and every part of a document, that a chunk completes to the reader.
  mutating func split(_ chunk: Span<UInt8>, into reader: inout some TextReader) {
    var position = 0
    while position < chunk.count {
      if state == .opening && carried.isEmpty && !isRest {
        let plain = reader.readPlainLines(of: chunk, from: position, number: lineCount + 1)
        lineCount += plain.count
        position = plain.end
        guard position < chunk.count else { return }
      }
      switch state {
      case .opening: position = readOpening(chunk, position, &reader)
      case .line: position = readLine(chunk, position, &reader)
      case .tooLongLine: position = skipLine(chunk, position)
      case .trial: position = readTrial(chunk, position, &reader)
      case .document: position = readDocument(chunk, position, &reader)
      }
    }
  }

  /// Hands over the last line, if it has no newline, and what is left of a document.
  mutating func finish(into reader: inout some TextReader) {
    if state == .trial { beginDocument(&reader) }
    switch state {
    case .opening:
      takeForText(&reader)
    case .document:
      fail(scanner.failureAtEnd, &reader)
    case .line, .tooLongLine, .trial: break
    }
    if !carried.isEmpty { endLine(&reader) }
  }

  // Each of these reads on at a position in a chunk, and returns the next one.

  private mutating func readOpening(
    _ chunk: Span<UInt8>, _ start: Int, _ reader: inout some TextReader
  ) -> Int {
    var verdict = JSONOpening.Verdict.undecided
    var end = start
    while verdict == .undecided && end < chunk.count {
      verdict = opening.read(chunk[end])
      end += 1
    }
    switch verdict {
    case .text:
      takeForText(&reader)
      return start
    case .undecided:
      carried += chunk.bytes(start..<end)
    case .document:
      carried += chunk.bytes(start..<end)
      if opening.crossesLines {
        beginDocument(&reader)
      } else {
        beginTrial(&reader)
      }
    }
    return end
  }

  private mutating func readLine(
    _ chunk: Span<UInt8>, _ start: Int, _ reader: inout some TextReader
  ) -> Int {
    guard let end = chunk.firstIndex(in: start..<chunk.count, where: { $0 == 0x0A }) else {
      carry(chunk, start..<chunk.count, &reader)
      return chunk.count
    }
    if carried.isEmpty && end - start <= Self.longestLine {
      handOver(chunk.extracting(start..<end), &reader)
    } else {
      carry(chunk, start..<end, &reader)
      guard state == .line else { return end }
      endLine(&reader)
    }
    return end + 1
  }

  private mutating func skipLine(_ chunk: Span<UInt8>, _ start: Int) -> Int {
    guard let end = chunk.firstIndex(in: start..<chunk.count, where: { $0 == 0x0A }) else {
      return chunk.count
    }
    lineCount += 1
    beginLine()
    return end + 1
  }

  private mutating func readTrial(
    _ chunk: Span<UInt8>, _ start: Int, _ reader: inout some TextReader
  ) -> Int {
    let room = start..<min(chunk.count, start + Self.longestLine - carried.count)
    let newline = chunk.firstIndex(in: room) { $0 == 0x0A }
    let part = start..<(newline ?? room.upperBound)
    var isText = false
    var rest = part
    if !isTrialComplete {
      var ignorer = JSONIgnorer()
      switch scanner.scan(chunk.extracting(part), into: &ignorer) {
      case .unfinished:
        rest = part.upperBound..<part.upperBound
      case .finished(let end):
        isTrialComplete = true
        rest = start + end..<part.upperBound
      case .failed:
        isText = true
      }
    }
    isText = isText || !rest.allSatisfy { chunk[$0].isBlank }
    carried += chunk.bytes(part)
    if isText {
      state = .line
    } else if newline != nil || carried.count >= Self.longestLine {
      beginDocument(&reader)
    }
    return part.upperBound
  }

  private mutating func readDocument(
    _ chunk: Span<UInt8>, _ start: Int, _ reader: inout some TextReader
  ) -> Int {
    switch scanner.scan(chunk, from: start, into: &reader) {
    case .unfinished:
      carryLastLine(chunk, start..<chunk.count)
      return chunk.count
    case .finished(let end):
      reader.endDocument(line: scanner.line, failure: nil)
      lineCount = scanner.line - 1
      carried = []
      beginLine()
      isRest = true
      return end
    case .failed(let offset, let failure):
      carryLastLine(chunk, start..<offset)
      fail(failure, &reader)
      return offset
    }
  }

  // The changes from one state to another.

  private mutating func beginLine() {
    state = .opening
    opening = JSONOpening()
    isRest = false
  }

  /// Takes what was carried for the start of a line of text, perhaps with blank lines behind it.
  private mutating func takeForText(_ reader: inout some TextReader) {
    state = .line
    guard !carried.isEmpty else { return }
    let held = carried
    carried = []
    split(held.span, into: &reader)
  }

  /// Tries whether what was carried is the start of a document.
  private mutating func beginTrial(_ reader: inout some TextReader) {
    let held = carried
    carried = Array(held.prefix(opening.indent))
    state = .trial
    isTrialComplete = false
    scanner = JSONScanner(line: lineCount + 1)
    // The opening has no newline and is short, so all of it is read at once.
    _ = readTrial(held.span, opening.indent, &reader)
  }

  /// Begins to hand over a document that starts with what was carried.
  private mutating func beginDocument(_ reader: inout some TextReader) {
    let held = carried
    carried = []
    isCarriedTooLong = false
    state = .document
    scanner = JSONScanner(line: lineCount + 1)
    reader.beginDocument(line: lineCount + 1)
    let position = readDocument(held.span, opening.indent, &reader)
    split(held.span.extracting(position..<held.count), into: &reader)
  }

  /// Ends a document that is none. What was carried is the start of the line in which it failed.
  private mutating func fail(_ failure: JSONFailure, _ reader: inout some TextReader) {
    reader.endDocument(line: scanner.line, failure: failure.message)
    lineCount = scanner.line - 1
    isRest = false
    state = .line
    if isCarriedTooLong { skipRestOfLine(&reader) }
  }

  private mutating func skipRestOfLine(_ reader: inout some TextReader) {
    state = .tooLongLine
    carried = []
    reader.skipTooLongLine(number: lineCount + 1)
  }

  // The line that is not complete yet.

  /// Keeps a part of a line of text.
  private mutating func carry(
    _ chunk: Span<UInt8>, _ range: Range<Int>, _ reader: inout some TextReader
  ) {
    if carried.count + range.count > Self.longestLine {
      skipRestOfLine(&reader)
    } else {
      carried += chunk.bytes(range)
    }
  }

  /// Keeps the last line of a part of a document, for the case that it fails there.
  private mutating func carryLastLine(_ chunk: Span<UInt8>, _ range: Range<Int>) {
    var start = range.lowerBound
    if let newline = range.last(where: { chunk[$0] == 0x0A }) {
      start = newline + 1
      carried = []
      isCarriedTooLong = false
    }
    let length = carried.count + (range.upperBound - start)
    isCarriedTooLong = isCarriedTooLong || length > Self.longestLine
    if isCarriedTooLong {
      carried = []
    } else {
      carried += chunk.bytes(start..<range.upperBound)
    }
  }

  private mutating func endLine(_ reader: inout some TextReader) {
    let line = carried
    carried = []
    handOver(line.span, &reader)
  }

  private mutating func handOver(_ line: Span<UInt8>, _ reader: inout some TextReader) {
    lineCount += 1
    if !isRest || !line.trimmed(line.range).isEmpty { reader.read(line, number: lineCount) }
    beginLine()
  }
}
