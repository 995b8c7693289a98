import NmemModel

/// Where the path of a VMDK is in a line of free text.
enum PathText {
  /// Whether the root of a full path is at an offset: `/vmfs/volumes/`, `ds:///` or `[DS] `.
  static func hasRoot(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard start < text.count else { return false }
    switch text[start] {
    case UInt8(ascii: "/"): return hasFolderRoot(text, at: start)
    case UInt8(ascii: "d"): return text.hasText("ds:///", at: start)
    case UInt8(ascii: "["): return endOfDatastore(text, at: start) != nil
    default: return false
    }
  }

  /// Whether `/vmfs/volumes/` is at an offset, in either case.
  @inline(__always)
  private static func hasFolderRoot(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard start &+ 14 <= text.count else { return false }
    // "/vmfs/vo", and "volumes/" from the fifth byte of it on; a bit makes letters lower case, and a slash stays.
    let bit = UInt64(repeating: 0x20)
    return text.word(at: start) | bit == 0x6F76_2F73_666D_762F
      && text.word(at: start &+ 6) | bit == 0x2F73_656D_756C_6F76
  }

  /// Where `[DS] ` ends that starts at an offset; nil for a prompt, a time, or anything else in brackets.
  private static func endOfDatastore(_ text: Span<UInt8>, at start: Int) -> Int? {
    var index = start + 1
    while index < text.count, text[index] != UInt8(ascii: "]") {
      if text[index].isOne(of: "@[\"'=,") || index - start > 128 { return nil }
      index += 1
    }
    guard index > start + 1, index + 1 < text.count, text[index + 1] == UInt8(ascii: " ") else {
      return nil
    }
    return index + 2
  }

  /// What comes after the datastore that a range begins with; all of it if it begins with none.
  static func endOfRoot(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard text[range.lowerBound] == UInt8(ascii: "["),
      let end = endOfDatastore(text, at: range.lowerBound)
    else { return range }
    return min(end, range.upperBound)..<range.upperBound
  }

  /// Where the first root is in a range; nil if none does.
  static func firstRoot(_ text: Span<UInt8>, _ range: Range<Int>, _ marks: Marks) -> Int? {
    var index = range.lowerBound
    while let slash = text.firstIndex(of: UInt8(ascii: "/"), in: index..<range.upperBound) {
      if hasFolderRoot(text, at: slash) {
        // "ds:///vmfs/volumes/"
        let isURL = slash >= range.lowerBound + 5 && text.hasText("ds://", at: slash - 5)
        let found = isURL ? slash - 5 : slash
        return marks.contains(.bracket)
          ? min(found, firstDatastore(text, range) ?? found) : found
      }
      index = slash + 1
    }
    return marks.contains(.bracket) ? firstDatastore(text, range) : nil
  }

  /// Whether what is in a text is a part of a path: a folder may be called like a UUID.
  static func isInPath(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.lowerBound > 0, text[range.lowerBound - 1] == UInt8(ascii: "/") { return true }
    guard range.upperBound < text.count else { return false }
    if text[range.upperBound] == UInt8(ascii: "/") { return true }
    let rest = (range.upperBound..<min(text.count, range.upperBound + 16)).prefix {
      text[$0] > 0x20 && !text[$0].isQuote && !text[$0].isOne(of: ",;|=")
    }
    return rest.contains { text.hasVMDK(at: $0) || text[$0] == UInt8(ascii: "/") }
  }

  private static func firstDatastore(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while let bracket = text.firstIndex(of: UInt8(ascii: "["), in: index..<range.upperBound) {
      let isAtStart = bracket == range.lowerBound || endsWord(text[bracket - 1])
      if isAtStart, let end = endOfDatastore(text, at: bracket), end < range.upperBound {
        return bracket
      }
      index = bracket + 1
    }
    return nil
  }

  /// Whether a path may start after a byte.
  private static func endsWord(_ byte: UInt8) -> Bool {
    byte.isBlank || byte.isOne(of: ",;|\"'`(=>:+{-*")
  }

  /// The path that ends at an offset of a line, `.vmdk` being its end; nil if it is not known where it starts,
  /// because two paths were joined, or if it is a line of a listing.
  static func path(
    endingAt end: Int, of text: Span<UInt8>, in all: Range<Int>, _ marks: Marks
  ) -> Range<Int>? {
    if end < all.upperBound, text[end].isQuote {
      // What a quote closes that nothing opens has lost its beginning.
      return text.lastIndex(of: text[end], in: all.lowerBound..<end - 5).map { $0 + 1..<end }
    }
    let mayHaveCommand = !marks.isDisjoint(with: [.bracket, .hash, .prompt])
    // What a quote opens and nothing closes was cut.
    let start = startOfWords(text, all.lowerBound..<end, marks)
    // A name has more than its ending, and a line of a listing is not one.
    if end - start <= 5 || isListing(text, all) { return nil }
    let first = hasRoot(text, at: start) ? start : firstRoot(text, start..<end, marks)
    if let found = first,
      found == start || text[found] != UInt8(ascii: "[")
        || !isNamedByGrep(text, end..<all.upperBound)
    {
      guard found == start || endsWord(text[found - 1]) else { return nil }
      // A line of `df`, to which another was joined.
      if found > start + 1, text[found - 2] == UInt8(ascii: "%") { return nil }
      return hasAnotherRoot(text, found..<end, marks) || hasGluedEnd(text, found..<end)
        || mayHaveCommand && hasCommand(text, found..<end)
        ? nil : found..<end
    }
    if marks.contains(.bracket), hasGluedRoot(text, start..<end) { return nil }
    let path = startOfRelative(text, start, end, in: all, marks)..<end
    // The end of another line stands before it.
    if marks.contains(.equals), text.firstRange(of: "= \"", in: path) != nil { return nil }
    if text.firstRange(of: "ddb.uuid ", in: path) != nil || mayHaveCommand && hasCommand(text, path)
    {
      return nil
    }
    // Words of a program, and not only a label.
    if let colon = text.firstRange(of: ": ", in: path),
      text.firstRange(of: ": ", in: colon.upperBound..<path.upperBound) != nil
    {
      return nil
    }
    // `./a.vmdk`, after the end of a sentence.
    if let dots = text.firstRange(of: "../", in: path), dots.lowerBound > path.lowerBound,
      text[dots.lowerBound - 1].isPartOfWord
    {
      return nil
    }
    return hasGluedEnd(text, path) || isRest(text, path) ? nil : path
  }

  /// Whether a path begins with what is left of the id of a VMFS volume, or of a UUID, that lost its beginning:
  /// `-f338-cf91fe347b52/a.vmdk`.
  private static func beginsWithinVolume(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
    // The last two groups of either have 4 and 12 digits.
    guard let slash = text.firstIndex(of: UInt8(ascii: "/"), in: path.prefix(48)) else {
      return false
    }
    let groups = (path.lowerBound..<slash).split(omittingEmptySubsequences: false) {
      text[$0] == UInt8(ascii: "-")
    }
    .map { $0.allSatisfy { hexValue(text[$0]) != nil } ? $0.count : -1 }
    return groups.suffix(2) == [4, 12] && groups.dropLast(2) != [8, 8]
      && groups.dropLast(2) != [8, 4, 4] && !groups.contains(-1)
  }

  /// Whether a line is one of `ls -l`.
  static func isListing(_ text: Span<UInt8>, _ all: Range<Int>) -> Bool {
    text.hasText("-rw", at: all.lowerBound)
  }

  /// Whether what seems to be a name with a blank in it is what has lost its beginning: a command, as `uid a.vmdk`,
  /// `-30 a.vmdk`, `db] head a.vmdk`, or a UUID.
  private static func isRest(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
    if beginsWithinVolume(text, path) { return true }
    guard let blank = text.firstIndex(of: UInt8(ascii: " "), in: path) else { return false }
    if text[path.lowerBound] == UInt8(ascii: "-") { return true }
    let word = path.lowerBound..<blank
    let verbs: [StaticString] = ["getuuid", "ddb.uuid", "cat", "head", "tail"]
    if verbs.contains(where: { verb in
      let start = verb.utf8CodeUnitCount - word.count
      return start >= 0
        && word.allSatisfy {
          text[$0].lowercasedASCII == verb.utf8Start[start + $0 - word.lowerBound]
        }
    }) {
      return true
    }
    let isEndOfUUID = (0..<4).allSatisfy { number in
      let byte = path.lowerBound + 3 * number
      return byte + 2 < path.upperBound && hexValue(text[byte]) != nil
        && hexValue(text[byte + 1]) != nil && text[byte + 2].isOne(of: " -")
    }
    if isEndOfUUID, UUIDText.pairs(text, at: path.lowerBound, upTo: path.upperBound) == nil {
      return true
    }
    guard let bracket = text.firstIndex(of: UInt8(ascii: "]"), in: path) else { return false }
    return bracket + 1 < path.upperBound && text[bracket + 1] == UInt8(ascii: " ")
      && text.firstIndex(of: UInt8(ascii: "["), in: path.lowerBound..<bracket) == nil
  }

  /// Whether what seems to be a path is the end of a prompt and a command: `/vmfs/volumes/DS/db] head a.vmdk`.
  static func hasCommand(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
    let prompts: [StaticString] = ["] ", "]# ", " # ", "$ "]
    return !path.isEmpty
      && prompts.contains { prompt in
        text.firstRange(of: prompt, in: path.dropFirst()).map {
          ShellCommand.begins(text, $0.upperBound..<path.upperBound)
        } ?? false
      }
  }

  /// Whether another path ends within a path, and other text follows it without a blank: two lines have become one.
  static func hasGluedEnd(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
    guard path.count > 5 else { return false }
    var index = path.lowerBound
    while let dot = text.firstIndex(of: UInt8(ascii: "."), in: index..<path.upperBound - 5) {
      let next = text[dot + 5 < path.upperBound ? dot + 5 : dot].lowercasedASCII
      if text.hasVMDK(at: dot),
        (0x61...0x7A).contains(next) || next.isOne(of: "[+\"")
          || UUIDText.pairs(text, at: dot + 5, upTo: path.upperBound) != nil
          || text.hasText("./", at: dot + 5)
      {
        return true
      }
      index = dot + 1
    }
    return false
  }

  /// Whether what comes after a path is what grep prints of the file: all that is before it is the path.
  private static func isNamedByGrep(_ text: Span<UInt8>, _ rest: Range<Int>) -> Bool {
    guard let colon = rest.first, text[colon] == UInt8(ascii: ":") else { return false }
    let key = text.trimming(rest) { $0.isASCIIDigit || $0.isOne(of: ":-") }
    return text.hasText("ddb.uuid", at: key.lowerBound)
  }

  /// Whether the root of a path follows other text without a blank: two lines have become one.
  private static func hasGluedRoot(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while let bracket = text.firstIndex(of: UInt8(ascii: "["), in: index..<range.upperBound) {
      let isFolder = bracket > range.lowerBound && text[bracket - 1] == UInt8(ascii: "/")
      if !isFolder, let end = endOfDatastore(text, at: bracket), end < range.upperBound {
        return true
      }
      index = bracket + 1
    }
    return false
  }

  /// Whether another root stands in a path after its own: in no full path is it a folder's name.
  private static func hasAnotherRoot(
    _ text: Span<UInt8>, _ path: Range<Int>, _ marks: Marks
  ) -> Bool {
    if marks.contains(.bracket), let other = firstDatastore(text, path.dropFirst()) {
      // A folder may be called so, too: `[DS] [new] db/…`.
      let isFolder =
        text[other - 1] == UInt8(ascii: "/")
        || text[other - 1] == UInt8(ascii: " ") && text[other - 2] == UInt8(ascii: "]")
      if !isFolder { return true }
    }
    if marks.contains(.equals), text.firstRange(of: "==> ", in: path) != nil { return true }
    // A prompt, with its command, follows without an end of the line.
    if !marks.isDisjoint(with: [.hash, .prompt, .bracket]),
      text.firstRange(of: "ddb.uuid", in: path) != nil
        || text.firstRange(of: "getuuid", in: path) != nil
    {
      return true
    }
    return hasSecondFolderRoot(text, path)
  }

  /// Whether `/vmfs/volumes/` stands in a path after its own root.
  static func hasSecondFolderRoot(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
    // Every line of a long list is asked, and few names have the tenth letter of it.
    let isURL = text[path.lowerBound] == UInt8(ascii: "d")
    var index = path.lowerBound + (isURL ? 15 : 10)
    while index < path.upperBound,
      let letter = text.firstIndex(of: UInt8(ascii: "u"), in: index..<path.upperBound)
    {
      if hasFolderRoot(text, at: letter - 9) { return true }
      index = letter + 1
    }
    return false
  }

  /// Without the quote before the first word.
  private static func startOfWords(
    _ text: Span<UInt8>, _ range: Range<Int>, _ marks: Marks
  ) -> Int {
    guard marks.contains(.quote), let first = range.first, text[first].isQuote else {
      return range.lowerBound
    }
    return first + 1
  }

  /// Where a path without a root starts: after the column before it, if the line is a table's.
  private static func startOfRelative(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, in all: Range<Int>, _ marks: Marks
  ) -> Int {
    var start = start
    // `==> a.vmdk <==`, `**a.vmdk**`, and what is in quotes before the path.
    if text.hasText("==> ", at: start) || text.hasText("=== ", at: start) { start += 4 }
    if text.hasText("**", at: start) { start += 2 }
    // A line's number has lost its digits.
    if text.hasText(": ", at: start) { start += 2 }
    // The end of JSON that another list follows.
    if text.hasText("}", at: start) { start += 1 }
    start = startBehindMessage(text, start, end) ?? start
    // A quote that nothing closes opens the path.
    if marks.contains(.quote), let quote = text.lastIndex(of: UInt8(ascii: "\""), in: start..<end),
      (start..<end).count(where: { text[$0] == UInt8(ascii: "\"") }) % 2 == 1
    {
      start = text.trimmed(quote + 1..<end).lowerBound
    }
    if marks.contains(.tab), let tab = text.lastIndex(of: 0x09, in: start..<end) { start = tab + 1 }
    if marks.contains(.separator) {
      let behind = end < all.upperBound ? text[end] : 0
      for separator in ",;|".utf8 where behind == separator || behind == 0 {
        if let last = text.lastIndex(of: separator, in: start..<end) {
          start = text.trimmed(last + 1..<end).lowerBound
        }
      }
    }
    start = startBehindLabel(text, start..<end, marks) ?? start
    // Two blanks separate columns, one may be in a name; but none is before the root of a path.
    var index = end - 1
    while index > start + 1 {
      let isColumn = text[index - 2] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "/")
      if text[index - 1] == UInt8(ascii: " "), isColumn { return index }
      index -= 1
    }
    return start
  }

  /// Where a path starts after the words of an error, `Failed to open a.vmdk`; nil if there are none.
  private static func startBehindMessage(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    // The rest of a command that lost its beginning.
    if let verb = text.lastRange(of: "getuuid ", in: start..<end) { return verb.upperBound }
    let words: [StaticString] = [
      "failed to open ", "could not open ", "cannot open ", "unable to open ", "grep: ", "cat: ",
      "head: ", "ls: ", "deleting ", "warning: ", "error: ",
    ]
    return words.first { text.hasText($0, at: start) }.map { start + $0.utf8CodeUnitCount }
  }

  /// Where a path starts after a label, `Name: a.vmdk`; nil if there is none.
  private static func startBehindLabel(
    _ text: Span<UInt8>, _ range: Range<Int>, _ marks: Marks
  ) -> Int? {
    guard marks.contains(.colon),
      let colon = text.firstIndex(of: UInt8(ascii: ":"), in: range.prefix(33)),
      colon + 1 < range.upperBound, text[colon + 1].isBlank, colon > range.lowerBound
    else { return nil }
    return isLabel(text, range.lowerBound..<colon)
      ? text.trimmed(colon + 1..<range.upperBound).lowerBound : nil
  }

  /// Whether a text is a word for a path, perhaps with a number: `File`, `Disk 1`, `hard disk`.
  static func isLabel(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 32 else { return false }
    let word = text.trimming(range) { $0.isBlank || $0.isASCIIDigit || $0 == UInt8(ascii: "*") }
    let words: [StaticString] = [
      "file", "filename", "file name", "disk", "hard disk", "virtual disk", "path", "disk path",
      "name", "vmdk", "image",
    ]
    return words.contains {
      word.count == $0.utf8CodeUnitCount && text.hasText($0, at: word.lowerBound)
    }
  }
}

extension UInt8 {
  /// Whether the byte is a quote of any kind.
  @inline(__always)
  var isQuote: Bool {
    self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") || self == UInt8(ascii: "`")
  }
}
