/// A VMDK whose UUID ends in a DIMM's serial, and where it is among all.
struct Candidate {
  var index: Int
  var vmdk: VMDK
}

/// Which of a DIMM's candidates may back it, with the virtual machine as a witness: a list may say which machine has
/// which file. It never makes a candidate of what the rule does not.
struct Choice {
  private(set) var kept: [Candidate]
  private(set) var setAside: [Candidate] = []

  /// Sets those aside that are known to be other machines', if one is known to be this machine's. Where the list does
  /// not say whose a candidate is, nothing changes.
  init(among candidates: [Candidate], for machine: MachineUUID?) {
    kept = candidates
    guard let machine, candidates.count > 1 else { return }
    let attachments = candidates.map(\.vmdk.attachments)
    let areAllKnown = attachments.allSatisfy {
      !$0.isEmpty && $0.allSatisfy { $0.machineUUID != nil }
    }
    let owners = attachments.map { Set($0.compactMap(\.machineUUID)) }
    guard areAllKnown, owners.contains(where: { $0.contains(machine) }) else { return }
    kept = zip(candidates, owners).filter { $1.contains(machine) }.map(\.0)
    setAside = zip(candidates, owners).filter { !$1.contains(machine) }.map(\.0)
  }

  /// Whether a DIMM with the other choice, of the same serial, cannot have the same VMDK: the machines of both are known to
  /// have different ones.
  func excludes(_ other: Choice) -> Bool {
    !setAside.isEmpty && !other.setAside.isEmpty
      && Set(kept.map(\.index)).isDisjoint(with: other.kept.map(\.index))
  }
}
