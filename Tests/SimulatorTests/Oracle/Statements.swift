/// What the files of a case still say: a UUID with a path beside it that is its own.
struct Statements {
  let sights: [Sight]
  private let tokens: [Token]

  init(_ simulated: SimulatedCase) {
    tokens = simulated.tokens
    sights = simulated.files.enumerated().map { Sight($1, number: $0, simulated.tokens) }
  }

  /// All UUIDs of disks that can be seen.
  var uuids: Set<String> { Set(sights.flatMap { $0.lines.flatMap { $0.uuids.map(\.uuid) } }) }

  /// A path beside a UUID that is its own.
  struct Stated {
    var path: Sight.SeenPath
    var sight: Int
    /// Whether the UUID stands between two names in a text that was damaged: it may be either's.
    var isBetween = false
    var told: Told { path.told }
  }

  /// The paths beside a UUID.
  func paths(of uuid: String) -> [Stated] {
    var result: [Stated] = []
    for sight in sights {
      var last: (path: Sight.SeenPath, line: Int)?
      var lastUUID: (seen: Sight.SeenUUID, line: Int)?
      func isStated(_ path: Sight.SeenPath, _ token: Int) -> Bool {
        path.tail == nil
          && tokens[path.token].statement == tokens[token].statement
      }
      for (number, line) in sight.lines.enumerated() {
        for seen in line.uuids where seen.uuid == uuid {
          if let path = line.paths.first(where: { isStated($0, seen.token) }) {
            result.append(stated(path, sight, number))
          } else if let last, isStated(last.path, seen.token),
            isNear(sight, last.path, number - last.line)
          {
            result.append(stated(last.path, sight, number))
          }
        }
        if let lastUUID, lastUUID.seen.uuid == uuid, line.uuids.isEmpty,
          let path = line.paths.first,
          isStated(path, lastUUID.seen.token), isNear(sight, path, number - lastUUID.line)
        {
          result.append(stated(path, sight, number - 1))
        }
        if let path = line.paths.last { last = (path, number) }
        if let seen = line.uuids.last {
          lastUUID = (seen, number)
        } else if !line.paths.isEmpty {
          lastUUID = nil
        }
      }
    }
    return result
  }

  private func stated(_ path: Sight.SeenPath, _ sight: Sight, _ line: Int) -> Stated {
    func isName(_ number: Int) -> Bool {
      sight.lines.indices.contains(number) && sight.lines[number].uuids.isEmpty
        && sight.lines[number].paths.contains { $0.use == .turn }
    }
    let isBetween = path.use == .turn && isName(line - 1) && isName(line + 1)
    return Stated(path: path, sight: sight.number, isBetween: isBetween && !sight.file.isWhole)
  }

  /// Whether a path stands beside a UUID that is some lines away: in a record it may be the next but some.
  private func isNear(_ sight: Sight, _ path: Sight.SeenPath, _ distance: Int) -> Bool {
    sight.file.isWhole || distance <= (path.use == .field ? 20 : 1)
  }
}
