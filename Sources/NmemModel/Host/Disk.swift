/// The statements that were joined to one VMDK.
struct Disk {
  /// At least one; the most telling path first. All have the same UUID, or none.
  var entries: [Entry]

  /// What other lists tell about the same file without its UUID; the most telling path first.
  var details: [Entry] = []

  /// What may be this file, and has no UUID that would prove it.
  var possibleMatches: [Entry] = []

  /// Joins the statements of one UUID to as few VMDKs as they may be, the most telling path first.
  static func joining(_ entries: [Entry]) -> [Disk] {
    guard entries.count > 1 else { return [Disk(entries: entries)] }
    var entries = entries.sorted()
    if entries.allSatisfy({ $0.statement.traits.contains(.isDoubtful) }) {
      return [Disk(entries: entries)]
    }
    // One place says that a disk has the UUID, which settles it for the others.
    for index in entries.indices { entries[index].statement.traits.remove(.isDoubtful) }
    var disks: [Disk] = []
    var known = PlaceIndex()
    let copies = Dictionary(
      grouping: Set(entries.filter { $0.statement.traits.contains(.isLocal) }.compactMap(\.place)),
      by: \.file)
    for entry in entries {
      var index: Int?
      if let place = entry.place {
        index = known.disk(at: place)
        // Two machines that one list gives a file of one name have two files.
        if let found = index, disks[found].isOfAnotherMachine(than: entry) { index = nil }
        // A copy of the VMDK's own file may have been put into any folder. Two copies in two folders
        // may be two VMDKs, though.
        if index == nil, entry.statement.traits.contains(.isLocal), copies[place.file]?.count == 1 {
          index = known.disk(withFile: place.file)
        }
      } else {
        // Once more without a path says nothing new; what stood beside another path may be another file.
        let isUntied = entry.statement.traits.contains(.isUntied)
        index =
          isUntied
          ? entry.beside.flatMap { beside in
            disks.prefix(64).firstIndex { $0.mayBe(at: beside) }
          } : disks.isEmpty ? nil : 0
      }
      if let index {
        disks[index].entries.append(entry)
      } else {
        disks.append(Disk(entries: [entry]))
      }
      if let place = entry.place ?? entry.beside {
        known.insert(place, disk: index ?? disks.count - 1)
      }
    }
    return disks
  }

  /// Whether the disk may be at a place: each of its paths may be the same, but for those of copies.
  private func mayBe(at place: Place) -> Bool {
    let places = entries.prefix(64).filter { !$0.statement.traits.contains(.isLocal) }
      .compactMap { $0.place ?? $0.beside }
    return !places.isEmpty && places.allSatisfy { $0.mayBe(place) }
  }

  /// Whether the same file has a path as short as this for another machine.
  private func isOfAnotherMachine(than entry: Entry) -> Bool {
    guard let machine = entry.statement.machine, entry.place?.datastore == nil else { return false }
    return entries.prefix(64).contains { other in
      other.statement.source.file == entry.statement.source.file && other.place?.datastore == nil
        && other.statement.machine.map { $0 != machine } ?? false
    }
  }

  func vmdk(contradicted: Bool) -> VMDK {
    let first = entries[0].statement
    guard entries.count + details.count > 1 || !possibleMatches.isEmpty else {
      return VMDK(first, isContradicted: contradicted)
    }
    let statements = (entries + details).map(\.statement)
    let kinds = Set(statements.compactMap(\.kind))
    let last = entries.map(\.statement).filter { $0.host != nil || $0.listed != nil }
      .max {
        ($0.listed?.seconds ?? .min, $0.host ?? "") < ($1.listed?.seconds ?? .min, $1.host ?? "")
      }
    var vmdk = VMDK(
      path: first.path,
      otherPaths: Set(statements.compactMap(\.path) + statements.compactMap(\.fullPath))
        .subtracting([first.path].compactMap(\.self)).sorted(),
      uuid: first.uuid, tie: first.tie, size: statements.lazy.compactMap(\.size).first,
      // One that says "disk" casts its doubt, whatever others say.
      kind: kinds.contains(.disk) ? .disk : kinds.first,
      attachments: Attachment.joined(statements.compactMap(\.attachment)), host: last?.host,
      listed: last?.listed, possibleMatches: possibleMatches.map(\.statement),
      sources: [first.source]
        + Set(statements.map(\.source)).subtracting([first.source]).sorted(),
      isContradicted: contradicted)
    vmdk.isDoubtful = first.traits.contains(.isDoubtful)
    return vmdk
  }
}

extension VMDK {
  /// The VMDK of which a statement tells all that is known.
  init(_ statement: consuming Statement, isContradicted: Bool = false) {
    self.init(
      path: statement.path, otherPaths: statement.fullPath.map { [$0] } ?? [], uuid: statement.uuid,
      tie: statement.tie, size: statement.size, kind: statement.kind,
      attachments: statement.attachment.map { [$0] } ?? [], host: statement.host,
      listed: statement.listed, sources: [statement.source], isContradicted: isContradicted)
    isDoubtful = statement.traits.contains(.isDoubtful)
  }
}
