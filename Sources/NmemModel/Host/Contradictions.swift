/// The places that host files give several UUIDs, so that at least one of them is out of date.
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
    let entries = disks.lazy.flatMap(\.entries).filter { $0.sighting.path != nil }
    // Few files share a name, and looking closely at all of them would take most of the time.
    let sharedFiles = Dictionary(grouping: entries, by: \.sighting.path?.fileName)
      .filter { $0.value.count > 1 }
    for (place, entries) in Dictionary(grouping: sharedFiles.values.joined(), by: \.exactPlace) {
      let uuids = Set(entries.compactMap(\.sighting.uuid))
      guard let place, uuids.count > 1 else { continue }
      let sorted = uuids.sorted()
      problemsByPlace[place] = entries.map { $0.contradiction(sorted) }
    }
    // Two host files may have spellings of one place: in order, so that always the same is said of it.
    let pairs = sharedFiles.values.flatMap(Self.spellingsThatDisagree).sorted(by: <)
    for (first, second) in pairs {
      let uuids = [first, second].compactMap(\.sighting.uuid)
      for entry in [first, second] {
        guard let place = entry.exactPlace, problemsByPlace[place] == nil else { continue }
        problemsByPlace[place] = [entry.contradiction(uuids)]
      }
    }
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
}
