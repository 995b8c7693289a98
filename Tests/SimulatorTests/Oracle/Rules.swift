/// What the rules of evidence allow to be read in a text that was damaged, though it may be false: who
/// loses the right lines makes a list that says something else. Written from the rules alone, over lines
/// whose meaning is known.
struct Rules {
  /// The paths that may be said of a UUID, each as a place or as a text.
  private(set) var ties: [(path: Sight.SeenPath, uuid: String)] = []

  init(_ sight: Sight) {
    tieLines(sight)
    tieCommands(sight)
    tieTurns(sight)
    if !sight.file.isWhole { tieFields(sight) }
  }

  /// One path and one UUID on a line. In a table it is the header that tells what belongs together.
  private mutating func tieLines(_ sight: Sight) {
    var isBelowHeader = false
    for line in sight.lines {
      if line.hasHeader { isBelowHeader = true }
      let isRow = line.paths.contains { $0.use == .cell } || line.uuids.contains { $0.use == .cell }
      if !isRow && !line.isTorn && !line.hasHeader { isBelowHeader = false }
      guard line.paths.count == 1 && line.uuids.count == 1 else { continue }
      let path = line.paths[0]
      if path.use == .error || path.use == .cell && isBelowHeader && path.tail == nil { continue }
      ties.append((path, line.uuids[0].uuid))
    }
  }

  /// A command that names a file, and the only answer before the next.
  private mutating func tieCommands(_ sight: Sight) {
    var command: Sight.SeenPath?
    var answers: [String] = []
    func finish(_ rules: inout Rules) {
      if let command, Set(answers).count == 1 { rules.ties.append((command, answers[0])) }
    }
    for line in sight.lines {
      let named = line.paths.first { $0.use == .command }
      if named != nil || line.hasPrompt {
        finish(&self)
        (command, answers) = (named, [])
      }
      if line.paths.isEmpty || named != nil { answers += line.uuids.map(\.uuid) }
    }
    finish(&self)
  }

  private enum Turn {
    case name(Sight.SeenPath)
    case answer(String)
    case error(Sight.SeenPath?)
  }

  /// Names and answers on lines of their own.
  private mutating func tieTurns(_ sight: Sight) {
    var block: [Turn] = []
    var answersFirst = false
    for line in sight.lines {
      if line.saysAnswersFirst { answersFirst = true }
      var isBehindName = false
      if case .name? = block.last { isBehindName = true }
      // Extents are no names.
      let isExtent = line.uuids.isEmpty && line.paths.first?.isExtent ?? false
      if isExtent && answersFirst { continue }
      let isOther =
        line.uuids.isEmpty && (line.paths.isEmpty || isExtent) && !line.isBlank && !line.hasPrompt
      if line.uuids.count == 1 && line.paths.isEmpty {
        block.append(.answer(line.uuids[0].uuid))
      } else if line.uuids.isEmpty, line.paths.count == 1, line.paths[0].use == .error, !isExtent,
        isBehindName || answersFirst
      {
        block.append(.error(line.paths[0]))
      } else if line.uuids.isEmpty, line.paths.count == 1, !isExtent,
        isName(line.paths[0], sight)
      {
        block.append(.name(line.paths[0]))
      } else if isOther && (isBehindName || answersFirst) {
        block.append(.error(nil))
      } else {
        tie(block, answersFirst: answersFirst)
        block = []
      }
    }
    tie(block, answersFirst: answersFirst)
  }

  /// Whether a path on a line of its own may be taken for a name. A field that was torn out of its record may.
  private func isName(_ path: Sight.SeenPath, _ sight: Sight) -> Bool {
    switch path.use {
    case .command, .error: false
    case .field, .cell: !sight.file.isWhole
    default: true
    }
  }

  private mutating func tie(_ block: [Turn], answersFirst: Bool) {
    var found: [(Sight.SeenPath, String)] = []
    guard block.count.isMultiple(of: 2) else { return }
    for index in stride(from: 0, to: block.count, by: 2) {
      let (first, second) = (block[index], block[index + 1])
      switch answersFirst ? (second, first) : (first, second) {
      case (.name(let path), .answer(let uuid)): found.append((path, uuid))
      case (.name(let path), .error(let other)):
        if let other, other.told.text != path.told.text { return }
      default: return
      }
    }
    ties += found
  }

  /// Fields that have come to stand beside each other, as those of one record do.
  private mutating func tieFields(_ sight: Sight) {
    var last: Sight.SeenPath?
    var lastUUID: String?
    for line in sight.lines {
      for uuid in line.uuids where uuid.use == .field {
        if let last { ties.append((last, uuid.uuid)) }
        (last, lastUUID) = (nil, uuid.uuid)
      }
      for path in line.paths where path.use == .field {
        if let lastUUID { ties.append((path, lastUUID)) }
        (last, lastUUID) = (path, nil)
      }
    }
  }
}
