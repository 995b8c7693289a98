import NmemModel

/// A file of text in UTF-8 or UTF-16, as lines and JSON documents.
///
/// It is handed text as it comes and says how much of that it has used; the rest wants to be handed over
/// again, with more after it. So whole lines and tokens are there when they are read, and no answer can depend
/// on where a read ends.
///
/// A JSON document starts where a line does, or after a name or an arrow at the end of a line; see
/// ``JSONOpening``. If it goes wrong within its first line, or if text follows it there, the line is a line
/// of text like any other. If it goes wrong later, the reader is notified, and goes on with text from the line in
/// which it went wrong.
struct TextFile {
  /// How many bytes decide whether a file is text.
  static let probeLength = 4096

  private enum State {
    case start
    case lines
    case tooLongLine
    case document
  }

  private var state = State.start
  private var decoder: UTF16Decoder?
  /// What was decoded and not used yet.
  private var decoded: [UInt8] = []
  /// What is in the bytes of UTF-16, and what in the text that they make.
  private var marks = (bytes: MarkCounter(), text: MarkCounter())

  private var scanner = JSONScanner(line: 1)
  /// Where in the line that is handed over again the document goes on.
  private var resumption = 0
  /// Whether the line in which a document goes on is too long to be read as text.
  private var isLineLost = false
  /// Whether a document ended in the line that is read.
  private var isBehindDocument = false
  /// Whether a document failed in the line that is read, so none starts in it.
  private var isText = false
  /// The line before, in the text that is read.
  private var previous: Line?
  private var lineCount = 0

  /// Whether a part of the file is in another encoding than the rest, or a byte is missing or too many in
  /// it, so it was not read.
  var isMixed: Bool { decoder != nil && marks.bytes.count != marks.text.count }

  /// Whether a file that starts so is text: no character of the first 4096 bytes is NUL. There must be as many,
  /// unless the file is shorter.
  static func isText(_ start: Span<UInt8>) -> Bool {
    let probe = start.extracting(0..<min(start.count, probeLength))
    guard var decoder = UTF16Decoder(start: probe) else {
      return probe.firstIndex(in: probe.range, where: { $0 == 0 }) == nil
    }
    return !decoder.decode(probe).contains(0)
  }

  /// Reads what follows of the file, all of it if it is the last. Returns how much was used.
  mutating func read(
    _ bytes: Span<UInt8>, isLast: Bool, into reader: inout some TextReader
  ) -> Int {
    if state == .start {
      guard isLast || bytes.count >= Self.probeLength else { return 0 }
      state = .lines
      decoder = UTF16Decoder(start: bytes.extracting(0..<min(bytes.count, Self.probeLength)))
    }
    guard decoder != nil else { return readText(bytes, isLast: isLast, &reader) }
    decode(bytes, isLast: isLast)
    let text = decoded
    let used = readText(text.span, isLast: isLast, &reader)
    decoded = Array(text[used...])
    return bytes.count
  }

  private mutating func decode(_ bytes: Span<UInt8>, isLast: Bool) {
    let start = decoded.count
    decoded += decoder?.decode(bytes) ?? []
    if isLast { decoded += decoder?.finish() ?? [] }
    // ASCII is the same in every encoding, but for the NULs.
    marks.bytes.feed(bytes.bytes(bytes.range).filter { $0 != 0 })
    marks.text.feed(Array(decoded[start...]))
  }

  private mutating func readText(
    _ text: Span<UInt8>, isLast: Bool, _ reader: inout some TextReader
  ) -> Int {
    var position = 0
    previous = nil
    while position < text.count {
      let next: Int?
      switch state {
      case .start, .lines: next = readLine(text, position, isLast: isLast, &reader)
      case .tooLongLine: next = skipLine(text, position)
      case .document:
        let used = readDocument(text, position, isLast: isLast, &reader)
        // What is not used of a document is less than a line, or the line is lost.
        guard state != .document else { return used }
        next = used
      }
      guard let next else { return position }
      position = next
    }
    if isLast, state == .document { fail(scanner.failureAtEnd(hasRest: false), &reader) }
    return position
  }

  /// Reads the line at a position. Returns where the next one starts; nil if the line goes on after the text.
  private mutating func readLine(
    _ text: Span<UInt8>, _ start: Int, isLast: Bool, _ reader: inout some TextReader
  ) -> Int? {
    if !isText {
      switch JSONOpening(text, from: start, isLast: isLast) {
      case .none: break
      case .undecided:
        return nil
      case .document(let bracket, let isQuoted):
        if let next = begin(text, start, bracket, isQuoted, isLast: isLast, &reader) { return next }
      }
    }
    guard let line = Line(text, from: start, number: lineCount + 1, after: previous) else {
      if isLast {
        let line = Line(text.extracting(start..<text.count), number: lineCount + 1)
        handOver(line, of: text.extracting(start..<text.count), &reader)
        return text.count
      }
      guard text.count - start > Line.longest else { return nil }
      skipTooLongLine(&reader)
      return text.count
    }
    let end = line.next
    previous = line
    guard line.range.count <= Line.longest else {
      skipTooLongLine(&reader)
      state = .lines
      lineCount += 1
      return end
    }
    if !line.marks.isDisjoint(with: [.brace, .bracket]), !isBehindDocument, !isText,
      line.marks.contains(.colon) || line.marks.isSuperset(of: [.equals, .prompt])
    {
      switch JSONOpening(text, behindTextOf: line, isLast: isLast) {
      case .none: break
      case .undecided: return nil
      case .document(let bracket, let isQuoted):
        if let next = begin(
          text, start, bracket, isQuoted, behind: start..<bracket, isLast: isLast, &reader)
        {
          return next
        }
      }
    }
    handOver(line, of: text, &reader)
    return end
  }

  private mutating func handOver(
    _ line: Line, of text: Span<UInt8>, _ reader: inout some TextReader
  ) {
    lineCount += 1
    defer { (isBehindDocument, isText) = (false, false) }
    if line.range.count > Line.longest {
      lineCount -= 1
      skipTooLongLine(&reader)
      state = .lines
      lineCount += 1
      return
    }
    // After a document: what ends the array or the text that it is in.
    if isBehindDocument,
      text.trimming(line.range, while: { $0.isBlank || $0.isOne(of: ",;}])") }).isEmpty
    {
      if !text.trimmed(line.range).isEmpty { reader.skipClosingBrackets() }
      return
    }
    reader.read(line, of: text)
  }

  private mutating func skipTooLongLine(_ reader: inout some TextReader) {
    reader.skipTooLongLine(number: lineCount + 1)
    state = .tooLongLine
    (isBehindDocument, isText) = (false, false)
  }

  private mutating func skipLine(_ text: Span<UInt8>, _ start: Int) -> Int {
    guard let end = text.firstIndex(of: 0x0A, in: start..<text.count) else { return text.count }
    lineCount += 1
    state = .lines
    return end + 1
  }

  // Documents

  /// Begins a document at a bracket, after a lead that is read as a line. Returns where it goes on; nil if the line
  /// shows that it is not one.
  private mutating func begin(
    _ text: Span<UInt8>, _ start: Int, _ bracket: Int, _ isQuoted: Bool,
    behind lead: Range<Int> = 0..<0, isLast: Bool, _ reader: inout some TextReader
  ) -> Int? {
    let end = text.firstIndex(of: 0x0A, in: bracket..<text.count) ?? text.count
    // A line that is too long to be read is a document's: nothing else is as long.
    if end - start <= Line.longest {
      guard end < text.count || isLast else { return nil }
      var trial = JSONScanner(line: 1)
      var ignorer = JSONIgnorer()
      switch trial.scan(
        text.extracting(0..<end), from: bracket, isLast: isLast && end == text.count, into: &ignorer
      )
      {
      case .failed: return nil
      case .finished(let behind):
        let rest = text.trimming(behind..<end) { $0.isBlank || $0.isOne(of: ",;}])") }
        guard rest.isEmpty || text[rest.lowerBound].isOne(of: "{[") else { return nil }
      case .unfinished: break
      }
    }
    if !lead.isEmpty {
      let lead = text.extracting(lead)
      reader.read(Line(lead, number: lineCount + 1), of: lead)
    }
    state = .document
    scanner = JSONScanner(line: lineCount + 1, isQuoted: isQuoted)
    isLineLost = false
    reader.beginDocument(line: lineCount + 1)
    resumption = bracket - start
    return start
  }

  /// Reads on in a document, in the line at a position. Returns how much was used.
  private mutating func readDocument(
    _ text: Span<UInt8>, _ start: Int, isLast: Bool, _ reader: inout some TextReader
  ) -> Int {
    let from = start + resumption
    switch scanner.scan(text, from: from, isLast: isLast, into: &reader) {
    case .unfinished(let used):
      if isLast {
        fail(scanner.failureAtEnd(hasRest: used < text.count), &reader)
        // What was not used of the last line may be a UUID all the same.
        return isLineLost ? text.count : used
      }
      let line = startOfLine(text, before: used, from: start)
      if line > start { isLineLost = false }
      guard used - line <= Line.longest, !isLineLost else {
        (isLineLost, resumption) = (true, 0)
        return used
      }
      resumption = used - line
      return line
    case .finished(let end):
      reader.endDocument(line: scanner.line, failure: nil)
      lineCount = scanner.line - 1
      state = .lines
      isBehindDocument = true
      return end
    case .failed(let offset, let failure):
      let line = startOfLine(text, before: offset, from: start)
      if line > start { isLineLost = false }
      let isLost = isLineLost
      fail(failure, &reader)
      guard !isLost else {
        skipTooLongLine(&reader)
        return offset
      }
      return line
    }
  }

  /// Where the line starts that an offset is in, of those from a position on.
  private func startOfLine(_ text: Span<UInt8>, before offset: Int, from start: Int) -> Int {
    text.lastIndex(of: 0x0A, in: start..<min(offset, text.count)).map { $0 + 1 } ?? start
  }

  /// Ends a document that is not one.
  private mutating func fail(_ failure: JSONFailure, _ reader: inout some TextReader) {
    reader.endDocument(line: scanner.line, failure: failure.message)
    lineCount = scanner.line - 1
    state = .lines
    isText = true
  }
}
