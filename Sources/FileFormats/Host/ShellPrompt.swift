import NmemModel

/// The prompt of ESXi's shell at the start of a line. Ranges are offsets into the line.
struct ShellPrompt {
  /// Where the folder stands that the shell is in: an absolute path, or `~`.
  var folder: Range<Int>

  /// Where the command starts.
  var end: Int

  /// `[root@esxi:/vmfs/volumes/DS] ls`, of ESXi 6.0 and later.
  init?(inBrackets line: Span<UInt8>, _ range: Range<Int>) {
    guard let first = range.first, line[first] == UInt8(ascii: "["),
      // A folder's name may have brackets, too: the prompt's own has a blank behind it.
      let close = range.first(where: {
        line[$0] == UInt8(ascii: "]") && ($0 + 1 == range.upperBound || line[$0 + 1].isBlank)
      }),
      let at = line.firstIndex(in: first..<close, where: { $0 == UInt8(ascii: "@") }),
      let colon = line.firstIndex(in: at..<close, where: { $0 == UInt8(ascii: ":") })
    else { return nil }
    folder = colon + 1..<close
    end = close + 1
  }

  /// A `#` at the end, behind which nothing was typed.
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
