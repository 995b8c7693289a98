import NmemModel

/// Reads one JSON document (RFC 8259), an object or an array, from a stream of chunks, however they
/// fall, and hands its parts over at once.
///
/// Memory use does not grow with the document: it is one string of ``longestText`` bytes at most, and
/// ``deepest`` levels.
struct JSONScanner {
  /// How many objects and arrays may be within each other.
  static let deepest = 512

  /// The longest string or number that is kept, in bytes. ESXi's own limit for a path is 4096.
  static let longestText = 64 << 10

  /// How a chunk left the document. Offsets are into the chunk.
  enum Progress: Equatable {
    /// The document goes on behind the chunk.
    case unfinished
    /// The document ended just before an offset.
    case finished(end: Int)
    /// The byte at an offset cannot be there.
    case failed(at: Int, JSONFailure)
  }

  /// The line that the next byte is in.
  private(set) var line: Int

  private var expectation = Expectation.document
  private var token = Token.none
  private var containers: [JSONContainer] = []
  private var string = JSONStringText()
  private var number: [UInt8] = []

  /// The key of the member whose value is read next; nil in an array.
  private var key: ByteString?

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

  /// The token that has begun and not ended.
  private enum Token {
    case none
    case key
    case string
    case number(JSONNumberForm)
    case literal(rest: ArraySlice<UInt8>, JSONScalar)
  }

  /// A scanner for a document that starts in the given line.
  init(line: Int) {
    self.line = line
  }

  /// Why the document is none, if the file ends here.
  var failureAtEnd: JSONFailure {
    let expected =
      switch token {
      case .none: expectation.rawValue
      case .key, .string: "the rest of a string"
      case .number, .literal: "the rest of a value"
      }
    return JSONFailure(expected: expected, found: nil)
  }

  /// Reads the next chunk, or the rest of one behind an offset. Not to be called again once the
  /// document has finished or failed.
  mutating func scan(
    _ chunk: Span<UInt8>, from start: Int = 0, into handler: inout some JSONHandler
  ) -> Progress {
    for offset in start..<max(start, chunk.count) {
      do throws(JSONFailure) {
        if try read(chunk[offset], into: &handler) { return .finished(end: offset + 1) }
      } catch {
        return .failed(at: offset, error)
      }
      if chunk[offset] == 0x0A { line += 1 }
    }
    return .unfinished
  }

  /// Reads the next byte. Returns whether it ends the document.
  private mutating func read(
    _ byte: UInt8, into handler: inout some JSONHandler
  ) throws(JSONFailure) -> Bool {
    switch token {
    case .none:
      return try readBetweenTokens(byte, into: &handler)
    case .key:
      guard try string.read(byte) else { return false }
      key = ByteString(string.bytes)
      token = .none
      expectation = .colon
      return false
    case .string:
      guard try string.read(byte) else { return false }
      endScalar(string.isTooLong ? .tooLong : .string(ByteString(string.bytes)), into: &handler)
      return false
    case .number(let form):
      if let next = form.next(byte) {
        token = .number(next)
        // One byte more than what is kept tells that the number is too long.
        if number.count <= Self.longestText { number.append(byte) }
        return false
      }
      guard form.isComplete else { throw JSONFailure(expected: "a digit", found: byte) }
      let isTooLong = number.count > Self.longestText
      endScalar(isTooLong ? .tooLong : .number(ByteString(number)), into: &handler)
      return try readBetweenTokens(byte, into: &handler)
    case .literal(let rest, let value):
      guard byte == rest.first else {
        throw JSONFailure(expected: Expectation.value.rawValue, found: byte)
      }
      token = .literal(rest: rest.dropFirst(), value)
      if rest.count == 1 { endScalar(value, into: &handler) }
      return false
    }
  }

  private mutating func readBetweenTokens(
    _ byte: UInt8, into handler: inout some JSONHandler
  ) throws(JSONFailure) -> Bool {
    if byte.isBlank || byte == 0x0A { return false }
    switch (expectation, byte) {
    case (.firstKey, UInt8(ascii: "}")), (.nextMember, UInt8(ascii: "}")),
      (.firstElement, UInt8(ascii: "]")), (.nextElement, UInt8(ascii: "]")):
      return endContainer(into: &handler)
    case (.firstKey, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")):
      token = .key
      string.removeAll()
    case (.colon, UInt8(ascii: ":")): expectation = .value
    case (.nextMember, UInt8(ascii: ",")): expectation = .key
    case (.nextElement, UInt8(ascii: ",")): expectation = .value
    case (.document, UInt8(ascii: "{")), (.document, UInt8(ascii: "[")):
      try beginValue(byte, into: &handler)
    case (.firstElement, _), (.value, _): try beginValue(byte, into: &handler)
    default: throw JSONFailure(expected: expectation.rawValue, found: byte)
    }
    return false
  }

  private mutating func beginValue(
    _ byte: UInt8, into handler: inout some JSONHandler
  ) throws(JSONFailure) {
    switch byte {
    case UInt8(ascii: "{"): try begin(.object, expecting: .firstKey, into: &handler)
    case UInt8(ascii: "["): try begin(.array, expecting: .firstElement, into: &handler)
    case UInt8(ascii: "\""):
      token = .string
      string.removeAll()
    case UInt8(ascii: "t"): token = .literal(rest: Array("rue".utf8)[...], .bool(true))
    case UInt8(ascii: "f"): token = .literal(rest: Array("alse".utf8)[...], .bool(false))
    case UInt8(ascii: "n"): token = .literal(rest: Array("ull".utf8)[...], .null)
    default:
      guard let form = JSONNumberForm(first: byte) else {
        throw JSONFailure(expected: expectation.rawValue, found: byte)
      }
      token = .number(form)
      number = [byte]
    }
  }

  private mutating func begin(
    _ container: JSONContainer, expecting next: Expectation, into handler: inout some JSONHandler
  ) throws(JSONFailure) {
    guard containers.count < Self.deepest else {
      throw JSONFailure(message: "more than \(Self.deepest) objects and arrays in each other")
    }
    containers.append(container)
    handler.begin(container, key: key, line: line)
    key = nil
    expectation = next
  }

  private mutating func endContainer(into handler: inout some JSONHandler) -> Bool {
    guard let container = containers.popLast() else { return true }
    handler.end(container, line: line)
    expectNext()
    return containers.isEmpty
  }

  private mutating func endScalar(_ value: JSONScalar, into handler: inout some JSONHandler) {
    token = .none
    handler.scalar(value, key: key, line: line)
    key = nil
    expectNext()
  }

  private mutating func expectNext() {
    expectation = containers.last == .object ? .nextMember : .nextElement
  }
}
