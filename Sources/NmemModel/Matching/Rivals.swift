/// A DIMM, and where it is.
struct PlacedDIMM {
  var guest: Guest
  var bus: Bus
  var dimm: DIMM
  var regions: [Region]?

  /// All DIMMs of some guests.
  static func all(of guests: [Guest]) -> [PlacedDIMM] {
    guests.flatMap { guest in
      guest.buses.flatMap { bus in
        zip(bus.dimms, bus.regionsOfDIMMs).map {
          PlacedDIMM(guest: guest, bus: bus, dimm: $0, regions: $1)
        }
      }
    }
  }

  /// What a user calls it.
  fileprivate var name: DIMMName { DIMMName(guest: guest.name, dev: dimm.dev) }

  /// The DIMM with the VMDKs that were chosen. Regions tell theirs by a DIMM's name, which has to be its own.
  func match(
    _ choice: Choice, doubts: [Doubt], hasUUIDs: Bool, isOnlyOfItsName: Bool
  ) -> DIMMMatch {
    DIMMMatch(
      guest: guest.name, machine: guest.machine, bus: bus, dimm: dimm,
      vmdks: choice.kept.map(\.vmdk).sorted(), setAside: choice.setAside.map(\.vmdk).sorted(),
      doubts: doubts, regions: isOnlyOfItsName ? regions : nil,
      isCompared: hasUUIDs && dimm.serial != nil)
  }
}

private struct DIMMName: Hashable {
  var guest: String?
  var dev: String
}

/// The DIMMs that could claim the same VMDK, or have the same name, so that each is in doubt.
struct Rivals {
  private let dimms: [PlacedDIMM]
  private let choices: [Choice]
  private let bySerial: [Serial?: [Int]]
  private let byID: [UniqueID?: [Int]]
  private let byName: [DIMMName: [Int]]

  init(_ dimms: [PlacedDIMM], _ choices: [Choice]) {
    (self.dimms, self.choices) = (dimms, choices)
    bySerial = Dictionary(
      grouping: dimms.indices.filter { dimms[$0].dimm.serial != nil }, by: { dimms[$0].dimm.serial }
    )
    byID = Dictionary(
      grouping: dimms.indices.filter { dimms[$0].dimm.id != nil }, by: { dimms[$0].dimm.id })
    byName = Dictionary(grouping: dimms.indices) { dimms[$0].name }
  }

  /// How many DIMMs have the name of one, itself among them.
  func nameCount(of index: Int) -> Int { byName[dimms[index].name]?.count ?? 1 }

  /// Why it cannot be told which VMDK backs a DIMM; empty if it can.
  func doubts(about index: Int) -> [Doubt] {
    let vmdks = choices[index].kept.map(\.vmdk)
    var doubts: [Doubt] = vmdks.count > 1 ? [.severalVMDKs] : []
    let rivals = rivals(of: index)
    if rivals.count > 1 {
      let names = rivals.lazy.filter { $0 != index }.prefix(5).map { rival in
        let name = dimms[rival].name
        return name.guest.map { "\(name.dev) of \($0)" } ?? name.dev
      }
      doubts.append(.sharedWith(Array(names), more: max(0, rivals.count - 6)))
    }
    let sameNames = nameCount(of: index)
    if sameNames > 1 { doubts.append(.severalOfThisName(sameNames)) }
    for vmdk in vmdks where vmdk.isContradicted {
      doubts.append(.contradictedPath(vmdk.path ?? ""))
    }
    for vmdk in vmdks where vmdk.kind == .disk { doubts.append(.notAnNVDIMM(vmdk.path)) }
    doubts += vmdks.filter(\.isDoubtful).compactMap(\.uuid).map { .notSaidOfADisk($0) }
    return doubts
  }

  /// The DIMMs that have the identity of one, itself among them. One id on two DIMMs says that the id identifies nothing.
  /// One serial under two ids matters only if there is a VMDK that both could claim.
  private func rivals(of index: Int) -> [Int] {
    let (dimm, choice) = (dimms[index].dimm, choices[index])
    let ofSerial = choice.kept.isEmpty ? nil : dimm.serial.flatMap { bySerial[$0] }
    let rivals = ofSerial ?? dimm.id.flatMap { byID[$0] } ?? []
    // Of ten thousand clones, each has all others.
    guard !choice.setAside.isEmpty else { return rivals }
    return rivals.filter { $0 == index || !choice.excludes(choices[$0]) }
  }
}
