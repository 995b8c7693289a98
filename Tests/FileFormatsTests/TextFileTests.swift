import NmemModel
import Testing

@testable import FileFormats

/// Writes down what it is handed, one word for each.
struct TextRecorder: TextReader {
  var json = JSONRecorder()
  var parts: [String] {
    get { json.parts }
    set { json.parts = newValue }
  }

  mutating func read(_ line: Line, of text: Span<UInt8>) {
    parts.append("\(line.number): line \(ByteString(text.bytes(line.range)).lossyText)")
  }
  mutating func skipTooLongLine(number: Int) { parts.append("\(number): too long") }
  mutating func beginDocument(line: Int) { parts.append("\(line): begin") }
  mutating func endDocument(line: Int, failure: String?) {
    parts.append("\(line): end\(failure.map { " \($0)" } ?? "")")
  }
  mutating func skipClosingBrackets() { parts.append("closing") }
  mutating func begin(_ container: JSONContainer, key: Span<UInt8>?, line: Int) {
    json.begin(container, key: key, line: line)
  }
  mutating func scalar(_ kind: JSONKind, _ text: Span<UInt8>, key: Span<UInt8>?, line: Int) {
    json.scalar(kind, text, key: key, line: line)
  }
  mutating func end(_ container: JSONContainer, line: Int) { json.end(container, line: line) }
}

/// What a text is split into that is handed over up to each of some offsets, and then whole.
private func split(_ text: String, cutAt cuts: [Int] = []) -> [String] {
  var file = TextFile()
  var recorder = TextRecorder()
  feed(Array(text.utf8), cutAt: cuts) { file.read($0, isLast: $1, into: &recorder) }
  return recorder.parts
}

/// The same, this many bytes at a time.
private func split(_ text: String, chunk: Int) -> [String] {
  split(text, cutAt: Array(stride(from: chunk, to: text.utf8.count, by: chunk)))
}

@Suite struct TextFileTests {
  /// What looks like the start of JSON and is none, or has text after it.
  private static let lines = [
    "[root@esxi:~] vmkfstools -J getuuid a.vmdk", "[DS] vm/a.vmdk", "[1] 1234", "[\"x\"] foo",
    "{\"a\": 1} b", "{}x", "[}", "{[", "[[ -f x ]]", "[\"", "[\"a\" \"b\"]", "{",
    "  [", "{a}", "[1, 2]", "[\u{1B}[0m", "{\"a\": \"\\x\"}", "",
  ]

  @Test(arguments: lines)
  func aLineThatIsNoDocumentIsText(line: String) {
    #expect(split("\(line)\r\nb\n") == ["1: line \(line)", "2: line b"])
    if line != "[\"" && line != "" { #expect(split(line) == ["1: line \(line)"]) }
  }

  /// A piece of a larger document.
  @Test(arguments: [",", "}", "]", "}]},", " ;"]) func whatEndsTheDocumentAroundIsPassedOver(
    rest: String
  ) {
    let parts = ["1: begin", "1: {", "1: a=1", "1: }", "1: end", "closing"]
    #expect(split("{\"a\":1}\(rest)") == parts)
    #expect(split("{\"a\":1}\(rest)\r\nb\n") == parts + ["2: line b"])
  }

  @Test func documentsStandBetweenLines() {
    #expect(
      split("a\n[\n  {\"b\": 1}\n]\nc\n\n{}\n[]  \r\n") == [
        "1: line a", "2: begin", "2: [", "3: {", "3: b=1", "3: }", "4: ]", "4: end", "5: line c",
        "6: line ", "7: begin", "7: {", "7: }", "7: end", "8: begin", "8: [", "8: ]", "8: end",
      ])
  }

  @Test(arguments: [
    "", " \t", "\u{1B}[?2004l\r", "\u{1B}]0;root@vm: ~\u{7}", "\u{1B}[0m \u{1B}[1m",
  ])
  func blanksAndATerminalsSequencesMayStandBefore(start: String) {
    #expect(split("\(start)[]") == ["1: begin", "1: [", "1: ]", "1: end"])
  }

  @Test func whatFollowsOnTheLastLineIsText() {
    #expect(
      split("{\n} b\nc") == [
        "1: begin", "1: {", "2: }", "2: end", "2: line  b", "3: line c",
      ])
    #expect(
      split("[\n][{}]\n") == [
        "1: begin", "1: [", "2: ]", "2: end", "2: begin", "2: [", "2: {", "2: }", "2: ]", "2: end",
      ])
  }

  @Test func aDocumentThatFailsLaterIsSaid() {
    #expect(
      split("{\"a\": 1,\n\n[root@esxi:~] ls\nb\n") == [
        "1: begin", "1: {", "1: a=1",
        "3: end expected a key in double quotes, found '['", "3: line [root@esxi:~] ls",
        "4: line b",
      ])
    #expect(split("{\n[root@esxi:~] ls\n") == ["1: line {", "2: line [root@esxi:~] ls"])
    #expect(
      split("[\"a\",\n  \"b\"\n") == [
        "1: begin", "1: [", "1: 'a'", "2: 'b'",
        "3: end expected a comma or ], found the end of the file",
      ])
    #expect(
      split("[\"a\",\n  \"b") == [
        "1: begin", "1: [", "1: 'a'",
        "2: end expected the rest of a value, found the end of the file",
        "2: line \"b",
      ])
    #expect(
      split("[\"a\",\n\"b\nc") == [
        "1: begin", "1: [", "1: 'a'",
        "2: end expected the rest of a string, found the end of the line", "2: line \"b",
        "3: line c",
      ])
  }

  @Test func aDocumentInOneLineHasNoLimit() {
    let many = Array(repeating: "\"x\"", count: 100_000).joined(separator: ",")
    let parts = split("[\(many)]\na\n")
    #expect(parts.count == 100_005)
    #expect(parts.suffix(3) == ["1: ]", "1: end", "2: line a"])
  }

  /// Whether a read ends in it or after it.
  @Test(arguments: [" x]", "] b", "]]", "", ",", "\"", "] {}"])
  func howALongLineEndsIsNoMatterOfReads(end: String) {
    let text = "[\(Array(repeating: "\"x\"", count: 20_000).joined(separator: ","))\(end)\n[]\na\n"
    let whole = split(text)
    for cut in [4096, 65535, 65536, 65537, text.utf8.count - 9, text.utf8.count - 5] {
      let isSame = split(text, cutAt: [cut]) == whole
      #expect(isSame, "cut at \(cut)")
    }
  }

  @Test func linesHaveTheirLimit() {
    let longest = String(repeating: "x", count: Line.longest)
    let parts = split("\(longest)\n\(longest)x\n\(longest)xx")
    let isLimited = parts == ["1: line \(longest)", "2: too long", "3: too long"]
    #expect(isLimited)
    // The longest line that may be text in spite of its start.
    let start = "[\"\(longest.dropFirst(6))\"] "
    let isLine = split("\(start)x") == ["1: line \(start)x"]
    #expect(isLine)
  }

  @Test func blanksAreLookedThroughToALimit() {
    let blanks = String(repeating: " ", count: 4000)
    #expect(split("[\(blanks)\n{}]").first == "1: begin")
    let more = String(repeating: "\n", count: 5000)
    #expect(split("[\(more){}]").prefix(2) == ["1: line [", "2: line "])
    #expect(split("[\(more){}]").suffix(4) == ["5001: {", "5001: }", "5001: end", "closing"])
  }

  @Test func chunksMayFallAnywhere() {
    var text = Self.lines.joined(separator: "\n") + "\n"
    text += "[\n \n {\"a\": [1, \"é\\n\"]}\n] \n[\n\n 1]\n{}\n{\"a\":\n x\n y\n[] x\n{\"b\":\n"
    text += "\u{1B}[?2004l\r[\r\n]\r\n  \n[ ] \n]\n[{}]{}\n[\n]\n["
    // Behind what decides which encoding a file has, or nothing is read before the end.
    let start = String(repeating: "-\n", count: TextFile.probeLength / 2)
    let whole = split(start + text)
    #expect(split(text).count == whole.count - TextFile.probeLength / 2)
    for offset in 0..<text.utf8.count {
      #expect(split(start + text, cutAt: [start.utf8.count + offset]) == whole, "at \(offset)")
    }
    for size in [1, 2, 3, 5, 7, 11, 4096] {
      #expect(split(start + text, chunk: size) == whole, "\(size)")
    }
  }

  @Test func chunksMayFallAnywhereInLongLines() {
    let long = String(repeating: " ", count: 4090)
    let longer = String(repeating: "\"x\",", count: 17000)
    var text = ""
    for piece in [
      "[\(long)1", "\(long)[]", "\(long)[   []", "\(longer)", "[\(longer)1]", "[\(longer)]",
      "[\(longer)\n,",
    ] {
      text += piece + "\n"
    }
    let whole = split(text)
    for size in [1000, 4095, 4096, 4097, 65535, 65536, 65537] {
      let isSame = split(text, chunk: size) == whole
      #expect(isSame, "\(size) bytes at a time")
    }
  }
}
