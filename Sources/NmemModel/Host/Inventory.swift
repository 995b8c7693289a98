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
    var disks: [Disk] = []
    for group in Dictionary(grouping: findings.sightings, by: \.uuid) where group.key != nil {
      disks += Disk.joining(group.value.map(Entry.init))
    }
    let unanswered = Disk.withoutUUID(
      findings.sightings.lazy.filter { $0.uuid == nil }.map(Entry.init).sorted(), completing: &disks
    )
    let contradictions = Contradictions(among: disks)

    vmdks = (disks + unanswered).map { disk in
      disk.vmdk(contradicted: contradictions.concern(disk))
    }.sorted()
    problems = Array(Set(findings.problems + contradictions.problems))
    let explained = Set(problems.map(\.source))
    for disk in unanswered where explained.isDisjoint(with: disk.entries.map(\.sighting.source)) {
      problems += disk.missingUUID.map { [$0] } ?? []
    }
    problems.sort()
  }
}
