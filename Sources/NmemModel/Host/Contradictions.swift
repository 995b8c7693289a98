/// The places that host files give several UUIDs, so at least one of them is out of date.
struct Contradictions {
  /// Each of the places, with a problem for every line that names it.
  private var problemsByPlace: [ExactPlace: [Problem]] = [:]

  /// What is said about them.
  var problems: [Problem] { problemsByPlace.values.flatMap(\.self) }

  /// Whether a disk is at one of the places.
  func concern(_ disk: Disk) -> Bool {
    !problemsByPlace.isEmpty
      && disk.entries.contains { $0.exactPlace.map { problemsByPlace[$0] != nil } ?? false }
  }

  /// The contradictions among all disks that have a UUID.
  ///
  /// Across host files, only places that are surely one file count: without a datastore, one path may
  /// be another file in each of them. Within one host file, spellings that may be one count too.
  init(among disks: [Disk]) {
    let entries = disks.lazy.flatMap(\.entries).filter { $0.statement.path != nil }
    // Few files share a name, and looking closely at all of them would take most of the time.
    let sharedFiles = Dictionary(grouping: entries, by: \.statement.path?.fileName)
      .filter { $0.value.count > 1 }
    for (place, entries) in Dictionary(grouping: sharedFiles.values.joined(), by: \.exactPlace) {
      let uuids = Set(entries.compactMap(\.statement.uuid))
      guard let place, uuids.count > 1, !Self.areOnDifferentHosts(entries) else { continue }
      let sorted = uuids.sorted()
      problemsByPlace[place] = entries.map { $0.contradiction(sorted) }
    }
    // Two host files may have spellings of one place: in order, so always the same is said about it.
    let pairs = sharedFiles.values.flatMap(Self.spellingsThatDisagree).sorted(by: <)
    for (first, second) in pairs {
      let uuids = [first, second].compactMap(\.statement.uuid)
      for entry in [first, second] {
        guard let place = entry.exactPlace, problemsByPlace[place] == nil else { continue }
        problemsByPlace[place] = [entry.contradiction(uuids)]
      }
    }
  }

  /// Whether each of several entries is on a host of its own, so they are as many files.
  private static func areOnDifferentHosts(_ entries: [Entry]) -> Bool {
    let uuidsByHost = Dictionary(grouping: entries) {
      $0.place?.isOnPersistentMemory == true ? $0.place?.host : nil
    }
    .mapValues { Set($0.map(\.statement.uuid)) }
    return uuidsByHost[nil] == nil && uuidsByHost.values.allSatisfy { $0.count == 1 }
  }

  /// The pairs of statements in one host file whose paths are spelled differently, may be one, and
  /// have different UUIDs: `[DS] vm/a.vmdk` and `vm/a.vmdk`.
  private static func spellingsThatDisagree(_ entries: [Entry]) -> [(Entry, Entry)] {
    struct Neighbours: Hashable {
      var source: ByteString
      var folder: ByteString?
    }
    let full = entries.filter { $0.place?.isBare == false }
    let groups = Dictionary(grouping: full) {
      Neighbours(source: $0.statement.source.file, folder: $0.place?.folders.last)
    }
    var pairs: [(Entry, Entry)] = []
    for group in groups.values where group.count > 1 {
      // No honest list has this many spellings of one path; a hostile one shall not take forever.
      let spellings = Dictionary(grouping: group, by: \.exactPlace).values.compactMap { $0.min() }
        .sorted().prefix(32)
      let ofLabels = Set(spellings.filter(\.isOnLabel).map(\.statement.uuid))
      let ofIdentifiers = Set(spellings.filter(\.isOnIdentifier).map(\.statement.uuid))
      for (index, first) in spellings.enumerated() {
        for second in spellings.dropFirst(index + 1)
        where first.statement.uuid != second.statement.uuid
          // A label with the UUID of one identifier is that datastore's, and no spelling of another's.
          && !(first.isOnLabel != second.isOnLabel
            && [first, second].contains {
              ($0.isOnLabel ? ofIdentifiers : ofLabels).contains($0.statement.uuid)
            })
          && (first.place.flatMap { place in second.place.map(place.mayBe) } ?? false)
        {
          pairs.append((first, second))
        }
      }
    }
    return pairs
  }
}

extension Entry {
  fileprivate var isOnLabel: Bool {
    if case .label? = place?.datastore { true } else { false }
  }

  fileprivate var isOnIdentifier: Bool {
    if case .identifier? = place?.datastore { true } else { false }
  }
}
