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
    let entries = Set(findings.sightings).map(Entry.init).sorted()
    var disks: [Disk] = []
    for group in Dictionary(grouping: entries.filter { $0.sighting.uuid != nil }, by: \.sighting.uuid)
      .values
    {
      disks += Disk.joining(group)
    }
    let contradictions = Self.contradictions(among: entries)
    let unanswered = Self.pathsWithoutUUID(entries, besides: disks)

    vmdks = (disks + unanswered).map { disk in
      disk.vmdk(contradicted: disk.exactPlaces.contains { contradictions[$0] != nil })
    }.sorted()
    problems = Set(findings.problems + contradictions.values.joined()).sorted()
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
  /// Only places that are surely one file count: without a datastore, one path may be another file
  /// in every host file that mentions it, and a datastore's label and its identifier are not known
  /// to be one.
  private static func contradictions(among entries: [Entry]) -> [ExactPlace: [Problem]] {
    let known = entries.filter { $0.sighting.uuid != nil }
    let byPlace = Dictionary(grouping: known.filter { $0.exactPlace != nil }, by: \.exactPlace)
    var result: [ExactPlace: [Problem]] = [:]
    for case (let place?, let entries) in byPlace {
      let uuids = Set(entries.compactMap(\.sighting.uuid))
      guard uuids.count > 1 else { continue }
      result[place] = entries.sorted { $0.sighting.source < $1.sighting.source }.map { entry in
        let others = uuids.filter { $0 != entry.sighting.uuid }.sorted().map(\.description)
        return Problem(
          entry.sighting.source,
          """
          \(entry.sighting.path?.lossyText ?? "the VMDK") is also listed with the UUID \
          \(others.joined(separator: ", ")); one of them is out of date or belongs to another \
          folder: ask the host again, with full paths
          """)
      }
    }
    return result
  }

  /// The VMDKs whose UUID no file has.
  private static func pathsWithoutUUID(_ entries: [Entry], besides disks: [Disk]) -> [Disk] {
    var placesByFile = Dictionary(grouping: disks.flatMap(\.places), by: \.file)
    var result: [Disk] = []
    for entry in entries where entry.sighting.uuid == nil {
      guard let place = entry.place else { continue }
      let known = placesByFile[place.file] ?? []
      guard !known.contains(where: place.mayBe) else { continue }
      placesByFile[place.file, default: []].append(place)
      result.append(Disk(entry))
    }
    return result
  }
}

/// A sighting with what its path says, in the order in which sightings are joined.
private struct Entry: Comparable {
  var sighting: Sighting

  /// Where the disk lies; for a snapshot, where the disk lies that it belongs to. Nil without a path.
  var place: Place?

  init(_ sighting: Sighting) {
    self.sighting = sighting
    guard let path = sighting.path else { return }
    let own = Place(path)
    guard let parent = sighting.parent.map(Place.init) else {
      place = own.withoutSnapshotNumber
      return
    }
    place = parent.isBare ? Place(own, file: parent.file) : parent
    place = place?.withoutSnapshotNumber
  }

  /// The place of this very file, if it has a path; see ``ExactPlace``.
  var exactPlace: ExactPlace? {
    sighting.path.map { path in
      let place = Place(path)
      return ExactPlace(place: place, file: place.datastore == nil ? sighting.source.file : nil)
    }
  }

  /// How much the path says about the place on the host, the most first.
  private var vagueness: Int {
    guard let path = sighting.path, let place else { return 8 }
    let snapshot = Place(path) == place ? 0 : 1
    if sighting.isPathLocal { return 6 + snapshot }
    if place.isBare { return 4 + snapshot }
    return (place.datastore == nil ? 2 : 0) + snapshot
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
  var entries: [Entry]
  var places: [Place]

  init(_ entry: Entry) {
    entries = [entry]
    places = entry.place.map { [$0] } ?? []
  }

  /// Joins the sightings of one UUID to as few VMDKs as they may be, the most telling path first.
  static func joining(_ entries: [Entry]) -> [Disk] {
    var disks: [Disk] = []
    for entry in entries.sorted() {
      if let index = disks.firstIndex(where: { $0.takes(entry, among: entries) }) {
        disks[index].add(entry)
      } else {
        disks.append(Disk(entry))
      }
    }
    return disks
  }

  private func takes(_ entry: Entry, among all: [Entry]) -> Bool {
    guard let place = entry.place else { return true }
    if places.allSatisfy(place.mayBe) { return true }
    guard entry.sighting.isPathLocal, places.contains(where: { $0.file == place.file }) else {
      return false
    }
    // A copy of the VMDK's own file may have been put into any folder. Two copies in two folders
    // may be two VMDKs, though.
    let copies = Set(all.filter(\.sighting.isPathLocal).compactMap(\.place))
    return !entries.contains(where: \.sighting.isPathLocal)
      && copies.filter { $0.file == place.file }.count == 1
  }

  private mutating func add(_ entry: Entry) {
    entries.append(entry)
    if let place = entry.place, !places.contains(place) { places.append(place) }
  }

  var exactPlaces: [ExactPlace] { entries.compactMap(\.exactPlace) }

  func vmdk(contradicted: Bool) -> VMDK {
    let first = entries[0].sighting
    let sources = Set(entries.map(\.sighting.source)).subtracting([first.source]).sorted()
    return VMDK(
      path: first.path, uuid: first.uuid, size: entries.lazy.compactMap(\.sighting.size).first,
      sources: [first.source] + sources, isContradicted: contradicted)
  }
}

extension Place {
  /// Another file in the same folder.
  fileprivate init(_ place: Place, file: ByteString) {
    self = place
    self.file = file
  }
}
