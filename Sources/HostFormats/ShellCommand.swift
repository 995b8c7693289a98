import NmemModel

/// A `vmkfstools -J getuuid FILE` command within a line: after a prompt, in a trace of the shell, in
/// a loop.
struct ShellCommand: Equatable {
  /// The last argument, as the shell hands it to the command; nil if it is none or only the shell
  /// knows it (`"$f"`, `*.vmdk`).
  var file: ByteString?

  /// The command in a line; nil if there is none.
  init?(_ text: Span<UInt8>, _ range: Range<Int>) {
    guard let tool = text.firstRange(of: "vmkfstools", in: range),
      let verb = text.firstRange(of: "getuuid", in: tool.upperBound..<range.upperBound)
    else { return nil }
    file = Self.lastWord(text, verb.upperBound..<range.upperBound)
  }

  /// The last word of a simple command, its quotes taken off; nil if there is none or if the shell
  /// would put something else in its place.
  private static func lastWord(_ text: Span<UInt8>, _ range: Range<Int>) -> ByteString? {
    var words: [(bytes: [UInt8], isLiteral: Bool)] = []
    var word: [UInt8]?
    var isLiteral = true
    var quote: UInt8?
    var isEscaped = false
    func endWord() {
      if let word { words.append((word, isLiteral)) }
      word = nil
      isLiteral = true
    }
    scan: for index in range {
      let byte = text[index]
      if isEscaped {
        word = (word ?? []) + [byte]
        isEscaped = false
      } else if let open = quote {
        if byte == open {
          quote = nil
        } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
          isEscaped = true
        } else {
          isLiteral = isLiteral && !(open == UInt8(ascii: "\"") && "$`".utf8.contains(byte))
          word = (word ?? []) + [byte]
        }
      } else {
        switch byte {
        case UInt8(ascii: "\\"): isEscaped = true
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          quote = byte
          word = word ?? []
        case _ where byte.isBlank: endWord()
        case _ where ";|&)".utf8.contains(byte): break scan
        case UInt8(ascii: "#") where word == nil: break scan
        // A redirection: the word before is the argument, unless it is the 2 of `2>&1`.
        case _ where "<>".utf8.contains(byte):
          if word == [UInt8(ascii: "2")] { word = nil }
          break scan
        default:
          isLiteral = isLiteral && !"$`*?".utf8.contains(byte)
          word = (word ?? []) + [byte]
        }
      }
    }
    endWord()
    guard let last = words.last, last.isLiteral, !last.bytes.isEmpty, quote == nil else {
      return nil
    }
    return ByteString(last.bytes)
  }
}
