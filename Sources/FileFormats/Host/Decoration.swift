import NmemModel

/// Takes off a line what was not in it when the host printed it: a terminal's sequences, the marks of a mail that
/// quotes, of a list, of Markdown, the number or the time before each line, and blanks, dashes and quotes that
/// an editor has prettified.
///
/// The one place where this is done: no form sees any of it.
enum Decoration {
  /// The part of a line of plain characters that is no decoration, without blanks around it.
  static func removed(from line: Line, of text: Span<UInt8>) -> Range<Int> {
    let all = text.trimmed(line.range)
    guard let first = all.first else { return all }
    guard !text[first].isUsualStart else { return withoutSyslogTime(text, all) }
    return withoutMarks(text, all, line.number)
  }

  /// A line in plain characters; nil if it is in no others.
  static func plainCopy(_ line: Line, of text: Span<UInt8>) -> [UInt8]? {
    guard !line.marks.isDisjoint(with: [.escape, .foreign, .control]) else { return nil }
    var copy = text.bytes(line.range)
    if line.marks.contains(.escape) { copy = withoutSequences(copy.span) }
    if line.marks.contains(.foreign) { copy = PlainCharacters.replacing(in: copy) }
    return copy
  }

  /// A text without the control sequences of a terminal (ECMA-48: CSI, and xterm's OSC).
  private static func withoutSequences(_ text: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == 0x1B, let end = text.endOfSequence(at: index, in: text.range) {
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// A part of a text without the marks before it and after it.
  private static func withoutMarks(
    _ text: Span<UInt8>, _ range: Range<Int>, _ number: Int
  ) -> Range<Int> {
    var rest = text.trimmed(range)
    // A list may be numbered, and quoted in a mail, or the other way round; nobody does so more often.
    for _ in 0..<4 {
      let before = rest
      rest = withoutQuoting(text, rest)
      rest = withoutGutter(text, rest, number)
      rest = withoutListMark(text, rest)
      rest = withoutTime(text, rest)
      rest = withoutBackQuotes(text, rest)
      if rest == before { break }
    }
    return rest
  }

  /// Without the `>` of a mail, or the `|` of a table in Markdown at both ends.
  private static func withoutQuoting(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var rest = range
    while let first = rest.first, text[first].isQuoting {
      if text[first] == UInt8(ascii: "|"), let last = rest.last, last > first,
        text[last] == UInt8(ascii: "|")
      {
        rest = rest.dropLast()
      }
      rest = text.trimmed(rest.dropFirst())
    }
    return rest
  }

  /// Without the number of a line, as `cat -n`, `less -N`, an editor or a web page shows it: `  12\t`, `12 | `,
  /// `12: `, or before a root.
  private static func withoutGutter(
    _ text: Span<UInt8>, _ range: Range<Int>, _ number: Int
  ) -> Range<Int> {
    let digits = range.prefix { text[$0].isASCIIDigit }.count
    guard (1...7).contains(digits), digits < range.count else { return range }
    let behind = range.lowerBound + digits
    let rest = text.trimmed(behind..<range.upperBound)
    let isIndented = range.lowerBound > 0 && text[range.lowerBound - 1] == UInt8(ascii: " ")
    if isIndented, text[behind] == 0x09 { return rest }
    // The number of this very line is no column of a table.
    let digitText = String(decoding: text.bytes(range.prefix(digits)), as: UTF8.self)
    let isApart = rest.lowerBound > behind + 1
    if text[behind].isBlank,
      isIndented && isApart || (isIndented || isApart) && Int(digitText) == number
    {
      return rest
    }
    if text[behind].isBlank, startsWithRoot(text, rest) { return rest }
    let mark = rest.first.map { text[$0] }
    if mark == UInt8(ascii: "|") || mark == UInt8(ascii: ":"),
      rest.count > 1, text[rest.lowerBound + 1].isBlank
    {
      return text.trimmed(rest.dropFirst())
    }
    return range
  }

  /// Without the mark of an item: `- `, `* `, `+ `, `1. `, `1) `; also the sign of a diff, before a root.
  private static func withoutListMark(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard let first = range.first else { return range }
    if let length = text.lengthOfBullet(at: first), first + length < range.upperBound,
      text[first + length].isBlank
    {
      return text.trimmed(first + length..<range.upperBound)
    }
    if text.hasText("[ ] ", at: first) || text.hasText("[x] ", at: first) {
      return text.trimmed(first + 4..<range.upperBound)
    }
    if text[first].isOne(of: "-+*") {
      let rest = range.dropFirst()
      guard let next = rest.first else { return range }
      let item = text.trimmed(rest)
      // A shell that traces its commands begins like an item.
      let isTrace =
        text[first] == UInt8(ascii: "+")
        && ShellCommand.beginsTrace(
          text, text.trimming(item) { $0 == UInt8(ascii: "+") || $0.isBlank })
      if text[next].isBlank, !isTrace { return item }
      let isAnswer = text.hasText("UUID is", at: rest.lowerBound)
      return startsWithRoot(text, rest) || isAnswer ? rest : range
    }
    let digits = range.prefix { text[$0].isASCIIDigit }.count
    guard (1...4).contains(digits), digits + 1 < range.count else { return range }
    let mark = range.lowerBound + digits
    return text[mark].isOne(of: ".)") && text[mark + 1].isBlank
      ? text.trimmed(mark + 1..<range.upperBound) : range
  }

  /// Without the time at which a logger has seen the line: `2026-01-01T00:00:00Z `, `[12:00:00] `.
  private static func withoutTime(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var index = range.lowerBound
    let end = range.upperBound
    let isBracketed = index < end && text[index] == UInt8(ascii: "[")
    if isBracketed { index += 1 }
    guard index < end, text[index].isASCIIDigit else { return range }
    func skip(_ form: StaticString) -> Bool {
      let length = form.utf8CodeUnitCount
      guard index + length <= end else { return false }
      for offset in 0..<length {
        let sign = form.utf8Start[offset]
        let byte = text[index + offset]
        guard sign == UInt8(ascii: "0") ? byte.isASCIIDigit : byte == sign else { return false }
      }
      index += length
      return true
    }
    if skip("0000-00-00") || skip("0000/00/00") {
      guard index < end, text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: "T")
      else { return range }
      index += 1
    }
    guard skip("00:00:00") || skip("00:00") else { return range }
    while index < end, text[index].isASCIIDigit || text[index].isOne(of: ".,:+Z") { index += 1 }
    if isBracketed {
      guard index < end, text[index] == UInt8(ascii: "]") else { return range }
      index += 1
    }
    guard index < end, text[index].isBlank else { return range }
    let rest = text.trimmed(index..<end)
    let levels: [StaticString] = ["INFO ", "WARN ", "WARNING ", "ERROR ", "DEBUG "]
    let level = levels.first { text.hasText($0, at: rest.lowerBound) }
    return text.trimmed(rest.lowerBound + (level?.utf8CodeUnitCount ?? 0)..<end)
  }

  /// Without the time and the host before a line of a log: `Jan  1 00:00:00 esx1 `.
  @inline(__always)
  private static func withoutSyslogTime(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound
    let colon = UInt8(ascii: ":")
    guard range.count > 18, text[start + 3] == 0x20, text[start + 9] == colon,
      text[start + 12] == colon, text[start + 14].isASCIIDigit,
      let host = text.firstIndex(in: start + 16..<range.upperBound, where: { !$0.isBlank }),
      let end = text.firstIndex(in: host..<range.upperBound, where: \.isBlank)
    else { return range }
    return text.trimmed(end..<range.upperBound)
  }

  /// Without the back quotes around it, of which Markdown makes code; a fence becomes nothing.
  private static func withoutBackQuotes(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, text[first] == UInt8(ascii: "`") else { return range }
    if text.hasText("```", at: first) {
      // A fence may name a language; what is longer is on a line with it.
      let rest = text.trimming(range) { $0 == UInt8(ascii: "`") || $0.isBlank }
      return rest.count < 16 ? range.upperBound..<range.upperBound : rest
    }
    guard let last = range.last, last > first, text[last] == UInt8(ascii: "`") else { return range }
    // Several pieces of code on one line are left: each is one column.
    let inner = first + 1..<last
    return text.firstIndex(of: UInt8(ascii: "`"), in: inner) == nil ? text.trimmed(inner) : range
  }

  private static func startsWithRoot(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    PathText.hasRoot(text, at: range.lowerBound)
  }
}

extension Span<UInt8> {
  /// How many bytes a bullet has that stands at an offset, or a dash that an editor has made of one: U+2022, U+25E6,
  /// U+25AA, U+00B7. Nil for all else.
  func lengthOfBullet(at start: Int) -> Int? {
    guard self[start] >= 0x80, start + 2 < count else { return nil }
    switch (self[start], self[start + 1], self[start + 2]) {
    case (0xE2, 0x80, 0xA2), (0xE2, 0x97, 0xA6), (0xE2, 0x96, 0xAA): return 3
    case (0xC2, 0xB7, _): return 2
    default: return lengthOfDash(at: start)
    }
  }
}

extension UInt8 {
  /// Whether no decoration starts with the byte: a path, a letter, a prompt's bracket.
  @inline(__always)
  fileprivate var isUsualStart: Bool {
    self == UInt8(ascii: "/")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercasedASCII)
      || self == UInt8(ascii: "#") || self == UInt8(ascii: "\"")
  }
}
