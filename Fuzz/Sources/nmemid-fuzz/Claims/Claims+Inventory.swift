import NmemModel

/// What holds for the inventory of any findings.
extension Inventory {
  /// The order in which things were found makes no difference.
  func claimOrderIsNothing(in findings: Findings, _ chance: inout Chance) {
    var shuffled = findings
    shuffled.sightings.shuffle(using: &chance)
    shuffled.problems.shuffle(using: &chance)
    let other = Inventory(shuffled)
    claim(
      self == other,
      """
      the order of the sightings makes a difference: \
      \(Difference(vmdks, other.vmdks)) \(Difference(problems, other.problems))
      """)
  }

  /// Every line that has a UUID is one of a VMDK with that UUID, and every line of a VMDK has its UUID
  /// or none.
  func claimNothingIsLost(of findings: Findings) {
    let found = Dictionary(grouping: findings.sightings, by: \.source)
      .mapValues { Set($0.map(\.uuid)) }
    var told: [Source: Set<DiskUUID?>] = [:]
    for vmdk in vmdks {
      for source in vmdk.sources {
        told[source, default: []].insert(vmdk.uuid)
        let uuids = found[source] ?? []
        claim(
          uuids.contains(vmdk.uuid) || uuids.contains(nil),
          "\(source) is said to be about \(vmdk), and has the UUIDs \(uuids)")
      }
    }
    for (source, uuids) in found {
      let lost = uuids.subtracting(told[source] ?? [])
      claim(lost.isSubset(of: [nil]), "the UUIDs \(lost) are lost that \(source) has")
    }
  }
}

/// The first elements in which two lists differ.
struct Difference<Element: Equatable>: CustomStringConvertible {
  let description: String

  init(_ left: [Element], _ right: [Element]) {
    let indices = 0..<max(left.count, right.count)
    let differs = indices.first { left.dropFirst($0).first != right.dropFirst($0).first }
    guard let index = differs else {
      description = ""
      return
    }
    func text(_ list: [Element]) -> String { index < list.count ? "\(list[index])" : "nothing" }
    description = "at \(index): \(text(left)) or \(text(right))"
  }
}
