import NmemModel

/// What the lists in a file say of one guest. A DIMM or a region that is listed several times is one,
/// with all that is said of it; what is said last counts.
struct GuestListing {
  private var dimms: [ListedDIMM] = []
  private var regions: [ListedRegion] = []

  /// The buses whose regions were listed, even if there are none.
  private var busesWithRegions: Set<BusName> = []

  /// What the list says of each bus.
  private var scrubs: [BusName: Bus.Scrub] = [:]

  // Where in the lists the devices of a name are.
  private var dimmsByName: [String: [Int]] = [:]
  private var regionsByName: [String: Int] = [:]

  /// Whether there is a DIMM.
  var hasDIMMs: Bool { !dimms.isEmpty }

  /// Adds a DIMM. Returns the line of one that has the same name and is another, if there is one.
  mutating func add(_ dimm: ListedDIMM) -> Int? {
    let known = dimmsByName[dimm.dimm.dev] ?? []
    if let same = known.first(where: { dimms[$0].isCompatible(with: dimm) }) {
      dimms[same].update(from: dimm)
      return nil
    }
    dimmsByName[dimm.dimm.dev, default: []].append(dimms.count)
    dimms.append(dimm)
    return known.first.map { dimms[$0].line }
  }

  /// Adds a region. Returns whether it is another than the one of its name that is known: it is made of
  /// parts of other DIMMs.
  mutating func add(_ region: ListedRegion) -> Bool {
    guard let same = regionsByName[region.region.dev] else {
      regionsByName[region.region.dev] = regions.count
      regions.append(region)
      return false
    }
    return regions[same].update(from: region)
  }

  /// Notes that the regions of a bus were listed.
  mutating func addRegions(of bus: BusName) {
    busesWithRegions.insert(bus)
  }

  /// Notes whether a bus is being searched for errors.
  mutating func setScrub(_ scrub: Bus.Scrub, of bus: BusName) {
    scrubs[bus] = scrub
  }

  /// The buses with their DIMMs and regions.
  var buses: [Bus] {
    let complete = completions
    func name(_ bus: BusName) -> BusName {
      complete[bus] ?? bus
    }
    let dimms = Dictionary(grouping: dimms) { name($0.bus) }
    let regions = Dictionary(grouping: regions) { name(bus(of: $0)) }
    let withRegions = Set(busesWithRegions.map(name)).union(regions.keys)
    return withRegions.union(dimms.keys).map { bus in
      Bus(
        dev: bus.dev, provider: bus.provider, scrub: scrubs[bus],
        dimms: (dimms[bus] ?? []).map(\.dimm).sorted(by: Self.precedes),
        regions: withRegions.contains(bus)
          ? (regions[bus] ?? []).map(\.value).sorted { naturallyPrecedes($0.dev, $1.dev) } : nil)
    }
    .filter { !$0.dimms.isEmpty || $0.regions?.isEmpty == false }
    .map(Self.withoutNeedlessSizes)
    .sorted(by: Self.precedes)
  }

  /// The bus of a region: that of its DIMMs, if the list does not tell.
  private func bus(of region: ListedRegion) -> BusName {
    guard region.bus == BusName() else { return region.bus }
    let names = region.mappings?.map(\.dimm) ?? region.dimms.sorted()
    return names.lazy.compactMap { dimmsByName[$0]?.first }.first.map { dimms[$0].bus }
      ?? region.bus
  }

  /// The names of buses that some list gives without a provider, with the only one that others give.
  private var completions: [BusName: BusName] {
    let names = dimms.map(\.bus) + regions.map(\.bus) + busesWithRegions
    let providers = Dictionary(grouping: Set(names).filter { $0.provider != nil }, by: \.dev)
    var completions: [BusName: BusName] = [:]
    for name in names where name.dev != nil && name.provider == nil {
      guard let known = providers[name.dev], known.count == 1 else { continue }
      completions[name] = known[0]
    }
    return completions
  }

  /// A bus whose DIMMs have a listed size only where the regions do not tell it.
  private static func withoutNeedlessSizes(_ bus: Bus) -> Bus {
    var bus = bus
    for (index, regions) in bus.regionsOfDIMMs.enumerated() {
      let listed = bus.dimms[index].listedSize
      bus.dimms[index].listedSize = nil
      if bus.dimms[index].size(in: regions) == nil { bus.dimms[index].listedSize = listed }
    }
    return bus
  }

  private static func precedes(_ lhs: DIMM, _ rhs: DIMM) -> Bool {
    lhs.dev == rhs.dev
      ? lhs.id?.description ?? "" < rhs.id?.description ?? ""
      : naturallyPrecedes(lhs.dev, rhs.dev)
  }

  private static func precedes(_ lhs: Bus, _ rhs: Bus) -> Bool {
    guard lhs.dev != rhs.dev else { return lhs.provider ?? "" < rhs.provider ?? "" }
    guard let left = lhs.dev, let right = rhs.dev else { return rhs.dev == nil }
    return naturallyPrecedes(left, right)
  }
}
