/// The VMDKs that host files tell of, each one once, and everything about the files that a reader
/// has to know.
///
/// The same sightings in any order make the same inventory.
public struct Inventory: Equatable, Sendable {
  /// The VMDKs, sorted by path as a person counts.
  public var vmdks: [VMDK]

  /// What was not understood, and what contradicts itself, sorted by place.
  public var problems: [Problem]

  /// The inventory of what host files were found to say.
  public init(_ findings: Findings) {
    var disks: [Disk] = []
    for group in Dictionary(grouping: findings.sightings, by: \.uuid) where group.key != nil {
      disks += Disk.joining(group.value.map(Entry.init))
    }
    let unanswered = Self.pathsWithoutUUID(
      findings.sightings.lazy.filter { $0.uuid == nil }.map(Entry.init).sorted(), besides: disks)
    let contradictions = Self.contradictions(among: disks)

    vmdks = (disks + unanswered).map { disk in
      disk.vmdk(
        contradicted: !contradictions.isEmpty
          && disk.entries.contains { $0.exactPlace.map { contradictions[$0] != nil } ?? false })
    }.sorted()
    problems = Array(Set(findings.problems + contradictions.values.joined()))
    let explained = Set(problems.map(\.source))
    for vmdk in unanswered.map({ $0.vmdk(contradicted: false) })
    where explained.isDisjoint(with: vmdk.sources) {
      let name = vmdk.path?.lossyText ?? "a VMDK"
      problems.append(Problem(vmdk.sources[0], "no UUID is listed for \(name)"))
    }
    problems.sort()
  }

  /// The exact places that stand with several UUIDs, each with a problem for every such line.
  ///
  /// Across host files, only places that are surely one file count: without a datastore, one path may
  /// be another file in each of them. Within one host file, spellings that may be one count too.
  private static func contradictions(among disks: [Disk]) -> [ExactPlace: [Problem]] {
    let entries = disks.lazy.flatMap(\.entries).filter { $0.sighting.path != nil }
    // Few files share a name, and looking closely at all of them would take most of the time.
    let sharedFiles = Dictionary(grouping: entries, by: \.sighting.path?.fileName)
      .filter { $0.value.count > 1 }
    var result: [ExactPlace: [Problem]] = [:]
    for (place, entries) in Dictionary(grouping: sharedFiles.values.joined(), by: \.exactPlace) {
      let uuids = Set(entries.compactMap(\.sighting.uuid))
      guard let place, uuids.count > 1 else { continue }
      let sorted = uuids.sorted()
      result[place] = entries.map { $0.contradiction(sorted) }
    }
    for entries in sharedFiles.values {
      for (first, second) in spellingsThatDisagree(entries) {
        let uuids = [first, second].compactMap(\.sighting.uuid)
        for entry in [first, second] {
          guard let place = entry.exactPlace, result[place] == nil else { continue }
          result[place] = [entry.contradiction(uuids)]
        }
      }
    }
    return result
  }

  /// The pairs of sightings in one host file whose paths are spelled differently, may be one, and
  /// have different UUIDs: `[DS] vm/a.vmdk` and `vm/a.vmdk`.
  private static func spellingsThatDisagree(_ entries: [Entry]) -> [(Entry, Entry)] {
    struct Neighbours: Hashable {
      var source: ByteString
      var folder: ByteString?
    }
    let full = entries.filter { $0.place?.isBare == false }
    let groups = Dictionary(grouping: full) {
      Neighbours(source: $0.sighting.source.file, folder: $0.place?.folders.last)
    }
    var pairs: [(Entry, Entry)] = []
    for group in groups.values where group.count > 1 {
      // So many spellings of one path no honest list has; a hostile one shall not take forever.
      let spellings = Dictionary(grouping: group, by: \.exactPlace).values.compactMap { $0.min() }
        .sorted().prefix(32)
      for (index, first) in spellings.enumerated() {
        for second in spellings.dropFirst(index + 1)
        where first.sighting.uuid != second.sighting.uuid
          && (first.place.flatMap { place in second.place.map(place.mayBe) } ?? false)
        {
          pairs.append((first, second))
        }
      }
    }
    return pairs
  }

  /// The VMDKs whose UUID no file has.
  private static func pathsWithoutUUID(_ entries: [Entry], besides disks: [Disk]) -> [Disk] {
    let files = Set(entries.compactMap(\.place?.file))
    guard !files.isEmpty else { return [] }
    var known = PlaceIndex()
    for (index, disk) in disks.enumerated() {
      for place in disk.entries.compactMap(\.place) where files.contains(place.file) {
        known.insert(place, disk: index)
      }
    }
    var result: [Disk] = []
    for entry in entries {
      guard let place = entry.place, known.disk(at: place) == nil else { continue }
      known.insert(place, disk: disks.count + result.count)
      result.append(Disk(entries: [entry]))
    }
    return result
  }
}

/// A sighting with what its path says, in the order in which sightings are joined.
private struct Entry: Comparable {
  var sighting: Sighting

  /// Where the disk lies; for a snapshot, where the disk lies that it belongs to. Nil without a path.
  var place: Place?

  /// The place of this very file, if it has a path.
  var exactPlace: ExactPlace? {
    sighting.pathInFolder.map { path in
      var place = Place(path)
      place.isDotted = false
      return ExactPlace(place: place, file: place.datastore == nil ? sighting.source.file : nil)
    }
  }

  /// How little the path says about the place on the host: 0 for a path with a datastore.
  private var vagueness: Int

  init(_ sighting: Sighting) {
    self.sighting = sighting
    guard let path = sighting.path else {
      vagueness = 8
      return
    }
    var own = Place(sighting.pathInFolder ?? path)
    if own.datastore == nil { own.listing = sighting.isPathLocal ? "" : sighting.source.file }
    let base = Self.root(of: own, parent: sighting.parent.map(Place.init)).withoutSnapshotNumber
    place = base
    let rank = sighting.isPathLocal ? 3 : own.isBare ? 2 : own.datastore == nil ? 1 : 0
    vagueness = 2 * rank + (base == own ? 0 : 1)
  }

  /// The disk that a snapshot belongs to. A parent in another folder is no snapshot's: it is the
  /// disk that a linked clone started from, and that others may have started from.
  private static func root(of own: Place, parent: Place?) -> Place {
    guard let parent, parent.isBare || parent.folders.last == own.folders.last else { return own }
    return Place(own, file: parent.file)
  }

  /// The problem that the path of this sighting stands with several UUIDs, its own among them.
  func contradiction(_ uuids: [DiskUUID]) -> Problem {
    let other = uuids.first { $0 != sighting.uuid }?.description ?? ""
    let more = uuids.count > 2 ? " and \(uuids.count - 2) more" : ""
    return Problem(
      sighting.source,
      """
      \(sighting.path?.lossyText ?? "the VMDK") is also listed with the UUID \(other)\(more); one \
      of them is out of date or belongs to another folder: ask the host again, with full paths
      """)
  }

  static func < (lhs: Entry, rhs: Entry) -> Bool {
    if lhs.vagueness != rhs.vagueness { return lhs.vagueness < rhs.vagueness }
    if let left = lhs.sighting.path, let right = rhs.sighting.path, left != right {
      return left < right
    }
    return lhs.sighting.source < rhs.sighting.source
  }
}

/// A place that is the same file wherever it is mentioned; without a datastore it is so only within
/// one host file, which is then named.
private struct ExactPlace: Hashable {
  var place: Place
  var file: ByteString?
}

/// The sightings that were joined to one VMDK.
private struct Disk {
  /// At least one; the most telling path first.
  var entries: [Entry]

  /// Joins the sightings of one UUID to as few VMDKs as they may be, the most telling path first.
  static func joining(_ entries: [Entry]) -> [Disk] {
    guard entries.count > 1 else { return [Disk(entries: entries)] }
    let entries = entries.sorted()
    var disks: [Disk] = []
    var known = PlaceIndex()
    var unnamed = UnnamedAnswers()
    let copies = Dictionary(
      grouping: Set(entries.filter(\.sighting.isPathLocal).compactMap(\.place)), by: \.file)
    for entry in entries {
      var index: Int?
      if let place = entry.place {
        index = known.disk(at: place)
        // A copy of the VMDK's own file may have been put into any folder. Two copies in two folders
        // may be two VMDKs, though.
        if index == nil, entry.sighting.isPathLocal, copies[place.file]?.count == 1 {
          index = known.disk(withFile: place.file)
        }
      } else {
        index = unnamed.disk(for: entry, among: disks)
      }
      if let index {
        disks[index].entries.append(entry)
      } else {
        disks.append(Disk(entries: [entry]))
      }
      if let place = entry.place { known.insert(place, disk: index ?? disks.count - 1) }
    }
    return disks
  }

  func vmdk(contradicted: Bool) -> VMDK {
    let first = entries[0].sighting
    let sources = Set(entries.map(\.sighting.source)).subtracting([first.source]).sorted()
    return VMDK(
      path: first.path, uuid: first.uuid, size: entries.lazy.compactMap(\.sighting.size).first,
      sources: [first.source] + sources, isContradicted: contradicted)
  }
}

/// Finds the disk that a UUID without a path says nothing new about: the first that its file has not
/// named yet. One that the file has named is another answer's, so that this may be another disk's.
private struct UnnamedAnswers {
  /// For each file, the number of disks at the front that it has already named.
  private var namedBy: [ByteString: Int] = [:]

  /// The disk of an answer, nil if it is a disk of its own. Answers without a path come last, so that
  /// what a file has named at the front never changes back, and each disk is looked at once a file.
  mutating func disk(for entry: Entry, among disks: [Disk]) -> Int? {
    let file = entry.sighting.source.file
    var index = namedBy[file] ?? 0
    while index < disks.count,
      disks[index].entries.contains(where: { $0.sighting.source.file == file })
    {
      index += 1
    }
    // This answer takes the disk, be it one of these or a new one.
    namedBy[file] = index + 1
    return index < disks.count ? index : nil
  }
}

extension Place {
  /// Another file in the same folder.
  fileprivate init(_ place: Place, file: ByteString) {
    self = place
    self.file = file
  }
}

extension Sighting {
  /// The path with the folder it is relative to, as far as that is known; nil without a path.
  fileprivate var pathInFolder: ByteString? {
    guard let path, let folder, Place(path).datastore == nil,
      path.bytes.first != UInt8(ascii: "/")
    else { return path }
    return ByteString(folder.bytes + [UInt8(ascii: "/")] + path.bytes)
  }
}
