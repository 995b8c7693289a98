import NmemModel

/// What a path looks like in free text.
enum PathText {
  /// The path in a range of text that must be one, because a UUID follows: whatever ends with
  /// `.vmdk`, without quotes; nil if it does not.
  static func expected(_ text: Span<UInt8>, _ range: Range<Int>) -> ByteString? {
    let range = text.unquoted(text.trimmed(range))
    guard range.count >= 5, text.hasText(".vmdk", at: range.upperBound - 5) else { return nil }
    let path = start(text, range)..<range.upperBound
    // Two or more names, as of `ls` in columns or where two lists were joined, from which none can be told.
    guard !range.dropLast(5).contains(where: { endsName(text, at: $0, before: path.lowerBound) }),
      !isJoined(text, path),
      // A line of `ls -l`.
      !text.hasText("-rw", at: path.lowerBound)
    else { return nil }
    return ByteString(text.bytes(path))
  }

  /// Whether a name ends at an offset, and something else than a part of a path comes behind it; before the
  /// start of the path, anything is something else.
  private static func endsName(
    _ text: Span<UInt8>, at index: Int, before start: Int
  ) -> Bool {
    guard text.hasText(".vmdk", at: index) else { return false }
    let next = index + 5
    // The file and the line in which another VMDK was found: nmemid's own column SOURCE.
    if text[next] == UInt8(ascii: ":") && text[next + 1].isASCIIDigit { return false }
    return index < start || text[next].isBlank || text[next].isOne(of: ",;|:\"'")
      || text.hasText("6000c29", at: next) || text.hasText("60 00 c2 9", at: next)
  }

  /// Whether a path goes on with what can only be the beginning of another one: a list was cut off there,
  /// and another one appended.
  private static func isJoined(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
    guard text[path.lowerBound].isOne(of: "/[") else { return false }
    return text.firstRange(of: root, in: path.dropFirst()) != nil
  }

  /// Where all paths of ESXi's file systems start.
  static let root: StaticString = "/vmfs/volumes/"

  /// Where the path starts that a text ends with: at the beginning, unless another column of a table
  /// or a time stands before what can only be the root of a path.
  private static func start(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    range.dropFirst().last { index in
      let isSeparated = text[index - 1].isOne(of: ",;\"")
      let isPrefixed = text[index - 1].isOne(of: ":=+>(")
      guard text[index - 1].isBlank || isSeparated || isPrefixed else { return false }
      if text.hasText(root, at: index) || text.hasText("ds:///", at: index) {
        return true
      }
      guard !isPrefixed else { return false }
      let isColumn =
        isSeparated || text[index - 1] == UInt8(ascii: "\t")
        || index - 2 > range.lowerBound && text[index - 2].isBlank
      return isColumn && text[index] == UInt8(ascii: "[")
        && text.firstRange(of: "] ", in: index..<range.upperBound) != nil
    } ?? range.lowerBound
  }

  /// Whether there is more in a text that ends with a path than other columns of a table: a part of another
  /// path or UUID, or a word before a path on a datastore, `x [DS] a/b.vmdk`. As names may have blanks and
  /// brackets in them, that cannot be told from a path; `\x20` is a blank of `--raw`.
  static func hasMoreThanColumns(
    _ text: Span<UInt8>, _ range: Range<Int>, separator: UInt8
  ) -> Bool {
    guard let first = range.first else { return false }
    let start = start(text, range)
    let columns = first..<start
    if !columns.isEmpty {
      return text[first].isOne(of: "/[") || text.firstRange(of: "6000c29", in: columns) != nil
        || text.firstRange(of: "60 00 c2 9", in: columns) != nil
    }
    if text.firstRange(of: "\\x20", in: range) != nil { return true }
    guard !text[first].isOne(of: "/[") else { return false }
    if !separator.isBlank || separator == UInt8(ascii: "\t"),
      range.contains(where: { text[$0] == separator })
    {
      return true
    }
    guard let bracket = text.firstRange(of: " [", in: range) else { return false }
    return text.firstRange(of: "] ", in: bracket.upperBound..<range.upperBound) != nil
  }

  /// A range without nmemid's own column SOURCE, `vmdks.txt:7`, before the path.
  static func withoutSource(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard let end = text.firstIndex(in: range, where: \.isBlank) else { return range }
    let number = text.trimming(range.lowerBound..<end, while: \.isASCIIDigit)
    guard number.upperBound < end, let last = number.last, last > range.lowerBound,
      text[last] == UInt8(ascii: ":")
    else { return range }
    return text.trimmed(end..<range.upperBound)
  }

  /// The path that a range of text is; nil if the text is more than a path: a prompt with a command,
  /// a line of `ls -l`, several names, a message about a file.
  static func alone(_ text: Span<UInt8>, _ range: Range<Int>) -> ByteString? {
    var range = text.unquoted(text.trimmed(range))
    // An item of a list.
    if text.hasText("- /", at: range.lowerBound) || text.hasText("- [", at: range.lowerBound) {
      range = range.dropFirst(2)
    }
    guard let path = expected(text, range), ShellPrompt(inBrackets: text, range) == nil else {
      return nil
    }
    let first = text[range.lowerBound]
    // A word before what can only be the root of a path: "Deleting /vmfs/…".
    if !first.isOne(of: "/["), text.firstRange(of: " /", in: range) != nil { return nil }
    let isRooted = first.isOne(of: "/[.") || text.hasText("ds://", at: range.lowerBound)
    if !isRooted, hasShellWords(text, range) { return nil }
    return ShellPrompt(beforeHash: text, range) == nil ? path : nil
  }

  /// Whether a text has what a command line or a table has and a file name rarely.
  private static func hasShellWords(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var previous = UInt8(ascii: "x")
    for index in range {
      let byte = text[index]
      if byte.isOne(of: "\t$#>|;&<*?`\"%") { return true }
      if previous.isBlank && (byte.isBlank || byte == UInt8(ascii: "'")) { return true }
      previous = byte
    }
    return false
  }
}
