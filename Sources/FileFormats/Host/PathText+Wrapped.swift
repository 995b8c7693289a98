import NmemModel

// Paths that a terminal or a mail has wrapped.

extension PathText {
  /// Whether a line without the end of a path ends within one: it begins with a root, perhaps after a label, or
  /// it is a command that asks for one. What a terminal or a mail has wrapped goes on in the next line.
  static func endsOpen(_ line: Line, _ text: Span<UInt8>) -> Bool {
    guard let last = line.range.last, text[last] != UInt8(ascii: ":") else { return false }
    if line.marks.contains(.bracket), ShellPrompt(inBrackets: text, line.range) != nil {
      return asksForNameWithoutEnd(line, text)
    }
    let rest = (line.pathEnd ?? line.range.lowerBound)..<line.range.upperBound
    guard var root = firstRoot(text, rest, line.marks) else {
      return line.pathCount == 0
        && (asksForNameWithoutEnd(line, text) || isDatastoreAlone(text, line.range)
          // What fills a window was wrapped.
          || line.range.count >= 70 && text.hasText("./", at: line.range.lowerBound))
    }
    // In a row with several paths the last one is cut.
    while let next = firstRoot(text, root + 1..<line.range.upperBound, line.marks),
      text[next - 1].isOne(of: ",;|\t")
    {
      root = next
    }
    let before = text.trimming(line.range.lowerBound..<root) { $0.isBlank || $0.isQuote }
    if before.isEmpty {
      if line.marks.contains(.hash), ShellPrompt(beforeHash: text, line.range) != nil {
        return asksForNameWithoutEnd(line, text)
      }
      return UUIDText.all(in: text, endOfRoot(text, root..<line.range.upperBound))
        .allSatisfy { isInPath(text, $0.range) }
    }
    // An open quote, or the end of another line that was joined to it.
    if text[root - 1].isQuote || !text[root - 1].isBlank && !text[root - 1].isOne(of: ":=") {
      return true
    }
    if text[before.upperBound - 1].isOne(of: ":=") { return before.count <= 64 }
    // A column of a table, and what `head` prints above a file.
    let isColumn =
      (before.upperBound..<root).contains { text[$0] == 0x09 } || root > before.upperBound + 1
    if isColumn || text[before.upperBound - 1].isOne(of: ",;|")
      || text.hasText("==>", at: before.lowerBound)
    {
      return true
    }
    // A command that wants a file.
    if text.hasText(".vmx", at: line.range.upperBound - 4) { return false }
    let verbs: [StaticString] = [
      "getuuid", "ddb.uuid", "disk.info", "head ", "cat ", "tail ", "echo ",
    ]
    return verbs.contains { text.firstRange(of: $0, in: line.range.lowerBound..<root) != nil }
  }

  /// Whether a line is a datastore and nothing else, `[DS]`, perhaps after a label, whose blank a terminal has made the
  /// end of the line.
  private static func isDatastoreAlone(_ text: Span<UInt8>, _ all: Range<Int>) -> Bool {
    guard let last = all.last, text[last] == UInt8(ascii: "]"),
      let first = text.lastIndex(of: UInt8(ascii: "["), in: all), last > first + 1
    else { return false }
    let before = text.trimmed(all.lowerBound..<first)
    return (before.isEmpty || text[before.upperBound - 1].isOne(of: ":="))
      && (first + 1..<last).allSatisfy { !text[$0].isOne(of: "@]\"'=,") }
  }

  /// Whether a line goes on with a path that does not end in it, either.
  static func mayGoOn(_ line: Line, _ text: Span<UInt8>) -> Bool {
    UUIDText.all(in: text, line.range).allSatisfy { isInPath(text, $0.range) }
      && line.marks.isDisjoint(with: [.prompt, .hash, .equals])
  }

  /// Whether a line asks for the UUID of what is no whole name: `vmkfstools -J getuuid my-`.
  private static func asksForNameWithoutEnd(_ line: Line, _ text: Span<UInt8>) -> Bool {
    guard line.pathCount == 0 else { return false }
    var questions: [StaticString] = ["vmkfstools ", "grep ddb.uuid "]
    // Any file may be printed; what fills a window was wrapped.
    if line.range.count >= 70 { questions += [" # cat ", " # head ", " # tail "] }
    return questions.contains { question in
      guard let tool = text.firstRange(of: question, in: line.range) else { return false }
      let rest = text.trimmed(tool.upperBound..<line.range.upperBound)
      return !rest.isEmpty && !rest.contains { text[$0].isOne(of: "$*?{`;|&") }
    }
  }
}
