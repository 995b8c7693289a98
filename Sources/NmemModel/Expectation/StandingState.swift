/// A state in the order of its ids: what is known of each DIMM, and of what stands on each set of DIMMs. Nothing
/// in it is found by a number that the kernel gave.
struct StandingState {
  /// The DIMMs that have an id.
  private(set) var dimms: [String: [Member]] = [:]

  /// The names of those that have none.
  private(set) var nameless: [String] = []

  /// The namespaces on each set of DIMMs; nil if those of a region there are not listed.
  private(set) var namespaces: [[String]: [Namespace]?] = [:]

  /// The names of the regions of which it is not known which DIMMs they are on, or that are on none.
  private(set) var unplaced: [String] = []

  /// Where things are mounted.
  private(set) var places: [ByteString: Place] = [:]

  /// The DIMMs, sets of them, on which it is not known what is mounted.
  private(set) var withoutMounts: Set<[String]> = []

  /// A DIMM, and the regions that have a part of it.
  struct Member {
    var dimm: DIMM
    var regions: [Region]?
  }

  /// What is mounted at a place.
  struct Place {
    var seen: [Mounted] = []
    /// What something else is mounted over.
    var hidden: [Mounted] = []
  }

  /// A file system that is mounted.
  struct Mounted: Hashable {
    /// The DIMMs that it is on.
    var ids: [String]
    /// Its UUID; nil if it is not known.
    var fileSystem: String?
  }

  init(_ guest: Guest) {
    for bus in guest.buses {
      var ids: [String: Set<String>] = [:]
      for (dimm, regions) in zip(bus.dimms, bus.regionsOfDIMMs) {
        guard let id = dimm.id?.description else {
          nameless.append(dimm.dev)
          continue
        }
        dimms[id, default: []].append(Member(dimm: dimm, regions: regions))
        ids[dimm.dev, default: []].insert(id)
      }
      for region in bus.regions ?? [] { add(region, of: bus, ids) }
      unplaced += bus.looseNamespaces.filter { !$0.isReserve }.map(\.dev)
    }
    joinMounts()
  }

  private mutating func add(_ region: Region, of bus: Bus, _ ids: [String: Set<String>]) {
    // Block apertures may cover the same bytes.
    guard region.type != .blk else { return }
    let found = Set(region.dimms).compactMap { ids[$0]?.count == 1 ? ids[$0]?.first : nil }
    guard !found.isEmpty, found.count == Set(region.dimms).count, bus.gap(of: region) == nil else {
      unplaced.append(region.dev)
      return
    }
    let key = found.sorted()
    let known = namespaces[key] ?? []
    let more = region.namespaces?.filter { !$0.isReserve }
    namespaces[key] = .some(known.flatMap { known in more.map { known + $0 } })
    for namespace in more ?? [] {
      guard namespace.mountpoints != nil else {
        withoutMounts.insert(key)
        continue
      }
      if let stack = namespace.stack { add(stack, on: key) }
    }
    if more == nil { withoutMounts.insert(key) }
  }

  private mutating func add(_ device: BlockDevice, on ids: [String]) {
    for mount in device.mounts ?? [] {
      let mounted = Mounted(ids: ids, fileSystem: device.content?.fileSystemUUID)
      if mount.isHidden == true {
        places[mount.target, default: Place()].hidden.append(mounted)
      } else {
        places[mount.target, default: Place()].seen.append(mounted)
      }
    }
    for child in device.children { add(child, on: ids) }
  }

  /// What lies on several sets of DIMMs is found on each of them, and is one.
  private mutating func joinMounts() {
    for (target, place) in places {
      places[target] = Place(seen: joined(place.seen), hidden: joined(place.hidden))
    }
  }

  private func joined(_ mounts: [Mounted]) -> [Mounted] {
    let byUUID = Dictionary(grouping: mounts, by: \.fileSystem)
    return byUUID.map { uuid, mounts in
      Mounted(ids: Set(mounts.flatMap(\.ids)).sorted(), fileSystem: uuid)
    }.sorted { $0.ids.lexicographicallyPrecedes($1.ids) }
  }
}
