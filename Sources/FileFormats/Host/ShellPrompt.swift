import NmemModel

/// The prompt of ESXi's shell at the start of a line. Ranges are offsets into the line.
struct ShellPrompt {
  /// Where the folder that the shell is in is: an absolute path, or `~`.
  var folder: Range<Int>

  /// Where the command starts.
  var end: Int

  /// `[root@esxi:/vmfs/volumes/DS] ls`, of ESXi 6.0 and later.
  init?(inBrackets line: Span<UInt8>, _ range: Range<Int>) {
    guard let first = range.first, line[first] == UInt8(ascii: "["),
      let close = Self.closingBracket(line, range),
      let at = line.firstIndex(in: first..<close, where: { $0 == UInt8(ascii: "@") }),
      let colon = line.firstIndex(in: at..<close, where: { $0 == UInt8(ascii: ":") })
    else { return nil }
    folder = colon + 1..<close
    end = close + 1
  }

  /// Where the bracket is that closes the first one: a folder's name may have brackets, too, and they need not
  /// be pairs.
  private static func closingBracket(_ line: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var depth = 0
    var firstEnd: Int?
    for index in range.prefix(1024) {
      if line[index] == UInt8(ascii: "[") { depth += 1 }
      guard line[index] == UInt8(ascii: "]") else { continue }
      depth -= 1
      // `[root@esxi ~]# ` is a prompt of another shell.
      if depth == 0, index + 1 < range.upperBound, line[index + 1].isOne(of: "#$") { return nil }
      guard index + 1 == range.upperBound || line[index + 1].isBlank else { continue }
      if depth == 0 { return index }
      firstEnd = firstEnd ?? index
    }
    return firstEnd
  }

  /// A `#` at the end, after which nothing was typed.
  private static func lastHash(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    guard range.count > 2, line.hasText(" #", at: range.upperBound - 2) else { return nil }
    return range.upperBound - 2..<range.upperBound
  }

  /// `/vmfs/volumes/DS # ls`, of older ones. A folder's name may look the same.
  init?(beforeHash line: Span<UInt8>, _ range: Range<Int>) {
    guard let first = range.first, line[first] == UInt8(ascii: "/"),
      let hash = line.firstRange(of: " # ", in: range) ?? Self.lastHash(line, range)
    else { return nil }
    folder = first..<hash.lowerBound
    end = hash.upperBound
  }
}
