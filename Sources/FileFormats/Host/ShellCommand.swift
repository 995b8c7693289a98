import NmemModel

/// A command in a line of a terminal session, after a prompt, in a trace of the shell or by itself.
struct ShellCommand {
  enum Target: Equatable {
    /// One VMDK, whose path is as the shell hands it over.
    case file(ByteString)
    /// No VMDK, or several, or what only the shell knows: `"$f"`, `*.vmdk`.
    case none
  }

  var target: Target

  /// Whether the command asks for UUIDs, so one is missing if none follows.
  var asks: Bool

  /// Whether it prints its words and nothing of a file.
  var onlyPrints = false

  /// How many of its words are paths, or patterns of such.
  var pathCount = 0

  /// Whether it names more than one VMDK.
  var namesSeveral = false

  /// Where the UUID and the name that a loop prints of each VMDK are in the line; nil if it does not.
  var loop: Loop?

  /// What a loop prints of each VMDK.
  enum Loop: Equatable {
    case answersFirst
    case namesFirst
  }

  /// What comes after the prompt and is no command: a program's output.
  var answer: Range<Int>?

  /// Whether the shell prompts again on the next line, so the loop is not complete.
  var isUnclear = false

  /// The prompt before it and the command, as far as it says the folder.
  var prompt: ShellPrompt?

  /// The words of a line that is a command, after its prompt; nil if it is not one.
  init?(_ line: Line, of text: Span<UInt8>) {
    guard let start = Self.start(text, line.range, &prompt) else { return nil }
    let command = text.trimmed(start..<line.range.upperBound)
    let isTrace = text[line.range.lowerBound] == UInt8(ascii: "+")
    if !isTrace, Self.isAnswer(text, command) { answer = command }
    let asking: [StaticString] = ["getuuid", "ddb.uuid", "disk.info"]
    var question: Range<Int>?
    for word in asking where question == nil { question = text.firstRange(of: word, in: command) }
    asks = question != nil
    target = .none
    guard let words = Self.words(text, command) else {
      isUnclear = true
      return
    }
    pathCount = words.count { $0.bytes.span.hasVMDK(at: $0.bytes.count - 5) }
    let files = words.filter {
      $0.bytes.span.hasVMDK(at: $0.bytes.count - 5) && !$0.isPattern
        && !VMDKFileName.isExtent(ByteString($0.bytes))
    }
    let names = Set(files.map(\.bytes))
    // ESXi's shell traces a name with a blank as several words.
    namesSeveral =
      names.count > 1 || names.contains { PathText.hasGluedEnd($0.span, $0.indices) }
      || isTrace && Self.hasPlainWord(words, before: files.first)
    if names.count == 1, !namesSeveral, files.allSatisfy(\.isLiteral),
      files[0].bytes.allSatisfy({ $0 >= 0x20 }),
      !words.contains(where: { !$0.isLiteral && $0.isFileLike })
    {
      target = .file(ByteString(bytes: files[0].bytes))
    }
    let printing: [StaticString] = ["echo ", "printf "]
    if !asks, printing.contains(where: { text.hasText($0, at: command.lowerBound) }) {
      (target, onlyPrints) = (.none, true)
    }
    // A name beside what only the shell knows is one of several.
    if case .none = target, !names.isEmpty { namesSeveral = true }
    if let question, case .none = target { loop = Self.loop(text, line.range, question) }
  }

  /// What a loop prints first of each VMDK; nil if a command is no loop that prints both.
  private static func loop(
    _ text: Span<UInt8>, _ line: Range<Int>, _ question: Range<Int>
  ) -> Loop? {
    let loops: [StaticString] = ["for ", "while ", "find ", "do ", "xargs "]
    guard loops.contains(where: { text.firstRange(of: $0, in: line) != nil }) else { return nil }
    let prints: [StaticString] = ["echo ", "printf ", "-print"]
    var print: Range<Int>?
    for word in prints where print == nil { print = text.lastRange(of: word, in: line) }
    return print.map { $0.lowerBound > question.lowerBound ? .answersFirst : .namesFirst }
  }

  /// Whether what follows a prompt's sign is no command but an answer, as where a name ends in `$`.
  private static func isAnswer(_ text: Span<UInt8>, _ command: Range<Int>) -> Bool {
    if begins(text, command) || text.firstRange(of: "getuuid", in: command) != nil { return false }
    return text.hasText("UUID is", at: command.lowerBound)
      || UUIDText.all(in: text, command).contains {
        $0.isOfDisk && !PathText.isInPath(text, $0.range)
      }
  }

  /// The words with which a line begins that is a command, without a prompt.
  private static let tools: [StaticString] = [
    "vmkfstools ", "for ", "while ", "find ", "grep ", "cat ", "head ", "tail ", "govc ",
    "vim-cmd ",
    "esxcli ", "do ", "ls ", "cd ", "echo ", "printf ", "vi ", "set ", "stat ", "du ",
  ]

  /// Whether a command may begin a range of a text.
  @inline(__always)
  static func begins(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let first = range.first, text[first].mayBeginTool else { return false }
    // The blank after it is one of the line's: what ends the line is not one. `cd e6 …` may begin a UUID.
    return tools.contains {
      first + $0.utf8CodeUnitCount <= range.upperBound && text.hasText($0, at: first)
    } && !UUIDText.stands(at: first, of: text, in: range)
  }

  /// Whether a command that a shell traces may begin a range of a text: it may set a variable, too.
  static func beginsTrace(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let name = range.prefix { text[$0].isPartOfWord }
    if begins(text, range) { return true }
    guard !name.isEmpty, name.upperBound < range.upperBound,
      text[name.upperBound] == UInt8(ascii: "=")
    else { return false }
    // In a list whose items have a `+`, a descriptor's lines look the same.
    let key = String(decoding: text.bytes(name), as: UTF8.self).lowercased()
    return !Descriptor.firstKeys.contains(key) && key != Descriptor.encoding
  }

  /// Where the command starts, after a prompt; nil if there is none.
  private static func start(
    _ text: Span<UInt8>, _ all: Range<Int>, _ prompt: inout ShellPrompt?
  ) -> Int? {
    if let found = ShellPrompt(inBrackets: text, all) ?? ShellPrompt(beforeHash: text, all) {
      prompt = found
      return found.end
    }
    let first = all.lowerBound
    if text[first] == UInt8(ascii: "+") {
      let rest = text.trimming(all) { $0 == UInt8(ascii: "+") || $0.isBlank }
      return beginsTrace(text, rest) ? rest.lowerBound : nil
    }
    if begins(text, all) { return first }
    if let sign = promptSign(text, all) { return sign }
    // Anything before it may be a prompt.
    guard let tool = text.firstRange(of: "vmkfstools ", in: all),
      text.firstRange(of: "getuuid", in: tool.upperBound..<all.upperBound) != nil
    else { return nil }
    return tool.lowerBound
  }

  /// Where the command starts after the sign of a prompt, `$`, `#`, `%` or `>`: `root@esxi:~# `, `$ `, `PS C:\> `.
  private static func promptSign(_ text: Span<UInt8>, _ all: Range<Int>) -> Int? {
    var blanks = 0
    // `[root@esx1 ~]# `
    let isBracketed = text[all.lowerBound] == UInt8(ascii: "[")
    for index in all.prefix(128) {
      let byte = text[index]
      if byte == UInt8(ascii: " "), !isBracketed || blanks > 0 { blanks += 1 }
      if isBracketed, byte == UInt8(ascii: "@") { blanks = 0 }
      guard byte.isOne(of: "$#%>") else { continue }
      let isLast = index + 1 == all.upperBound
      guard isLast || text[index + 1].isBlank else { continue }
      // A bare `#` begins a comment as well, and a name may have a sign in it.
      let before = all.lowerBound..<index
      if byte == UInt8(ascii: "#"), before.isEmpty {
        let rest = text.trimming(index + 1..<all.upperBound) { $0.isBlank || $0 == byte }
        return rest.isEmpty || begins(text, rest) ? rest.lowerBound : nil
      }
      let isPlain = before.allSatisfy {
        !text.hasVMDK(at: $0) && !text[$0].isOne(of: "\"'=,;|<")
      }
      let isPowerShell = text.hasText("PS ", at: all.lowerBound)
      // "->" and "=>" are arrows.
      let isArrow =
        byte == UInt8(ascii: ">") && index > all.lowerBound
        && text[index - 1].isOne(of: "-=")
      let isHome = before.count == 2 && text[all.lowerBound] == UInt8(ascii: "~")
      guard isPlain, !isArrow, blanks == 0 || isHome || isPowerShell,
        !UUIDText.begins(in: text, before)
      else {
        return nil
      }
      return index + 1
    }
    return nil
  }

  private struct Word {
    var bytes: [UInt8] = []
    /// Whether the shell leaves it as it is, its quotes taken off.
    var isLiteral = true

    /// Whether it is a pattern that the command gets, and no file.
    var isPattern: Bool { bytes.contains { $0.isOne(of: "*?") } }

    /// Whether it may stand for files.
    var isFileLike: Bool {
      bytes.first != UInt8(ascii: "-") && bytes.contains { $0.isOne(of: "$*?`") }
    }
  }

  /// Whether a word that is neither an option nor a part of the question is before a file's name.
  private static func hasPlainWord(_ words: [Word], before file: Word?) -> Bool {
    guard let end = words.firstIndex(where: { $0.bytes == file?.bytes }), end > 1 else {
      return false
    }
    let questions = ["getuuid", "ddb.uuid", "datastore.disk.info"]
    return words[1..<end].contains { word in
      let text = String(decoding: word.bytes, as: UTF8.self)
      return word.bytes.span.lengthOfDash(at: 0) == nil && !questions.contains(text)
        && !text.allSatisfy(\.isNumber)
    }
  }

  /// The words of a line of commands, up to a comment; nil if a quote is left open.
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
        case _ where byte.isBlank || byte.isOne(of: ";|&()<>"): endWord()
        case UInt8(ascii: "#") where word == nil: break scan
        // Only at the start is it somebody's home.
        case UInt8(ascii: "~"): add(byte, isLiteral: word != nil)
        default: add(byte, isLiteral: !byte.isOne(of: "$`*?[]{}"))
        }
      }
    }
    endWord()
    return quote == nil && !isEscaped ? words : nil
  }
}

extension UInt8 {
  /// Whether one of the tools begins with the byte.
  @inline(__always)
  fileprivate var mayBeginTool: Bool {
    switch self | 0x20 {
    case UInt8(ascii: "v"), UInt8(ascii: "f"), UInt8(ascii: "w"), UInt8(ascii: "g"),
      UInt8(ascii: "c"), UInt8(ascii: "h"), UInt8(ascii: "t"), UInt8(ascii: "e"),
      UInt8(ascii: "d"), UInt8(ascii: "l"), UInt8(ascii: "p"):
      true
    default: false
    }
  }
}
