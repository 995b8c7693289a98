/// Judges what the tool says of a case, by the truth and by what its text still tells.
struct Oracle {
  private let simulated: SimulatedCase
  private let reading: Reading
  private let sights: [Sight]
  private let statements: Statements
  private var failures: [Failure] = []

  struct Failure {
    var kind: Kind
    var detail: String

    enum Kind: String, CaseIterable {
      case otherPath = "one, with a path that is not this UUID's"
      case extent = "one, with an extent for its path"
      case decoratedPath = "one, with more than the path in the path"
      case noSuchUUID = "one, with a UUID of no disk"
      case otherUUID = "one, though another UUID ends in the serial"
      case twoFiles = "one, though the UUID has two files"
      case twoHosts = "one, though two hosts have such a file"
      case twoUUIDs = "one, though the path has two UUIDs"
      case lost = "a UUID lost in silence"
      case table = "the table says something else than JSON"
      case pairs = "the pairs say something else than JSON"
      case order = "the order of the files matters"
      case status = "the status is not that of the verdicts"
      case cut = "a list that was cut, with a status that does not say so"
      case needlessFailure = "a status of 2, though all can be read"
      case silentStatus = "a status of 2 with no word on why"

      /// What no ceiling lets pass: outputs that disagree, and files that speak of two hosts or of an extent.
      static let never = Set(
        [Kind.extent, .twoHosts, .table, .pairs, .order, .status, .silentStatus].map(\.rawValue))

      /// Whether somebody may lose data by it.
      var isWrongMatch: Bool {
        switch self {
        case .otherPath, .extent, .decoratedPath, .noSuchUUID, .otherUUID, .twoFiles, .twoHosts,
          .twoUUIDs:
          true
        default: false
        }
      }
    }
  }

  static func failures(_ simulated: SimulatedCase, _ reading: Reading) -> [Failure] {
    var oracle = Oracle(simulated, reading)
    oracle.judgeMatches()
    oracle.judgeSilence()
    oracle.judgeOutputs()
    oracle.judgeStatus()
    return oracle.failures
  }

  private init(_ simulated: SimulatedCase, _ reading: Reading) {
    self.simulated = simulated
    self.reading = reading
    statements = Statements(simulated)
    sights = statements.sights
  }

  private mutating func fail(_ kind: Failure.Kind, _ detail: String) {
    failures.append(Failure(kind: kind, detail: detail))
  }

  // MARK: A single VMDK

  private mutating func judgeMatches() {
    let seen = Set(sights.flatMap { $0.lines.flatMap { $0.uuids.map(\.uuid) } })
    for dimm in reading.dimms where dimm.match == "one" {
      guard let vmdk = dimm.vmdks.first, let uuid = vmdk.uuid?.replacing("-", with: "") else {
        fail(.noSuchUUID, "\(dimm.name) has none")
        continue
      }
      guard simulated.world.uuids.contains(uuid) else {
        if isBereft(uuid) { continue }
        fail(.noSuchUUID, "\(dimm.name): \(uuid)")
        continue
      }
      for other in seen where other != uuid && other.hasSuffix(uuid.suffix(8)) && counts(other) {
        fail(.otherUUID, "\(dimm.name): \(uuid), and \(other)")
      }
      judgeFiles(of: uuid, dimm.name)
      if let path = vmdk.path { judge(path, uuid, dimm.name) }
    }
  }

  /// Whether a UUID that can be seen is a disk's by its own looks, or stands where nothing was damaged.
  private func counts(_ uuid: String) -> Bool {
    uuid.hasPrefix("6000c29")
      || sights.contains { sight in
        sight.file.isWhole && sight.lines.contains { $0.uuids.contains { $0.uuid == uuid } }
      }
  }

  private mutating func judge(_ text: String, _ uuid: String, _ name: String) {
    let path = PrintedPath(text, inputFolder: reading.inputFolder)
    let world = simulated.world
    if world.truth.contains(where: { $0.uuid == uuid && path.means($0.place, in: world) }) {
      judgeUUIDs(of: path, uuid, name)
      return
    }
    let plain = PrintedPath.plain(text)
    let isAllowed = sights.contains { sight in
      Rules(sight).ties.contains { tie in
        guard tie.uuid == uuid else { return false }
        if let tail = tie.path.tail { return PrintedPath.plain(tail).hasSuffix(plain) }
        // In which folder a command was given, a line told that is gone.
        if tie.path.told.isByFolder && !sight.file.isReadable {
          return path.file == PrintedPath.plain(tie.path.told.place.file)
        }
        return path.means(tie.path.told.place, in: world)
      }
    }
    if isAllowed || isReadAsRooted(uuid) { return }
    // What stands before a name that has no root, where two files were glued, is not known from it.
    let isGlued = simulated.files.contains {
      !Set($0.damages).isDisjoint(with: ["glued", Damage.tabsGone.rawValue])
    }
    if isGlued && !["/vmfs/volumes/", "] "].contains(where: plain.contains) { return }
    let isDecorated = world.truth.contains { truth in
      truth.uuid == uuid && plain.hasSuffix(PrintedPath.plain(truth.place.file))
    }
    let kind: Failure.Kind =
      plain.hasSuffix("-flat.vmdk")
      ? .extent : isDecorated && !isTail(plain) ? .decoratedPath : .otherPath
    fail(kind, "\(name): \(text) for \(uuid)")
  }

  /// Whether a path of a UUID has a folder that looks like a root, so it may be said from there on.
  private func isReadAsRooted(_ uuid: String) -> Bool {
    statements.paths(of: uuid).contains { $0.told.seemsRooted }
  }

  /// Whether a text is the end of some path, or all of it.
  private func isTail(_ plain: String) -> Bool {
    simulated.tokens.contains { token in
      guard case .path(let told) = token.meaning else { return false }
      return PrintedPath.plain(told.text).hasSuffix(plain)
    }
  }

  /// Whether the words are gone that say whose UUID it is, of a UUID that is no disk's.
  private func isBereft(_ uuid: String) -> Bool {
    sights.contains { sight in
      let lines = sight.file.lines
      return lines.enumerated().contains { number, line in
        guard line.contains(where: { $0.token >= 0 && means(uuid, $0.token) }) else { return false }
        let words = lines[max(0, number - 1)...number].joined()
        var text = String.UnicodeScalarView()
        text.append(contentsOf: words.map(\.scalar))
        return !["bios =", "Path:", ","].contains { String(text).contains($0) }
      }
    }
  }

  private func means(_ uuid: String, _ token: Int32) -> Bool {
    if case .uuid(uuid) = simulated.tokens[Int(token)].meaning { true } else { false }
  }

  // MARK: Several files, several UUIDs

  private mutating func judgeFiles(of uuid: String, _ name: String) {
    let paths = statements.paths(of: uuid)
    for (index, path) in paths.enumerated() {
      for other in paths[..<index]
      where path.told.isSurelyAnother(than: other.told, in: simulated.world)
        && !path.told.seemsRooted && !other.told.seemsRooted && !path.isBetween && !other.isBetween
      {
        let isAlike = path.told.text == other.told.text && path.told.host != other.told.host
        fail(
          isAlike ? .twoHosts : .twoFiles, "\(name): \(path.told.text) and \(other.told.text)")
        return
      }
    }
  }

  private mutating func judgeUUIDs(of path: PrintedPath, _ uuid: String, _ name: String) {
    guard path.datastore != nil else { return }
    let hosts = Set(sights.flatMap { $0.lines.flatMap { $0.paths.compactMap(\.told.host) } })
    for other in simulated.world.uuids where other != uuid {
      for told in statements.paths(of: other).filter({ isTied($0, to: other) }).map(\.told)
      where told.datastore != nil && !told.isByFolder && simulated.files.allSatisfy(\.isWhole) {
        // On two hosts it may be two files.
        if hosts.count > 1 && simulated.world.datastores[told.place.datastore].isPMem { continue }
        let again = PrintedPath(told.text, inputFolder: reading.inputFolder)
        if again.datastore == path.datastore && again.folders == path.folders
          && again.file == path.file
        {
          fail(.twoUUIDs, "\(name): \(told.text) is \(uuid) and \(other)")
          return
        }
      }
    }
  }

  /// Whether the rules tie a path to its UUID: they do not in a block of turns in which something is missing, nor in a
  /// row of several UUIDs without a header.
  private func isTied(_ stated: Statements.Stated, to uuid: String) -> Bool {
    guard let sight = sights.first(where: { $0.number == stated.sight }) else { return true }
    if stated.path.use == .cell {
      return uuid.hasPrefix("6000c29") && !sight.file.forms.contains("table-without-header")
    }
    guard stated.path.use == .turn else { return true }
    return Rules(sight).ties.contains { $0.path.token == stated.path.token && $0.uuid == uuid }
  }

  // MARK: Silence

  private mutating func judgeSilence() {
    for sight in sights {
      let file = "\(reading.inputFolder)/\(sight.file.name)"
      // Of a document that cannot be read as a whole, one word is enough.
      let isDocument = sight.file.isAlone || sight.file.forms.contains { $0.hasPrefix("json") }
      for (number, line) in sight.lines.enumerated() {
        for seen in line.uuids
        where seen.uuid.hasPrefix("6000c29") && !reading.listed.contains(seen.uuid) {
          // A record is told by its first line.
          let first = seen.use == .field || seen.use == .cell ? max(1, number - 2) : number + 1
          let isSaid = reading.problems.contains { problem in
            (first...number + 1).contains { problem.source == "\(file):\($0)" }
              || isDocument && problem.source.hasPrefix(file)
          }
          if !isSaid { fail(.lost, "\(seen.uuid) in \(sight.file.name):\(number + 1)") }
        }
      }
    }
  }

  // MARK: The other outputs

  private mutating func judgeOutputs() {
    let rows = reading.dimms.flatMap { dimm in
      dimm.vmdks.isEmpty
        ? ["\(dimm.name) \(dimm.match)"]
        : dimm.vmdks.map { "\(dimm.name) \(dimm.match) \($0.uuid ?? "")" }
    }
    if rows.sorted() != reading.table.sorted() {
      fail(.table, "\(rows.sorted()) and \(reading.table.sorted())")
    }
    let pairs = reading.dimms.flatMap { dimm in
      (dimm.vmdks.isEmpty ? [Reading.VMDK()] : dimm.vmdks).map { vmdk in
        "NAME=\"\(dimm.name)\" MATCH=\"\(dimm.match)\" UUID=\"\(vmdk.uuid ?? "")\" VMDK=\"\(Self.escaped(vmdk.path ?? ""))\""
      }
    }
    let said = reading.pairs.map { Self.unescaped($0) }
    if pairs.map({ Self.unescaped($0) }).sorted() != said.sorted() {
      fail(.pairs, "\(pairs.sorted()) and \(reading.pairs.sorted())")
    }
    if reading.dimms != reading.reversed {
      fail(.order, "\(Self.differences(reading.dimms, reading.reversed))")
    }
  }

  private static func differences(_ first: [Reading.DIMM], _ second: [Reading.DIMM]) -> String {
    zip(first, second).filter { $0 != $1 }.map { "\($0) and \($1)" }.joined(separator: "; ")
  }

  private static func escaped(_ text: String) -> String { text }

  /// A line of pairs with nothing but its letters: how bytes are escaped is no matter here.
  private static func unescaped(_ line: String) -> String {
    var result = ""
    var bytes = Array(line.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "\\"), bytes.first == UInt8(ascii: "x") {
        bytes = bytes.dropFirst(3)
      } else if byte < 0x80, byte != 0x20, byte > 0x22, byte != UInt8(ascii: "$"),
        byte != UInt8(ascii: "`"),
        byte != UInt8(ascii: "\\")
      {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }

  // MARK: The status

  private mutating func judgeStatus() {
    let isAnswered = reading.dimms.allSatisfy { $0.match == "one" && $0.vmdks.first?.path != nil }
    if reading.status == 0 && !isAnswered {
      fail(.status, "0, but not all are one with a path")
    }
    if reading.status == 1 && isAnswered
      && !reading.diagnostics.contains(where: { $0.contains("bytes") })
    {
      fail(.status, "1, but all are one with a path")
    }
    if reading.status == 64 { fail(.status, "64: \(reading.diagnostics)") }
    if reading.status == 2 && reading.problems.isEmpty && reading.diagnostics.isEmpty {
      fail(.silentStatus, "")
    }
    for sight in sights where reading.status != 2 && sight.file.forms == ["collected"] {
      let hasHeader = sight.lines.contains(where: \.hasHeader)
      let hasEnd = sight.lines.contains(where: \.hasEnd)
      if hasHeader != hasEnd && sight.lines.contains(where: { !$0.uuids.isEmpty }) {
        fail(.cut, "\(sight.file.name) has \(hasHeader ? "no last line" : "no first line")")
      }
    }
    let isLegible = sights.allSatisfy { sight in
      sight.file.isReadable && !sight.file.forms.contains("vmx") && !sight.isDecoratedTwice
        && sight.lines.contains { $0.uuids.contains { $0.uuid.hasPrefix("6000c29") } }
    }
    if reading.status == 2 && isLegible {
      fail(.needlessFailure, "\(reading.problems.map(\.message)) \(reading.diagnostics)")
    }
    if Set(reading.statuses + [reading.status]).count > 1 {
      fail(.status, "JSON \(reading.status), table, pairs and reversed \(reading.statuses)")
    }
  }
}
