/// The sightings that were joined to one VMDK.
struct Disk {
  /// At least one; the most telling path first. All have the same UUID, or none.
  var entries: [Entry]

  /// What other lists tell about the same file without its UUID; the most telling path first.
  var details: [Entry] = []

  /// What may be this file, and has no UUID that would prove it.
  var namesakes: [Entry] = []

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
        // Two machines that one list gives a file of one name have two files.
        if let found = index, disks[found].isOfAnotherMachine(than: entry) { index = nil }
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

  /// Whether the same file has a path as short as this for another machine.
  private func isOfAnotherMachine(than entry: Entry) -> Bool {
    guard let machine = entry.sighting.machine, entry.place?.datastore == nil else { return false }
    return entries.prefix(64).contains { other in
      other.sighting.source.file == entry.sighting.source.file && other.place?.datastore == nil
        && other.sighting.machine.map { $0 != machine } ?? false
    }
  }

  func vmdk(contradicted: Bool) -> VMDK {
    let first = entries[0].sighting
    guard entries.count + details.count > 1 || !namesakes.isEmpty else {
      return VMDK(first, isContradicted: contradicted)
    }
    let sightings = (entries + details).map(\.sighting)
    let kinds = Set(sightings.compactMap(\.kind))
    return VMDK(
      path: first.path,
      otherPaths: Set(sightings.compactMap(\.path) + sightings.compactMap(\.fullPath))
        .subtracting([first.path].compactMap(\.self)).sorted(),
      uuid: first.uuid, size: sightings.lazy.compactMap(\.size).first,
      // One that says "disk" casts its doubt, whatever others say.
      kind: kinds.contains(.disk) ? .disk : kinds.first,
      machines: Set(sightings.compactMap(\.machine)).sorted(),
      namesakes: namesakes.map(\.sighting),
      sources: [first.source]
        + Set(sightings.map(\.source)).subtracting([first.source]).sorted(),
      isContradicted: contradicted)
  }
}

extension VMDK {
  /// The VMDK of which a sighting tells all that is known.
  init(_ sighting: Sighting, isContradicted: Bool = false) {
    self.init(
      path: sighting.path, otherPaths: sighting.fullPath.map { [$0] } ?? [], uuid: sighting.uuid,
      size: sighting.size, kind: sighting.kind, machines: sighting.machine.map { [$0] } ?? [],
      sources: [sighting.source], isContradicted: isContradicted)
  }
}
