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
    let acquaintance = Acquaintance(among: findings.sightings)
    var acquainted: [Sighting] = []
    vmdks = []
    for sighting in findings.sightings {
      if acquaintance.isStranger(sighting) {
        vmdks.append(VMDK(sighting))
      } else {
        acquainted.append(sighting)
      }
    }

    var disks: [Disk] = []
    for group in Dictionary(grouping: acquainted, by: \.uuid) where group.key != nil {
      disks += Disk.joining(group.value.map(Entry.init))
    }
    let unanswered = Disk.withoutUUID(
      acquainted.lazy.filter { $0.uuid == nil }.map(Entry.init).sorted(), completing: &disks)
    let contradictions = Contradictions(among: disks)

    vmdks += (disks + unanswered).map { disk in
      disk.vmdk(contradicted: contradictions.concern(disk))
    }
    Self.tellApart(&vmdks)
    vmdks.sort()
    problems = Array(Set(findings.problems + contradictions.problems))
    let explained = Set(problems.map(\.source))
    for disk in unanswered where explained.isDisjoint(with: disk.entries.map(\.sighting.source)) {
      problems += disk.missingUUID.map { [$0] } ?? []
    }
    problems.sort()
  }

  /// How many different UUIDs the VMDKs have.
  public var uuidCount: Int { Set(vmdks.lazy.compactMap(\.uuid)).count }

  /// Puts the full path in the place of a relative one that several VMDKs bear, if only beside a better
  /// one, where the host told in which folder it was asked.
  private static func tellApart(_ vmdks: inout [VMDK]) {
    let relative = vmdks.indices.filter { index in
      vmdks[index].path?.isRelative == true && !vmdks[index].otherPaths.isEmpty
    }
    guard !relative.isEmpty else { return }
    var count: [ByteString: Int] = [:]
    for vmdk in vmdks {
      for path in [vmdk.path].compactMap(\.self) + vmdk.otherPaths where path.isRelative {
        count[path, default: 0] += 1
      }
    }
    for index in relative {
      guard let path = vmdks[index].path, count[path] ?? 0 > 1,
        let full = vmdks[index].otherPaths.first(where: {
          !$0.isRelative && $0.bytes.suffix(path.bytes.count).elementsEqual(path.bytes)
        })
      else { continue }
      vmdks[index].path = full
      vmdks[index].otherPaths.removeAll { $0 == full }
      vmdks[index].otherPaths = (vmdks[index].otherPaths + [path]).sorted()
    }
  }
}

extension ByteString {
  /// Whether a path says on which datastore of the host it is.
  public var namesDatastore: Bool { Place(self).datastore != nil }

  /// Whether a path is relative to a folder that it does not tell.
  fileprivate var isRelative: Bool { bytes.first != UInt8(ascii: "/") && !namesDatastore }
}
