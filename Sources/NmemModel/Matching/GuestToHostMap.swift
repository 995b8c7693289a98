/// What a user calls a DIMM.
private struct DIMMName: Hashable {
  var guest: String?
  var dev: String

  init(_ guest: Guest, _ dimm: DIMM) {
    self.guest = guest.name
    dev = dimm.dev
  }
}

/// The answer to the main question: which VMDK backs which DIMM.
public struct GuestToHostMap: Equatable, Sendable {
  /// Every DIMM of every guest, sorted by guest, then by name as a person counts.
  public var matches: [DIMMMatch]

  /// The VMDKs that back none of these DIMMs, sorted by path; for those of other machines that is
  /// as it should be.
  public var unmatched: VMDKs

  /// Joins both sides by the one rule, ``DiskUUID/serial``. Never picks one of several. `hasUUIDs` is whether
  /// the host files have any UUID, where these are not all their VMDKs. `sharedMachines` are the UUIDs that several
  /// virtual machines have, so that they say nothing.
  public init(
    _ guests: [Guest], _ vmdks: VMDKs, hasUUIDs: Bool? = nil,
    sharedMachines: Set<MachineUUID> = []
  ) {
    let hasUUIDs = hasUUIDs ?? vmdks.indices.contains { vmdks.uuid(at: $0) != nil }
    let all = guests.flatMap { guest in
      guest.buses.flatMap { bus in
        zip(bus.dimms, bus.regionsOfDIMMs)
          .map { (guest: guest, bus: bus, dimm: $0, regions: $1) }
      }
    }
    let wanted = Set(all.compactMap(\.dimm.serial))
    let isWanted = NumberSet(wanted.map(\.rawValue))
    func isMatched(_ index: Int) -> Bool {
      vmdks.uuid(at: index).map { isWanted.contains($0.serial.rawValue) } ?? false
    }
    let candidates = Dictionary(
      grouping: vmdks.indices.lazy.filter(isMatched).map { Candidate(index: $0, vmdk: vmdks[$0]) },
      by: { $0.vmdk.uuid?.serial })
    let choices = all.map { guest, _, dimm, _ in
      Choice(
        among: dimm.serial.flatMap { candidates[$0] } ?? [],
        for: guest.machine.flatMap { sharedMachines.contains($0) ? nil : $0 })
    }
    let bySerial = Dictionary(
      grouping: all.indices.filter { all[$0].dimm.serial != nil }, by: { all[$0].dimm.serial })
    let byID = Dictionary(
      grouping: all.indices.filter { all[$0].dimm.id != nil }, by: { all[$0].dimm.id })
    let byName = Dictionary(grouping: all.indices) { DIMMName(all[$0].guest, all[$0].dimm) }

    var matches = all.indices.map { index -> DIMMMatch in
      let (guest, bus, dimm, regions) = all[index]
      let (choice, vmdks) = (choices[index], choices[index].kept.map(\.vmdk))
      var doubts: [Doubt] = []
      if vmdks.count > 1 { doubts.append(.severalVMDKs) }
      // One id on two DIMMs says that the id identifies nothing. One serial under two ids matters
      // only if there is a VMDK that both could claim.
      let rivals =
        (dimm.serial.flatMap { vmdks.isEmpty ? nil : bySerial[$0] } ?? byID[dimm.id] ?? [])
        .filter { $0 == index || !choice.excludes(choices[$0]) }
      if dimm.id != nil || dimm.serial != nil, rivals.count > 1 {
        let others = rivals.lazy.filter { $0 != index }.prefix(5).map { rival in
          let (guest, _, dimm, _) = all[rival]
          return guest.name.map { "\(dimm.dev) of \($0)" } ?? dimm.dev
        }
        doubts.append(.sharedWith(Array(others), more: max(0, rivals.count - 6)))
      }
      let sameNames = byName[DIMMName(guest, dimm)]?.count ?? 1
      if sameNames > 1 { doubts.append(.severalOfThisName(sameNames)) }
      for vmdk in vmdks where vmdk.isContradicted {
        doubts.append(.contradictedPath(vmdk.path ?? ""))
      }
      for vmdk in vmdks where vmdk.kind == .disk { doubts.append(.notAnNVDIMM(vmdk.path)) }
      return DIMMMatch(
        guest: guest.name, machine: guest.machine, bus: bus, dimm: dimm, vmdks: vmdks.sorted(),
        setAside: choice.setAside.map(\.vmdk).sorted(), doubts: doubts,
        regions: sameNames > 1 ? nil : regions, isCompared: hasUUIDs && dimm.serial != nil)
    }
    matches.sort { left, right in
      if left.guest != right.guest {
        return naturallyPrecedes(left.guest ?? "", right.guest ?? "")
      }
      return left.dimm.dev == right.dimm.dev
        ? left.dimm.id?.description ?? "" < right.dimm.id?.description ?? ""
        : naturallyPrecedes(left.dimm.dev, right.dimm.dev)
    }

    Self.doubtSamePaths(&matches)
    self.matches = matches
    let kept = Set(choices.flatMap(\.kept).map(\.index))
    let setAside = Set(choices.flatMap(\.setAside).map(\.index)).subtracting(kept)
    unmatched = vmdks.filter { !isMatched($0) || setAside.contains($0) }
  }

  /// Doubts what cannot be told apart in print: two VMDKs of one guest with one path, as two lists of
  /// bare names, or an old list and a new one, give them.
  private static func doubtSamePaths(_ matches: inout [DIMMMatch]) {
    struct GuestPath: Hashable {
      var guest: String?
      var path: ByteString
    }
    var uuids: [GuestPath: Set<DiskUUID>] = [:]
    for match in matches {
      for vmdk in match.vmdks {
        guard let path = vmdk.path, let uuid = vmdk.uuid else { continue }
        uuids[GuestPath(guest: match.guest, path: path), default: []].insert(uuid)
      }
    }
    for index in matches.indices {
      for vmdk in matches[index].vmdks where !vmdk.isContradicted {
        guard let path = vmdk.path,
          uuids[GuestPath(guest: matches[index].guest, path: path)]?.count ?? 0 > 1
        else { continue }
        matches[index].doubts.append(.samePath(path))
      }
    }
  }
}
