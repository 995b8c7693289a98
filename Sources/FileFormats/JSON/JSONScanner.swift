import NmemModel

/// Reads one JSON document (RFC 8259), an object or an array, and hands its parts over at once.
///
/// Memory use does not grow with the document: it is ``deepest`` levels and one key.
struct JSONScanner {
  /// How many objects and arrays may be within each other.
  static let deepest = 512

  /// The longest string or number that is kept, in bytes. ESXi's own limit for a path is 4096.
  static let longestText = 64 << 10

  /// How a text left the document. Offsets are into the text.
  enum Progress: Equatable {
    /// The document goes on. What is after the offset wants to be read again, with more after it.
    case unfinished(used: Int)
    /// The document ended just before an offset.
    case finished(end: Int)
    /// The byte at an offset cannot be there.
    case failed(at: Int, JSONFailure)
  }

  /// The line that the next byte is in.
  private(set) var line: Int

  /// Whether each line comes after a mark: the `> ` of a mail that quotes it, or its number.
  private let isQuoted: Bool

  private var expectation = Expectation.document
  private var containers: [JSONContainer] = []
  private var key: [UInt8] = []
  private var hasKey = false
  private var unescaped: [UInt8] = []
  /// Whether the end of a string is looked for that is too long to be kept.
  private var isSkipping = false

  /// What may come next between two tokens. The raw value ends the sentence "expected …".
  private enum Expectation: String {
    case document = "{ or ["
    case firstKey = "a key in double quotes or }"
    case key = "a key in double quotes"
    case colon = "a colon"
    case firstElement = "a value or ]"
    case value = "a value"
    case nextMember = "a comma or }"
    case nextElement = "a comma or ]"
  }

  /// A scanner for a document that starts in the given line.
  init(line: Int, isQuoted: Bool = false) {
    self.line = line
    self.isQuoted = isQuoted
  }

  /// Why the document is not one, if the file ends within it, before a text of which nothing could be read.
  func failureAtEnd(hasRest: Bool) -> JSONFailure {
    let expected =
      isSkipping || hasRest
      ? expectation == .value || expectation == .firstElement
        ? "the rest of a value" : "the rest of a string"
      : expectation.rawValue
    return JSONFailure(expected: expected, found: nil)
  }

  /// Reads on at an offset of a text.
  mutating func scan(
    _ text: Span<UInt8>, from start: Int, isLast: Bool, into handler: inout some JSONHandler
  ) -> Progress {
    var position = start
    if isSkipping, let progress = skipString(text, &position, &handler) { return progress }
    while position < text.count {
      let byte = text[position]
      if byte <= 0x20 {
        guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
          return .failed(at: position, JSONFailure(expected: expectation.rawValue, found: byte))
        }
        if byte == 0x0A {
          if isQuoted {
            let end = text.endOfLineMarks(from: position + 1)
            guard isLast || end < text.count else { return .unfinished(used: position) }
            position = end - 1
          }
          line &+= 1
        }
        position &+= 1
        continue
      }
      // A mail program puts what cannot be seen between two tokens.
      if byte >= 0x80 {
        guard isLast || position &+ 3 <= text.count else { return .unfinished(used: position) }
        if let length = text.lengthOfUnseen(at: position) {
          position &+= length
          continue
        }
      }
      do throws(JSONFailure) {
        guard let end = try readToken(text, position, isLast: isLast, &handler) else {
          return .unfinished(used: position)
        }
        position = end
        if containers.isEmpty { return .finished(end: position) }
      } catch {
        return .failed(at: position, error)
      }
    }
    return .unfinished(used: position)
  }

  /// Reads the token that starts at an offset. Returns where it ends; nil if it goes on after the text.
  @inline(__always)
  private mutating func readToken(
    _ text: Span<UInt8>, _ start: Int, isLast: Bool, _ handler: inout some JSONHandler
  ) throws(JSONFailure) -> Int? {
    let byte = text[start]
    switch expectation {
    case .firstKey, .key:
      if byte == UInt8(ascii: "\"") { return try readKey(text, start) }
      if byte == UInt8(ascii: "}"), expectation == .firstKey { return end(&handler, start) }
    case .colon:
      if byte == UInt8(ascii: ":") {
        expectation = .value
        return start &+ 1
      }
    case .nextMember:
      if byte == UInt8(ascii: ",") {
        expectation = .key
        return start &+ 1
      }
      if byte == UInt8(ascii: "}") { return end(&handler, start) }
    case .nextElement:
      if byte == UInt8(ascii: ",") {
        expectation = .value
        return start &+ 1
      }
      if byte == UInt8(ascii: "]") { return end(&handler, start) }
    case .document:
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        return try readValue(text, start, isLast: isLast, &handler)
      }
    case .firstElement where byte == UInt8(ascii: "]"):
      return end(&handler, start)
    case .firstElement, .value:
      return try readValue(text, start, isLast: isLast, &handler)
    }
    throw JSONFailure(expected: expectation.rawValue, found: byte)
  }

  private mutating func readKey(_ text: Span<UInt8>, _ start: Int) throws(JSONFailure) -> Int? {
    guard let string = try JSONString(text, behindQuote: start &+ 1) else {
      guard text.count - start - 1 > Self.longestText else { return nil }
      throw Self.longKey
    }
    guard string.range.count <= Self.longestText else { throw Self.longKey }
    key.removeAll(keepingCapacity: true)
    if string.hasEscapes {
      try string.unescape(text, into: &key)
    } else {
      text.extracting(string.range).withUnsafeBufferPointer { key.append(contentsOf: $0) }
    }
    hasKey = true
    expectation = .colon
    return string.range.upperBound &+ 1
  }

  private static var longKey: JSONFailure {
    JSONFailure(message: "a key of more than \(longestText) bytes")
  }

  private mutating func readValue(
    _ text: Span<UInt8>, _ start: Int, isLast: Bool, _ handler: inout some JSONHandler
  ) throws(JSONFailure) -> Int? {
    switch text[start] {
    case UInt8(ascii: "\""): return try readString(text, start, &handler)
    case UInt8(ascii: "{"): return try begin(.object, expecting: .firstKey, &handler, start)
    case UInt8(ascii: "["): return try begin(.array, expecting: .firstElement, &handler, start)
    case UInt8(ascii: "t"):
      return try readWord("true", .true, text, start, isLast: isLast, &handler)
    case UInt8(ascii: "f"):
      return try readWord("false", .false, text, start, isLast: isLast, &handler)
    case UInt8(ascii: "n"):
      return try readWord("null", .null, text, start, isLast: isLast, &handler)
    default: return try readNumber(text, start, isLast: isLast, &handler)
    }
  }

  private mutating func readString(
    _ text: Span<UInt8>, _ start: Int, _ handler: inout some JSONHandler
  ) throws(JSONFailure) -> Int? {
    guard let string = try JSONString(text, behindQuote: start &+ 1) else {
      guard text.count - start - 1 > Self.longestText else { return nil }
      isSkipping = true
      var position = start &+ 1
      if let progress = skipString(text, &position, &handler) {
        if case .failed(_, let failure) = progress { throw failure }
        return text.count
      }
      return position
    }
    if string.range.count > Self.longestText {
      send(.tooLong, text.extracting(0..<0), &handler)
    } else if string.hasEscapes {
      unescaped.removeAll(keepingCapacity: true)
      try string.unescape(text, into: &unescaped)
      if hasKey {
        handler.scalar(.string, unescaped.span, key: key.span, line: line)
      } else {
        handler.scalar(.string, unescaped.span, key: nil, line: line)
      }
      expectNext()
    } else {
      send(.string, text.extracting(string.range), &handler)
    }
    return string.range.upperBound &+ 1
  }

  /// Looks for the end of a string that is not kept. Returns nil once it is found, with the offset after it.
  private mutating func skipString(
    _ text: Span<UInt8>, _ position: inout Int, _ handler: inout some JSONHandler
  ) -> Progress? {
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "\"") {
        isSkipping = false
        position += 1
        send(.tooLong, text.extracting(0..<0), &handler)
        return nil
      }
      if byte < 0x20 {
        return .failed(at: position, JSONFailure(expected: "the rest of a string", found: byte))
      }
      if byte == UInt8(ascii: "\\") {
        // Both bytes of it, or it is read again.
        guard position + 1 < text.count else { return .unfinished(used: position) }
        position += 1
      }
      position += 1
    }
    return .unfinished(used: position)
  }

  private mutating func readWord(
    _ word: StaticString, _ kind: JSONKind, _ text: Span<UInt8>, _ start: Int, isLast: Bool,
    _ handler: inout some JSONHandler
  ) throws(JSONFailure) -> Int? {
    for index in 0..<word.utf8CodeUnitCount {
      guard start + index < text.count else { return nil }
      guard text[start + index] == word.utf8Start[index] else {
        if text[start + index] >= 0x80 {
          return try readSeen(text, start, isLast: isLast, &handler)
        }
        throw JSONFailure(expected: Expectation.value.rawValue, found: text[start + index])
      }
    }
    let end = start + word.utf8CodeUnitCount
    send(kind, text.extracting(start..<end), &handler)
    return end
  }

  private mutating func readNumber(
    _ text: Span<UInt8>, _ start: Int, isLast: Bool, _ handler: inout some JSONHandler
  ) throws(JSONFailure) -> Int? {
    guard var form = JSONNumberForm(first: text[start]) else {
      throw JSONFailure(expected: expectation.rawValue, found: text[start])
    }
    var end = start + 1
    while end < text.count, let next = form.next(text[end]) {
      form = next
      end += 1
      guard end - start <= Self.longestText else {
        throw JSONFailure(message: "a number of more than \(Self.longestText) digits")
      }
    }
    if end == text.count && !isLast { return nil }
    if end < text.count, text[end] >= 0x80 {
      return try readSeen(text, start, isLast: isLast, &handler)
    }
    guard form.isComplete else {
      throw JSONFailure(expected: "a digit", found: end < text.count ? text[end] : nil)
    }
    send(.number, text.extracting(start..<end), &handler)
    return end
  }

  /// Reads a number or a word without the characters in it that cannot be seen, as a mail program puts them.
  private mutating func readSeen(
    _ text: Span<UInt8>, _ start: Int, isLast: Bool, _ handler: inout some JSONHandler
  ) throws(JSONFailure) -> Int? {
    var seen: [UInt8] = []
    var index = start
    while index < text.count, text[index] > 0x20, !text[index].isOne(of: ",:]}[{\"") {
      if text[index] < 0x80 {
        seen.append(text[index])
        index += 1
      } else {
        guard isLast || index + 3 <= text.count else { return nil }
        guard let length = text.lengthOfUnseen(at: index) else {
          throw JSONFailure(expected: Expectation.value.rawValue, found: text[index])
        }
        index += length
      }
    }
    if index == text.count, !isLast { return nil }
    let end = try readValue(seen.span, 0, isLast: true, &handler)
    guard end == seen.count else {
      throw JSONFailure(expected: expectation.rawValue, found: end.map { seen[$0] })
    }
    return index
  }

  @inline(__always)
  private mutating func send(
    _ kind: JSONKind, _ text: Span<UInt8>, _ handler: inout some JSONHandler
  ) {
    if hasKey {
      handler.scalar(kind, text, key: key.span, line: line)
    } else {
      handler.scalar(kind, text, key: nil, line: line)
    }
    expectNext()
  }

  private mutating func begin(
    _ container: JSONContainer, expecting next: Expectation, _ handler: inout some JSONHandler,
    _ start: Int
  ) throws(JSONFailure) -> Int {
    guard containers.count < Self.deepest else {
      throw JSONFailure(message: "more than \(Self.deepest) nested objects and arrays")
    }
    containers.append(container)
    if hasKey {
      handler.begin(container, key: key.span, line: line)
    } else {
      handler.begin(container, key: nil, line: line)
    }
    hasKey = false
    expectation = next
    return start &+ 1
  }

  private mutating func end(_ handler: inout some JSONHandler, _ start: Int) -> Int {
    handler.end(containers.removeLast(), line: line)
    expectNext()
    return start &+ 1
  }

  @inline(__always)
  private mutating func expectNext() {
    hasKey = false
    expectation = containers.last == .object ? .nextMember : .nextElement
  }
}

extension Span<UInt8> {
  /// Where the text of a line of a document starts: after the `>` of a mail that quotes it, and after the
  /// number that `cat -n` or an editor puts before each line.
  func endOfLineMarks(from start: Int) -> Int {
    let digits = endOfBlanks(from: start) { $0.isQuoting }
    var index = digits
    while index < count, self[index].isASCIIDigit, index - digits < 8 { index += 1 }
    guard index > digits, index < count else { return index }
    if self[index] == 0x09 { return index + 1 }
    index = endOfBlanks(from: index) { _ in false }
    guard index < count else { return index }
    return self[index].isOne(of: "|:") ? index + 1 : digits
  }

  /// After the blanks at an offset, those beyond ASCII too, and other bytes that meet a condition.
  private func endOfBlanks(from start: Int, or condition: (UInt8) -> Bool) -> Int {
    var index = start
    while index < count {
      if self[index] == 0x20 || condition(self[index]) {
        index += 1
      } else if self[index] >= 0x80, let length = lengthOfUnseen(at: index) {
        index += length
      } else {
        break
      }
    }
    return index
  }
}

extension UInt8 {
  /// Whether a mail puts the byte before each line that it quotes.
  var isQuoting: Bool { self == UInt8(ascii: ">") || self == UInt8(ascii: "|") }
}
