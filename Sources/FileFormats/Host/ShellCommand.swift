import NmemModel

/// A `vmkfstools -J getuuid FILE` command within a line: after a prompt, in a trace of the shell, in
/// a loop.
enum ShellCommand: Equatable {
  /// It asks for one VMDK, whose path is as the shell hands it to the command.
  case file(ByteString)
  /// It asks for what only the shell knows: `"$f"`, `*.vmdk`.
  case variable
  /// It cannot be told what it asks for: several files, several commands, a line that goes on.
  case unclear

  /// The command in a line; nil if there is none.
  init?(_ text: Span<UInt8>, _ range: Range<Int>) {
    guard let tool = text.firstRange(of: "vmkfstools ", in: range),
      let verb = text.firstRange(of: "getuuid", in: tool.upperBound..<range.upperBound)
    else { return nil }
    let rest = verb.upperBound..<range.upperBound
    guard text.firstRange(of: "getuuid", in: rest) == nil else {
      self = .unclear
      return
    }
    guard let words = Self.words(text, rest) else {
      self = .unclear
      return
    }
    let files = words.filter { ByteString($0.bytes).hasSuffix(ignoringCase: ".vmdk") }
    if words.contains(where: { !$0.isLiteral }) {
      self = .variable
    } else if files.count == 1, files[0].bytes.allSatisfy({ $0 >= 0x20 }) {
      self = .file(ByteString(files[0].bytes))
    } else {
      self = .unclear
    }
  }

  private struct Word {
    var bytes: [UInt8] = []
    /// Whether the shell leaves it as it is, its quotes taken off.
    var isLiteral = true
  }

  /// The words of a simple command, to the end of the command; nil if a quote is left open.
  private static func words(_ text: Span<UInt8>, _ range: Range<Int>) -> [Word]? {
    var words: [Word] = []
    var word: Word?
    var quote: UInt8?
    var isEscaped = false
    func endWord() {
      if let word { words.append(word) }
      word = nil
    }
    func add(_ byte: UInt8, isLiteral: Bool = true) {
      word = word ?? Word()
      word?.bytes.append(byte)
      if !isLiteral { word?.isLiteral = false }
    }
    scan: for index in range {
      let byte = text[index]
      if isEscaped {
        add(byte)
        isEscaped = false
      } else if let open = quote {
        if byte == open {
          quote = nil
        } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
          isEscaped = true
        } else {
          add(byte, isLiteral: open == UInt8(ascii: "'") || !byte.isOne(of: "$`"))
        }
      } else {
        switch byte {
        case UInt8(ascii: "\\"): isEscaped = true
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          quote = byte
          word = word ?? Word()
        case _ where byte.isBlank: endWord()
        case _ where byte.isOne(of: ";|&)"): break scan
        case UInt8(ascii: "#") where word == nil: break scan
        // A redirection: the word before is an argument, unless it is a number, as in `2>&1`.
        case _ where byte.isOne(of: "<>"):
          if let digits = word?.bytes, digits.allSatisfy(\.isASCIIDigit) { word = nil }
          break scan
        default: add(byte, isLiteral: !byte.isOne(of: "$`*?[]{}~"))
        }
      }
    }
    endWord()
    return quote == nil && !isEscaped ? words : nil
  }
}
