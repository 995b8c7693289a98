import NmemModel

// What standard error says about VMDKs that back no known DIMM.

extension Topology {
  /// Which VMDKs back no DIMM, and which may; one line for all that have one reason.
  func diagnosticsOnUnmatched(_ guest: GuestSide) -> [String] {
    var groups: [(ignorance: Ignorance?, names: [String])] = []
    for vmdk in unmatched where !isInDoubt(vmdk) {
      let ignorance = ignorance(of: vmdk)
      if let index = groups.firstIndex(where: { $0.ignorance == ignorance }) {
        groups[index].names.append(vmdk.name)
      } else {
        groups.append((ignorance, [vmdk.name]))
      }
    }
    return groups.map { ignorance, names in
      ignorance.map { $0.diagnostic(on: names.listed, count: names.count) }
        ?? "\(names.listed) \(back(names.count)) no DIMM of \(guest.description)"
    }
  }

  /// Whether it is said already that a path has two UUIDs: of the DIMM that is the one's.
  private func isInDoubt(_ vmdk: VMDK) -> Bool {
    vmdk.isContradicted
      && stacks.contains { stack in
        stack.match.vmdks.contains { $0.isContradicted && $0.path == vmdk.path }
      }
  }
}

extension Ignorance {
  /// That it is not known whether this many VMDKs of these names back a DIMM, and why.
  fileprivate func diagnostic(on names: String, count: Int) -> String {
    let isOne = count == 1
    let (dimms, reason) =
      switch self {
      case .noUUID: ("a DIMM", isOne ? "its UUID is not known" : "their UUIDs are not known")
      case .contradicted:
        (
          "a DIMM",
          "\(isOne ? "it is" : "they are") listed with two UUIDs, one of which is out of date"
        )
      case .unseenDIMMs: ("a DIMM", "there may be DIMMs that cannot be seen")
      case .noSerial(let dimms):
        (
          dimms.listed,
          dimms.count == 1 ? "the DIMM's serial is not known" : "the DIMMs' serials are not known"
        )
      }
    return "it is not known whether \(names) \(back(count)) \(dimms): \(reason)"
  }
}

extension VMDKs {
  /// Which VMDKs of one virtual machine's own back none of its DIMMs, though they may be NVDIMMs; one line for all.
  func diagnosticsOnLeftOver(_ guest: GuestSide, _ topology: Topology) -> [String] {
    // Of a path with two UUIDs, which is said, the other one may be a DIMM's.
    let machine = guest.guests.count == 1 ? guest.guests[0].machine : nil
    let leftOver = indices.filter { index in
      mayBeNVDIMM(at: index) && !(machine.map(self[index].isOnlyOfOthers(than:)) ?? false)
    }
    guard !leftOver.isEmpty else { return [] }
    let names = leftOver.listed { self[$0].name }
    let silent = topology.dimmsWithoutSerial
    return silent.isEmpty
      ? ["\(names) \(back(leftOver.count)) no DIMM of \(guest.description); is a DIMM missing?"]
      : [Ignorance.noSerial(silent).diagnostic(on: names, count: leftOver.count)]
  }
}

/// The verb for `count` VMDKs.
private func back(_ count: Int) -> String { count == 1 ? "backs" : "back" }
