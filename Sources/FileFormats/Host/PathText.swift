import NmemModel

/// What a path looks like in free text.
enum PathText {
  /// The path in a range of text that must be one, because a UUID follows: whatever ends with
  /// `.vmdk`, without quotes; nil if it does not.
  static func expected(_ text: Span<UInt8>, _ range: Range<Int>) -> ByteString? {
    let range = text.unquoted(text.trimmed(range))
    guard range.count >= 5, text.hasText(".vmdk", at: range.upperBound - 5) else { return nil }
    let path = start(text, range)..<range.upperBound
    // Two or more names, as of `ls` in columns, from which none can be told.
    for index in path.dropLast(5)
    where text.hasText(".vmdk", at: index)
      && (text[index + 5].isBlank || text[index + 5].isOne(of: ",;|:\"'"))
    { return nil }
    return ByteString(text.bytes(path))
  }

  /// Where the path starts that a text ends with: at the beginning, unless another column of a table
  /// or a time stands before what can only be the root of a path.
  private static func start(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    range.dropFirst().last { index in
      let isSeparated = text[index - 1].isOne(of: ",;\"")
      guard text[index - 1].isBlank || isSeparated else { return false }
      if text.hasText("/vmfs/volumes/", at: index) || text.hasText("ds:///", at: index) {
        return true
      }
      let isColumn =
        isSeparated || text[index - 1] == UInt8(ascii: "\t")
        || index - 2 > range.lowerBound && text[index - 2].isBlank
      return isColumn && text[index] == UInt8(ascii: "[")
    } ?? range.lowerBound
  }

  /// Whether another word may stand before a path on a datastore, `x [DS] a/b.vmdk`: as names may have
  /// blanks and brackets in them, that cannot be told from a path. `\x20` is a blank of `--raw`.
  static func hasWordBeforeDatastore(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let first = range.first, !text[first].isOne(of: "/["), start(text, range) == first,
      let start = text.firstRange(of: " [", in: range)
    else { return false }
    let rest = start.upperBound..<range.upperBound
    return text.firstRange(of: "] ", in: rest) != nil
      || text.firstRange(of: "]\\x20", in: rest) != nil
  }

  /// The path that a range of text is; nil if the text is more than a path: a prompt with a command,
  /// a line of `ls -l`, several names, a message about a file.
  static func alone(_ text: Span<UInt8>, _ range: Range<Int>) -> ByteString? {
    let range = text.unquoted(text.trimmed(range))
    guard let path = expected(text, range), ShellPrompt(inBrackets: text, range) == nil else {
      return nil
    }
    let first = text[range.lowerBound]
    // A line of `ls -l`.
    if text.hasText("-rw", at: range.lowerBound) { return nil }
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
