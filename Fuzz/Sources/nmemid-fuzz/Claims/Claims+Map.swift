import NmemModel

/// What holds for the answer to any statements, told by simpler means than those it is made with.
extension [Statement] {
  /// A guest whose DIMMs have some of the UUIDs' serials is told nothing that cannot be known.
  func claimNoGuess(from inventory: Inventory, _ chance: inout Chance) {
    let found = Set(compactMap(\.uuid?.serial)).sorted { $0.rawValue < $1.rawValue }
    let serials = found.shuffled(using: &chance).prefix(.random(in: 1...64, using: &chance))
    let matches = GuestToHostMap([Guest(dimmsOfSerials: serials)], inventory.vmdks).matches
    let outOfDate = contradictedUUIDs
    for match in matches {
      let own = filter { $0.uuid != nil && $0.uuid?.serial == match.dimm.serial }
      switch match.verdict {
      case .none, .unknown:
        claim(own.isEmpty, "no VMDK for \(match.dimm.dev), in spite of \(own)")
      case .ambiguous:
        claim(
          own.count > 1 || own[0].kind == .disk || own[0].traits.contains(.isDoubtful)
            || !isAlone(own[0]),
          "a single statement is ambiguous: \(own)")
      case .one:
        let uuids = Set(own.map(\.uuid))
        claim(uuids.count == 1 && uuids == Set(match.vmdks.map(\.uuid)), "one of \(own)")
        claim(match.vmdks.count == 1, "one is \(match.vmdks.count) VMDKs")
        claim(uuids.isDisjoint(with: outOfDate), "one, in spite of two UUIDs: \(own)")
        claim(
          Set(own.compactMap(\.certainName)).count <= 1, "one, in spite of two names: \(own)")
        claim(
          Set(own.compactMap(\.certainPath)).count <= 1, "one, in spite of two folders: \(own)")
        let isUnclear = own.contains { $0.traits.contains(.isUntied) && $0.beside == nil }
        claim(
          !isUnclear || own.allSatisfy { $0.path == nil },
          "one, in spite of what may be another file's: \(own)")
      }
    }
  }

  /// The UUIDs of paths that one file gives several.
  private var contradictedUUIDs: Set<DiskUUID?> {
    let answers = filter { $0.path != nil && $0.uuid != nil }
    let uuids = Dictionary(grouping: answers) {
      [$0.source.file, $0.host, $0.folder, $0.path]
    }.values.map { Set($0.map(\.uuid)) }
    return Set(uuids.filter { $0.count > 1 }.joined())
  }

  /// Whether no other statement can have to do with this one.
  private func isAlone(_ statement: Statement) -> Bool {
    let names = statement.names
    return !contains { other in
      other != statement && (other.uuid == statement.uuid || !other.names.isDisjoint(with: names))
    }
  }
}

extension Guest {
  /// A guest as vSphere makes it: one bus, and on it DIMMs of these serials.
  fileprivate init(dimmsOfSerials serials: some Sequence<Serial>) {
    let dimms = serials.enumerated().map { index, serial in
      DIMM(
        dev: "nmem\(index)", id: UniqueID("8902-\(serial)"), handle: UInt32(index),
        physID: UInt16(index))
    }
    self.init(buses: [Bus(dev: "ndbus0", provider: "ACPI.NFIT", dimms: dimms)])
  }
}

extension Statement {
  /// The names that the disk's first file may have.
  fileprivate var names: Set<ByteString> {
    Set([path, parent].compactMap { $0?.lastName.withoutSnapshotNumber })
  }

  /// The name that the disk's first file surely has; nil if it may be another's, as a snapshot's.
  fileprivate var certainName: ByteString? {
    guard let path, !traits.contains(.isLocal), parent == nil, path.hasSuffix(ignoringCase: ".vmdk")
    else {
      return nil
    }
    return path.lastName.withoutSnapshotNumber
  }

  /// The folders, below the datastore, and the name that the disk's first file surely has.
  fileprivate var certainPath: [ByteString]? {
    guard let certainName, let path, path.bytes.starts(with: "/vmfs/volumes/".utf8) else {
      return nil
    }
    let parts = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { ByteString($0) }
    let folders = parts.dropFirst(4).dropLast()
    return folders.contains { ["", ".", ".."].contains($0) } ? nil : folders + [certainName]
  }
}

extension ByteString {
  /// What comes after the datastore and the last slash.
  fileprivate var lastName: ByteString {
    var path = bytes[...]
    if path.first == UInt8(ascii: "["), let end = path.firstIndex(of: UInt8(ascii: "]")) {
      path = path[(end + 1)...].drop { $0 == UInt8(ascii: " ") }
    }
    return ByteString(path[((path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex - 1) + 1)...])
  }

  /// `a.vmdk` for `a-000001.vmdk`.
  fileprivate var withoutSnapshotNumber: ByteString {
    let stem = bytes.dropLast(5)
    let number = stem.suffix(7)
    guard stem.count > 7, number.first == UInt8(ascii: "-"),
      number.dropFirst().allSatisfy(\.isASCIIDigit)
    else { return self }
    return ByteString(stem.dropLast(7) + bytes.suffix(5))
  }
}
