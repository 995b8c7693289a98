/// What happens to a list between the host and the tool.
enum Damage: String, CaseIterable {
  case cutStart = "cut-start"
  case cutEnd = "cut-end"
  case linesLostAtStart = "start-lost"
  case linesLostAtEnd = "end-lost"
  case linesLost = "lines-lost"
  case lineDoubled = "line-doubled"
  case linesSwapped = "lines-swapped"
  case blankLines = "blank-lines"
  case blankLinesGone = "no-blank-lines"
  case wrapped
  case wrappedAtBlanks = "wrapped-at-blanks"
  case quoted
  case gutter
  case listMarks = "list-marks"
  case carriageReturns = "crlf"
  case noBreakSpaces = "no-break-spaces"
  case someNoBreakSpaces = "some-no-break-spaces"
  case zeroWidth = "zero-width"
  case curlyQuotes = "curly-quotes"
  case trimmed
  case utf16 = "utf-16"
  case tabsGone = "tabs-to-blanks"
  case unrelated
  case dashes = "long-dashes"

  /// What is done first: what is put around each line comes after what is done to the lines, and before
  /// a part of the whole is copied.
  var stage: Int {
    switch self {
    case .quoted, .gutter, .listMarks, .carriageReturns, .noBreakSpaces, .utf16: 1
    case .cutStart, .cutEnd, .linesLostAtStart, .linesLostAtEnd: 2
    default: 0
    }
  }

  /// Those after which a list is to be read as before.
  static let harmless: Set<String> = Set(
    [
      Damage.quoted, .listMarks, .gutter, .carriageReturns, .trimmed, .utf16, .noBreakSpaces,
      .someNoBreakSpaces, .zeroWidth, .blankLinesGone,
    ].map(\.rawValue))

  /// Does it to a file, if it can be done to it at all.
  func apply(to file: inout ListFile, _ chance: inout Chance, _ maker: () -> [Glyph]) {
    guard file.encoding == .utf8, !file.text.isEmpty else { return }
    if self == .utf16 {
      file.encoding = chance.happens(50) ? .utf16LittleEndian : .utf16BigEndian
      return
    }
    let before = file.text.count
    let old = file.text.map(\.scalar)
    file.text = changed(file.text, &chance, maker)
    if before != file.text.count || old != file.text.map(\.scalar) { file.damages.append(rawValue) }
  }

  private func changed(
    _ text: [Glyph], _ chance: inout Chance, _ maker: () -> [Glyph]
  ) -> [Glyph] {
    switch self {
    case .cutStart: return Array(text.dropFirst(chance.number(1...text.count)))
    case .cutEnd: return Array(text.prefix(chance.number(0..<text.count)))
    case .noBreakSpaces: return text.map { $0.replacing(" ", with: "\u{A0}") }
    case .someNoBreakSpaces:
      return text.map { chance.happens(20) ? $0.replacing(" ", with: "\u{A0}") : $0 }
    case .zeroWidth:
      let mark = Glyph(scalar: chance.pick(["\u{200B}", "\u{FEFF}", "\u{2060}"]))
      return text.flatMap { chance.happens(2) ? [mark, $0] : [$0] }
    case .curlyQuotes:
      var isOpen = false
      return text.map { glyph in
        guard glyph.scalar == "\"" else { return glyph }
        isOpen.toggle()
        return glyph.replacing("\"", with: isOpen ? "\u{201C}" : "\u{201D}")
      }
    case .tabsGone:
      let width = chance.pick([1, 2, 4, 8])
      return text.flatMap { glyph in
        glyph.scalar == "\t" ? [Glyph](plain: String(repeating: " ", count: width)) : [glyph]
      }
    case .carriageReturns:
      return text.flatMap { $0.scalar == "\n" ? [Glyph(scalar: "\r"), $0] : [$0] }
    case .dashes:
      return text.map { chance.happens(90) ? $0.replacing("-", with: "\u{2011}") : $0 }
    case .utf16: return text
    default:
      let isEnded = text.last?.scalar == "\n"
      var lines = (isEnded ? text.dropLast() : text[...])
        .split(omittingEmptySubsequences: false) { $0.scalar == "\n" }.map(Array.init)
      changeLines(&lines, &chance, maker)
      return Array(lines.joined(separator: [Glyph(scalar: "\n")]))
        + (isEnded && !lines.isEmpty ? [Glyph(scalar: "\n")] : [])
    }
  }

  private func changeLines(
    _ lines: inout [[Glyph]], _ chance: inout Chance, _ maker: () -> [Glyph]
  ) {
    switch self {
    case .linesLostAtStart: lines.removeFirst(chance.number(1...min(3, lines.count)))
    case .linesLostAtEnd: lines.removeLast(chance.number(1...min(3, lines.count)))
    case .linesLost:
      for _ in 0..<chance.number(1...3) where !lines.isEmpty {
        lines.remove(at: chance.number(0..<lines.count))
      }
    case .lineDoubled:
      let index = chance.number(0..<lines.count)
      lines.insert(lines[index], at: index)
    case .linesSwapped:
      guard lines.count > 1 else { return }
      let index = chance.number(1..<lines.count)
      lines.swapAt(index - 1, index)
    case .blankLines:
      if chance.happens(50) {
        lines = lines.flatMap { [$0, []] }
      } else {
        lines.insert([], at: chance.number(0...lines.count))
      }
    case .blankLinesGone: lines.removeAll(where: \.isEmpty)
    case .wrapped:
      let width = chance.pick([80, 80, 80, 72, 100])
      lines = lines.flatMap { line in
        stride(from: 0, to: max(line.count, 1), by: width).map { start in
          Array(line[start..<min(start + width, line.count)])
        }
      }
    case .wrappedAtBlanks: lines = lines.flatMap { Self.wrapped($0, width: 78) }
    case .quoted:
      let mark = chance.pick(["> ", "> ", ">> ", "| ", ">"])
      lines = lines.map { [Glyph](plain: mark) + $0 }
    case .gutter:
      let kind = chance.number(0..<3)
      lines = lines.enumerated().map { number, line in
        let digits = String(number + 1)
        let blanks = String(repeating: " ", count: max(0, 4 - digits.count))
        return [Glyph](
          plain: [blanks + digits + "  ", digits + ": ", blanks + digits + "\t"][kind]) + line
      }
    case .listMarks:
      let kind = chance.number(0..<3)
      lines = lines.enumerated().map { number, line in
        line.isEmpty ? line : [Glyph](plain: ["- ", "+ ", "\(number + 1). "][kind]) + line
      }
    case .trimmed:
      lines = lines.map { line in
        Array(line.prefix((line.lastIndex { $0.scalar != " " && $0.scalar != "\t" } ?? -1) + 1))
      }
    case .unrelated:
      let other = maker().split(omittingEmptySubsequences: false) { $0.scalar == "\n" }.map(
        Array.init)
      lines.insert(contentsOf: other.dropLast(), at: chance.number(0...lines.count))
    default: break
    }
  }

  /// As a mail program breaks a line.
  private static func wrapped(_ line: [Glyph], width: Int) -> [[Glyph]] {
    var rest = line[...]
    var result: [[Glyph]] = []
    while rest.count > width, let blank = rest.prefix(width).lastIndex(where: { $0.scalar == " " }),
      blank > rest.startIndex
    {
      result.append(Array(rest[..<blank]))
      rest = rest[(blank + 1)...]
    }
    return result + [Array(rest)]
  }
}

extension Glyph {
  fileprivate func replacing(_ old: Unicode.Scalar, with new: Unicode.Scalar) -> Glyph {
    var glyph = self
    if scalar == old { glyph.scalar = new }
    return glyph
  }
}

extension SimulatedCase {
  /// The same, after some things have happened to it.
  func damaged(_ chance: inout Chance) -> SimulatedCase {
    var result = self
    var pen = Pen(world, Chance(seed: chance.next()), tokens: tokens)
    if chance.happens(20) { result.glue(&chance) }
    let damages = (0..<chance.pick([1, 1, 2, 2, 3])).map { _ in chance.pick(Damage.allCases) }
    for damage in damages.sorted(by: { $0.stage < $1.stage }) {
      let index = chance.number(0..<result.files.count)
      damage.apply(to: &result.files[index], &chance) {
        pen.text = []
        pen.unrelated(world)
        return pen.text
      }
    }
    result.tokens = pen.tokens
    return result
  }

  /// Puts one file after another, with no newline between.
  private mutating func glue(_ chance: inout Chance) {
    let candidates = files.indices.filter { files[$0].encoding == .utf8 && !files[$0].isAlone }
    guard candidates.count > 1 else { return }
    let pair = Array(chance.shuffled(candidates).prefix(2))
    var glued = files[pair[0]]
    while glued.text.last?.scalar == "\n" { glued.text.removeLast() }
    glued.text += files[pair[1]].text
    glued.forms += files[pair[1]].forms
    glued.damages += files[pair[1]].damages + ["glued"]
    glued.saysDisk = glued.saysDisk || files[pair[1]].saysDisk
    files[pair[0]] = glued
    files.remove(at: pair[1])
  }
}
