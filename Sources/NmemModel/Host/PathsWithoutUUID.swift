/// The VMDKs that host files name without a UUID: what an administrator asked for without success, and what
/// comes from lists that have no UUIDs (a VMX, the NVDIMMs of the vSphere API).
extension Disk {
  /// Completes the disks that have a UUID with what such statements say about the same files, and
  /// returns the rest. The statement that says most comes first.
  static func withoutUUID(_ entries: [Entry], completing disks: inout [Disk]) -> [Disk] {
    let files = Set(entries.compactMap(\.place?.file))
    guard !files.isEmpty else { return [] }
    var known = PlaceIndex()
    for (index, disk) in disks.enumerated() {
      for place in disk.entries.compactMap(\.place) where files.contains(place.file) {
        known.insert(place, disk: index)
      }
    }
    var rest: [Disk] = []
    var unanswered = PlaceIndex()
    for entry in entries {
      guard let place = entry.place else { continue }
      let owners = place.datastore == nil ? [] : known.disks(on: place)
      if owners.count == 1 {
        disks[owners[0]].details.append(entry)
      } else if !entry.statement.traits.contains(.isPathOnly), known.disk(at: place) != nil {
        continue
      } else if let index = unanswered.disk(of: entry, at: place, in: rest) {
        rest[index].entries.append(entry)
      } else {
        unanswered.insert(place, disk: rest.count)
        rest.append(Disk(entries: [entry]))
      }
    }
    for disk in rest { lendName(of: disk, in: known, to: &disks) }
    return rest
  }

  /// Makes a disk without a UUID a possible match of the one disk that may be the same file, if there is
  /// only one with that file name: nothing proves it. This many of its paths are enough to look at.
  private static func lendName(of disk: Disk, in known: PlaceIndex, to disks: inout [Disk]) {
    guard let place = disk.entries[0].place, let owner = known.onlyDisk(withFile: place.file),
      disks[owner].entries.prefix(64).contains(where: { $0.place?.mayBe(place) ?? false })
    else { return }
    disks[owner].possibleMatches.append(disk.entries[0])
  }
}

extension Disk {
  /// That nobody gave the UUID of this disk, and why was not said; nil if nobody would expect one.
  var missingUUID: Problem? {
    guard !entries.contains(where: { $0.statement.traits.contains(.isExplained) }),
      let asked = entries.first(where: { !$0.statement.traits.contains(.isPathOnly) })
    else { return nil }
    return Problem(
      asked.statement.source,
      Note.Kind.missing.message(
        number: 0, path: asked.statement.path?.lossyText, excerpt: nil))
  }
}

extension Catalog {
  /// Whether a statement has a path without a UUID, which was not explained.
  func isMissingUUID(_ index: Int) -> Bool {
    records[index].uuid == nil
      && records[index].traits.isDisjoint(with: [.isPathOnly, .isExplained])
  }
}

extension PlaceIndex {
  /// The disk without a UUID that a statement is about, among those already known. That a machine has
  /// a file of some name in its own folder says nothing about such files elsewhere.
  fileprivate func disk(of entry: Entry, at place: Place, in disks: [Disk]) -> Int? {
    guard let index = disk(at: place) else { return nil }
    guard entry.statement.traits.contains(.isPathOnly) && place.isBare else { return index }
    let first = disks[index].entries[0]
    return first.exactPlace == entry.exactPlace
      && first.statement.machine == entry.statement.machine
      ? index : nil
  }
}
