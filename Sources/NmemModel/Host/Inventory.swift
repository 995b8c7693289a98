/// The VMDKs that host files list, each one once, and everything about the files that a reader
/// has to know.
///
/// The same statements in any order make the same inventory. Nearly all VMDKs of a datacentre's list are
/// described by one statement each; they are made from the catalog when they are asked for.
public struct Inventory: Sendable {
  /// The VMDKs, sorted by path in natural order.
  public private(set) var vmdks: VMDKs

  /// What was not understood, and what contradicts itself, sorted by place.
  public let problems: Problems

  /// The inventory of what host files were found to say, or of what of it matters to DIMMs of some serials and to
  /// targets: the answer for these is the same. A UUID of which no file says that a disk has it is in it only if it ends
  /// in the serial of a VMDK's or of a DIMM, as one of `compared`.
  public init(
    _ catalog: Catalog, concerning serials: Set<Serial>? = nil, _ targets: [TraceTarget] = [],
    compared: Set<Serial> = []
  ) {
    let keys = RecordKeys(catalog)
    let chosen = keys.records(concerning: serials, targets)
    let (lone, related) = keys.lone(among: chosen)

    let statements = related.map { catalog.statement(Int($0)) }
    var disks: [Disk] = []
    let all = statements + catalog.doubtfulStatements(comparedWith: compared)
    for group in Dictionary(grouping: all, by: \.uuid) where group.key != nil {
      disks += Disk.joining(group.value.map(Entry.init))
    }
    let unanswered = Disk.withoutUUID(
      statements.lazy.filter { $0.uuid == nil }.map(Entry.init).sorted(), completing: &disks)
    let contradictions = Contradictions(among: disks)
    var joined = (disks + unanswered).map { disk in
      disk.vmdk(contradicted: contradictions.concern(disk))
    }
    Self.tellApart(&joined)

    vmdks = VMDKs(catalog, lone: lone, joined: joined)
    problems = Problems(
      catalog, withoutUUID: lone.lazy.map(Int.init).filter(catalog.isMissingUUID),
      others: contradictions.problems.map { (.contradiction, $0) }
        + unanswered.compactMap(\.missingUUID).map { (.missing, $0) })
  }

  /// How many different UUIDs there are: of a catalog's if all of it is in the inventory.
  public func uuidCount(of catalog: Catalog) -> Int {
    isNarrowed ? vmdks.uuidCount : catalog.uuidCount
  }

  /// Whether there is any UUID: see ``uuidCount(of:)``.
  public func hasUUID(of catalog: Catalog) -> Bool {
    isNarrowed ? vmdks.indices.contains { vmdks.uuid(at: $0) != nil } : catalog.hasUUID
  }

  private var isNarrowed = false

  /// Keeps the VMDKs at some indices.
  public mutating func keep(at isKept: (Int) -> Bool) {
    vmdks = vmdks.filter(at: isKept)
    isNarrowed = true
  }

  /// Puts the full path in place of a relative one that several VMDKs have, if only next to a better
  /// one, if the host said in which folder it was asked.
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
  public var namesDatastore: Bool { datastoreName != nil }

  /// Whether a path is relative to a folder that it does not say.
  fileprivate var isRelative: Bool { bytes.first != UInt8(ascii: "/") && !namesDatastore }
}
