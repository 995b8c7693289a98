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
    let dimms = PlacedDIMM.all(of: guests)
    let wanted = NumberSet(Set(dimms.compactMap(\.dimm.serial)).map(\.rawValue))
    func isMatched(_ index: Int) -> Bool {
      vmdks.uuid(at: index).map { wanted.contains($0.serial.rawValue) } ?? false
    }
    let candidates = Dictionary(
      grouping: vmdks.indices.lazy.filter(isMatched).map { Candidate(index: $0, vmdk: vmdks[$0]) },
      by: { $0.vmdk.uuid?.serial })
    let choices = dimms.map { placed in
      Choice(
        among: placed.dimm.serial.flatMap { candidates[$0] } ?? [],
        for: placed.guest.machine.flatMap { sharedMachines.contains($0) ? nil : $0 })
    }
    let rivals = Rivals(dimms, choices)
    matches = dimms.indices.map { index in
      dimms[index].match(
        choices[index], doubts: rivals.doubts(about: index), hasUUIDs: hasUUIDs,
        isOnlyOfItsName: rivals.nameCount(of: index) == 1)
    }
    matches.sort(by: Self.precedes)
    Self.doubtSamePaths(&matches)
    let kept = Set(choices.flatMap(\.kept).map(\.index))
    let setAside = Set(choices.flatMap(\.setAside).map(\.index)).subtracting(kept)
    unmatched = vmdks.filter { !isMatched($0) || setAside.contains($0) }
  }

  private static func precedes(_ left: DIMMMatch, _ right: DIMMMatch) -> Bool {
    if left.guest != right.guest { return naturallyPrecedes(left.guest ?? "", right.guest ?? "") }
    return left.dimm.dev == right.dimm.dev
      ? left.dimm.id?.description ?? "" < right.dimm.id?.description ?? ""
      : naturallyPrecedes(left.dimm.dev, right.dimm.dev)
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
