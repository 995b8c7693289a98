import NmemModel
import Testing

@testable import FileFormats

/// Writes down what it is handed, one word for each part.
struct JSONRecorder: JSONHandler, Equatable {
  var parts: [String] = []

  mutating func begin(_ container: JSONContainer, key: Span<UInt8>?, line: Int) {
    parts.append("\(line): \(name(key))\(container == .object ? "{" : "[")")
  }

  mutating func scalar(_ kind: JSONKind, _ text: Span<UInt8>, key: Span<UInt8>?, line: Int) {
    let text = ByteString(text.bytes(text.range)).lossyText
    let value =
      switch kind {
      case .string: "'\(text)'"
      case .number: text
      case .true: "true"
      case .false: "false"
      case .null: "null"
      case .tooLong: "too long"
      }
    parts.append("\(line): \(name(key))\(value)")
  }

  mutating func end(_ container: JSONContainer, line: Int) {
    parts.append("\(line): \(container == .object ? "}" : "]")")
  }

  private func name(_ key: Span<UInt8>?) -> String {
    guard let key else { return "" }
    return "\(ByteString(key.bytes(key.range)).lossyText)="
  }
}

/// Reads a text that is handed over up to each of some offsets, and then whole. Returns where the document
/// ended, or why it did not.
private func scan(
  _ text: String, cutAt cuts: [Int] = []
) -> (parts: [String], end: Int?, failure: String?) {
  var scanner = JSONScanner(line: 1)
  var recorder = JSONRecorder()
  var (start, end): (Int, Int?) = (0, nil)
  var failure: String?
  feed(Array(text.utf8), cutAt: cuts) { piece, isLast in
    switch scanner.scan(piece, from: 0, isLast: isLast, into: &recorder) {
    case .unfinished(let used):
      start += used
      let hasRest = used < piece.count
      if isLast { failure = "\(scanner.line): \(scanner.failureAtEnd(hasRest: hasRest).message)" }
      return used
    case .finished(let offset): end = start + offset
    case .failed(_, let cause): failure = "\(scanner.line): \(cause.message)"
    }
    return nil
  }
  return (recorder.parts, end, failure)
}

@Suite struct JSONScannerTests {
  @Test(
    arguments: [
      ("{}", "{ }"), ("[]", "[ ]"), (" [ ] ", "[ ]"), ("[[],{}]", "[ [ ] { } ]"),
      ("[true,false,null]", "[ true false null ]"),
      ("[0,-0,1,-12,0.5,1.25e3,1E+2,1e-2,10]", "[ 0 -0 1 -12 0.5 1.25e3 1E+2 1e-2 10 ]"),
      (#"{"a":1,"B":"x","c":{"d":[2]}}"#, "{ a=1 B='x' c={ d=[ 2 ] } }"),
      (#"{"":""}"#, "{ ='' }"), (#"{"a":1,"a":2}"#, "{ a=1 a=2 }"),
      (#"["\"\\\/\b\f\n\r\t"]"#, "[ '\"\\/\u{8}\u{C}\n\r\t' ]"),
      (#"["\u0041\u00e9\u20AC\uD83D\uDE00\u0000"]"#, "[ 'Aé€😀\0' ]"),
      // Half a pair, in every place that it may be in.
      (
        #"["\uD83D","\uDE00","\uD83Dx","\uD83D\n","\uD83D\u0041","\uD83D\uD83D\uDE00"]"#,
        "[ '\u{FFFD}' '\u{FFFD}' '\u{FFFD}x' '\u{FFFD}\n' '\u{FFFD}A' '\u{FFFD}😀' ]"
      ),
      (#"{"\u0061\ud83d":1}"#, "{ a\u{FFFD}=1 }"), ("[\"é\u{7F}\"]", "[ 'é\u{7F}' ]"),
      ("[1 , 2\t,\r\n3 ]", "[ 1 2 3 ]"),
    ] as [(String, String)])
  func whatIsJSONIsHandedOver(text: String, parts: String) {
    let found = scan(text)
    #expect(found.failure == nil)
    #expect(found.parts.map { $0.drop { $0 != ":" }.dropFirst(2) }.joined(separator: " ") == parts)
  }

  @Test(
    arguments: [
      ("", "{ or [, found the end of the file"), ("1", "{ or [, found '1'"),
      ("[", "a value or ], found the end of the file"), ("[,", "a value or ], found ','"),
      ("[1", "a comma or ], found the end of the file"), ("[1,]", "a value, found ']'"),
      ("[1 2", "a comma or ], found '2'"), ("[}", "a value or ], found '}'"),
      ("{]", "a key in double quotes or }, found ']'"),
      ("{1", "a key in double quotes or }, found '1'"),
      (#"{"a" 1"#, "a colon, found '1'"), (#"{"a":}"#, "a value, found '}'"),
      (#"{"a":1,}"#, "a key in double quotes, found '}'"), (#"{"a":1]"#, "a comma or }, found ']'"),
      ("{'a'", "a key in double quotes or }, found '''"), ("[tru]", "a value, found ']'"),
      ("[nul", "the rest of a value, found the end of the file"),
      ("[truex", "a comma or ], found 'x'"),
      ("[01", "a comma or ], found '1'"), ("[-]", "a digit, found ']'"),
      ("[1.]", "a digit, found ']'"),
      ("[.5", "a value or ], found '.'"), ("[1e]", "a digit, found ']'"),
      ("[1e+]", "a digit, found ']'"),
      ("[+1", "a value or ], found '+'"), ("[0x1", "a comma or ], found 'x'"),
      ("[NaN", "a value or ], found 'N'"),
      (#"["a"#, "the rest of a value, found the end of the file"),
      ("[\"a\n\"]", "the rest of a string, found the end of the line"),
      ("[\"\t", "the rest of a string, found the byte 0x09"),
      (#"["\x""#, "one of \"\\/bfnrtu after a backslash, found 'x'"),
      (#"["\u12g""#, "four hexadecimal digits after \\u, found 'g'"),
      ("[é", "a value or ], found the byte 0xc3"),
      ("[\0", "a value or ], found the byte 0x00"),
    ] as [(String, String)])
  func whatIsNoJSONIsSaid(text: String, expected: String) {
    #expect(scan(text).failure == "1: expected \(expected)")
  }

  @Test func theDocumentEndsWithItsLastBracket() {
    #expect(scan("[1] x").end == 3)
    #expect(scan("  {}{}").end == 4)
  }

  @Test func partsAndFailuresHaveTheirLine() {
    #expect(
      scan("\n{\"a\":\n1\n,\"b\":[\r\n\"x\",\n}").parts == [
        "2: {", "3: a=1", "4: b=[", "5: 'x'",
      ])
    #expect(scan("\n{\"a\":\n1\n,\"b\":[\r\n\"x\",\n}").failure == "6: expected a value, found '}'")
  }

  @Test func bytesThatAreNoUTF8AreKept() {
    struct Keeper: JSONHandler {
      var text: JSONScalar?
      mutating func begin(_: JSONContainer, key _: Span<UInt8>?, line _: Int) {}
      mutating func scalar(_ kind: JSONKind, _ value: Span<UInt8>, key _: Span<UInt8>?, line _: Int)
      {
        text = JSONScalar(kind, value)
      }
      mutating func end(_: JSONContainer, line _: Int) {}
    }
    var keeper = Keeper()
    var scanner = JSONScanner(line: 1)
    let bytes: [UInt8] = [0x5B, 0x22, 0xE9, 0xFF, 0x80, 0x22, 0x5D]
    #expect(scanner.scan(bytes.span, from: 0, isLast: true, into: &keeper) == .finished(end: 7))
    #expect(keeper.text == .string(ByteString([0xE9, 0xFF, 0x80])))
  }

  @Test func depthAndLengthHaveTheirLimits() {
    let deep = String(repeating: "[", count: 512)
    #expect(scan(deep + String(repeating: "]", count: 512)).failure == nil)
    #expect(scan(deep + "[").failure == "1: more than 512 nested objects and arrays")
  }

  /// Wherever a read ends.
  @Test(arguments: [[], [65537], [65538], [65539], [70_000]]) func longTextsAreNotKept(cuts: [Int])
  {
    let longest = String(repeating: "1", count: JSONScanner.longestText)
    func parts(_ text: String) -> [String] {
      scan(text, cutAt: cuts).parts.map { "\($0.prefix(16))" }
    }
    #expect(parts("[\"\(longest)\",\"x\"]") == ["1: [", "1: '111111111111", "1: 'x'", "1: ]"])
    #expect(parts("[\"\(longest)1\",\"x\"]") == ["1: [", "1: too long", "1: 'x'", "1: ]"])
    #expect(parts("[\(longest),\"x\"]") == ["1: [", "1: 1111111111111", "1: 'x'", "1: ]"])
    let number = scan("[\(longest)1,\"x\"]", cutAt: cuts)
    #expect(number.failure == "1: a number of more than 65536 digits")
    let key = scan("{\"\(longest)1\":1}", cutAt: cuts)
    #expect(key.failure == "1: a key of more than 65536 bytes")
  }

  @Test(arguments: [
    #"{"a\n\ud83d\ude00é":[-1.5e+3,true,null,{"b":"\ud83d"}],"c":"#, "[1, 2,\n[{}]\n] x",
    "[\n\"\\u00",
  ])
  func chunksMayFallAnywhere(text: String) {
    let whole = scan(text)
    for offset in 1..<text.utf8.count {
      #expect(scan(text, cutAt: [offset]) == whole, "at \(offset)")
    }
    #expect(scan(text, cutAt: Array(1..<text.utf8.count)) == whole)
  }
}
