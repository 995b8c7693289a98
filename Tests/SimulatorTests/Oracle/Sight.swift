/// What can still be seen of a file's lines.
struct Sight {
  var file: ListFile
  /// Where in the case's files it is.
  var number: Int
  var lines: [Line]

  /// Whether JSON has marks before its lines that were put there twice, so it is none any more.
  var isDecoratedTwice: Bool {
    file.forms.contains { $0.hasPrefix("json") }
      && file.damages.count { [Damage.gutter, .quoted, .listMarks].map(\.rawValue).contains($0) }
        > 1
  }

  struct Line {
    /// Whole paths and UUIDs, as they stand.
    var paths: [SeenPath] = []
    var uuids: [SeenUUID] = []
    var isBlank = true
    /// Whether a part of a path or a UUID is on it whose rest is not.
    var isTorn = false
    var hasPrompt = false
    var saysAnswersFirst = false
    var hasHeader = false
    var hasEnd = false
  }

  struct SeenPath {
    /// The token's number, or that of the token of which this is the end.
    var token: Int
    var told: Told
    var use: Token.Use
    /// The end of a path of which nothing more can be seen, or nil if it is whole.
    var tail: String?
    var isExtent: Bool { told.place.file.hasSuffix("-flat.vmdk") }
  }

  struct SeenUUID {
    var token: Int
    var uuid: String
    var use: Token.Use
  }

  init(_ file: ListFile, number: Int, _ tokens: [Token]) {
    self.file = file
    self.number = number
    lines = []
    // Of the line before: the path that is broken off at its end, if it has a root.
    var head: Int32?
    for (index, glyphs) in file.lines.enumerated() {
      var line = Line()
      var next: Int32?
      line.isBlank = glyphs.allSatisfy { $0.scalar.properties.isWhitespace }
      for run in Self.runs(glyphs) {
        let number = Int(run.token)
        let token = tokens[number]
        guard run.isWhole(token) else {
          line.isTorn = line.isTorn || token.use != .decoy
          guard case .path(let told) = token.meaning, token.use != .decoy else { continue }
          if run.start == 0 {
            let hasRoot =
              run.text.hasPrefix("/vmfs/volumes/") || run.text.hasPrefix("ds:///vmfs/volumes/")
              || run.text.first == "[" && run.text.contains("]")
            if hasRoot { next = run.token }
          } else if run.end == token.length, run.isContiguous, run.isLeading || index == 0,
            head != run.token
          {
            // At the start of a file, what is left of a command seems to be a name.
            let use = index == 0 && token.use == .command ? Token.Use.turn : token.use
            line.paths.append(SeenPath(token: number, told: told, use: use, tail: run.text))
          }
          continue
        }
        switch token.meaning {
        case .path(let told):
          if token.use != .decoy {
            line.paths.append(
              SeenPath(token: number, told: file.isReadable ? told : told.alone, use: token.use))
          }
        case .uuid(let uuid):
          if token.use != .decoy && !run.isJoined(to: glyphs, token) {
            line.uuids.append(SeenUUID(token: number, uuid: uuid, use: token.use))
          }
        case .mark:
          switch token.use {
          case .answersFirst: (line.saysAnswersFirst, line.hasPrompt) = (true, true)
          case .header: line.hasHeader = true
          case .end: line.hasEnd = true
          default: line.hasPrompt = true
          }
        }
      }
      head = next
      lines.append(line)
    }
  }

  /// Characters of one token that follow each other in one line.
  private struct Run {
    var token: Int32
    var range: Range<Int>
    var start: Int
    var end: Int
    var isContiguous: Bool
    var text: String
    /// Whether nothing but marks and blanks is before it.
    var isLeading: Bool

    func isWhole(_ token: Token) -> Bool {
      // A prompt may have lost the blank at its end.
      let isMark = if case .mark = token.meaning { true } else { false }
      return isContiguous && start == 0 && end >= token.length - (isMark ? 1 : 0)
    }

    /// Whether a UUID is glued to what may as well be a part of it.
    func isJoined(to line: ArraySlice<Glyph>, _ token: Token) -> Bool {
      if let before = line[..<range.lowerBound].last?.scalar,
        before.properties.isAlphabetic || before.properties.numericType != nil
      {
        return true
      }
      guard let after = line[range.upperBound...].first?.scalar else { return false }
      let isHex = after.properties.isASCIIHexDigit
      return token.isDense && (isHex || after.properties.isAlphabetic || after == "-")
        || after.properties.numericType != nil
    }
  }

  private static func runs(_ line: ArraySlice<Glyph>) -> [Run] {
    var runs: [Run] = []
    var scalars = String.UnicodeScalarView()
    func close() {
      guard !runs.isEmpty, !scalars.isEmpty else { return }
      runs[runs.count - 1].text = String(scalars)
      scalars = String.UnicodeScalarView()
    }
    for index in line.indices {
      let glyph = line[index]
      guard glyph.token >= 0 else { continue }
      if let last = runs.last, last.token == glyph.token, Int(glyph.offset) >= last.end {
        let between = line[last.range.upperBound..<index]
        let isHidden = between.allSatisfy {
          (0x200B...0x200F).contains($0.scalar.value) || [0x2060, 0xFEFF].contains($0.scalar.value)
        }
        if !isHidden || Int(glyph.offset) != last.end { runs[runs.count - 1].isContiguous = false }
        runs[runs.count - 1].range = last.range.lowerBound..<index + 1
        runs[runs.count - 1].end = Int(glyph.offset) + 1
        scalars.append(glyph.scalar)
        continue
      }
      close()
      let isLeading = line[..<index].allSatisfy { !$0.scalar.properties.isAlphabetic }
      runs.append(
        Run(
          token: glyph.token, range: index..<index + 1, start: Int(glyph.offset),
          end: Int(glyph.offset) + 1, isContiguous: true, text: "", isLeading: isLeading))
      scalars.append(glyph.scalar)
    }
    close()
    return runs
  }
}
