import NmemModel

/// What the lists in a file say of one guest. A DIMM, a region or a namespace that is listed several times is
/// one, with all that is said about it; what is said last counts.
struct GuestListing {
  private var dimms: [ListedDIMM] = []
  private var regions: [ListedRegion] = []

  /// The namespaces in no region, by their names.
  private var namespaces: [String: ListedNamespace] = [:]

  /// The buses whose regions were listed, even if there are none.
  private var busesWithRegions: Set<BusName> = []

  /// The buses that are of a kind that has no DIMMs, so their names are an answer.
  private var busesWithoutDIMMs: Set<BusName> = []

  /// The UUIDs of the virtual machine. Of several, it is not known which is right.
  private var machines: Set<MachineUUID> = []

  /// What the list says about each bus.
  private var scrubs: [BusName: Bus.Scrub] = [:]

  // Where in the lists the devices of a name are.
  private var dimmsByName: [String: [Int]] = [:]
  private var regionsByName: [String: Int] = [:]

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

  /// Adds the UUID of the virtual machine that the guest is.
  mutating func add(machine: MachineUUID) {
    machines.insert(machine)
  }

  /// The virtual machine that the guest is; nil if it is not known.
  var machine: MachineUUID? { machines.count == 1 ? machines.first : nil }

  /// Adds a region. Returns whether it is another than the one of its name that is known: it is made of
  /// parts of other DIMMs.
  mutating func add(_ region: ListedRegion) -> Bool {
    for namespace in region.region.namespaces ?? [] { namespaces[namespace.dev] = nil }
    guard let same = regionsByName[region.region.dev] else {
      regionsByName[region.region.dev] = regions.count
      regions.append(region)
      return false
    }
    return regions[same].update(from: region)
  }

  /// Adds a namespace in no region.
  mutating func add(_ namespace: ListedNamespace) {
    let name = namespace.namespace.dev
    let bus = namespaces[name].map { namespace.bus.completed(by: $0.bus) } ?? namespace.bus
    namespaces[name] = ListedNamespace(namespace: namespace.namespace, bus: bus)
  }

  /// Notes a bus of a kind that has no DIMMs.
  mutating func add(withoutDIMMs bus: BusName) {
    busesWithoutDIMMs.insert(bus)
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
    let byHome = Dictionary(grouping: namespaces.values, by: home)
    let loose = Dictionary(grouping: byHome[nil] ?? []) { name($0.bus) }
    let regions = Dictionary(grouping: regions(with: byHome)) { name(bus(of: $0)) }
    let withRegions = Set(busesWithRegions.map(name)).union(regions.keys)
    let withoutDIMMs = Set(busesWithoutDIMMs.map(name))
    return withRegions.union(dimms.keys).union(loose.keys).union(withoutDIMMs).map { name in
      var bus = Bus(name)
      bus.scrub = scrubs[name]
      bus.dimms = (dimms[name] ?? []).map(\.dimm).sorted(by: Self.precedes)
      if withRegions.contains(name) {
        bus.regions = (regions[name] ?? []).map { $0.value(on: bus) }
          .sorted { naturallyPrecedes($0.dev, $1.dev) }
      }
      bus.looseNamespaces = (loose[name] ?? []).map(\.namespace)
        .sorted { naturallyPrecedes($0.dev, $1.dev) }
      return bus
    }
    .filter {
      !$0.dimms.isEmpty || $0.regions?.isEmpty == false || !$0.looseNamespaces.isEmpty
        || $0.isWithoutDIMMs
    }
    .map(Self.withoutNeedlessSizes)
    .sorted(by: Self.precedes)
  }

  /// Where in the list the region is that a namespace lies in; nil if it is not listed. The kernel calls the
  /// namespaces of region3 namespace3.0, namespace3.1 and so on (`namespace_devs.c` in drivers/nvdimm).
  private func home(of namespace: ListedNamespace) -> Int? {
    let number = namespace.namespace.dev.dropFirst("namespace".count).prefix { $0 != "." }
    return regionsByName["region\(number)"].flatMap { home in
      let isTooSmall = regions[home].region.size.map { $0 < namespace.namespace.size ?? 0 } ?? false
      return isTooSmall || !regions[home].bus.isCompatible(with: namespace.bus) ? nil : home
    }
  }

  /// The regions, with the namespaces in them that are listed elsewhere.
  private func regions(with namespaces: [Int?: [ListedNamespace]]) -> [ListedRegion] {
    var regions = regions
    for index in regions.indices { regions[index].add(namespaces[index] ?? []) }
    return regions
  }

  /// The bus of a region: that of its DIMMs, if the list does not say.
  private func bus(of region: ListedRegion) -> BusName {
    guard region.bus == BusName() else { return region.bus }
    let names = region.mappings?.map(\.dimm) ?? region.dimms.sorted()
    return names.lazy.compactMap { dimmsByName[$0]?.first }.first.map { dimms[$0].bus }
      ?? region.bus
  }

  /// The names of buses that some list gives without a provider, with the only one that others give.
  private var completions: [BusName: BusName] {
    let names =
      dimms.map(\.bus) + regions.map(\.bus) + namespaces.values.map(\.bus) + busesWithRegions
      + busesWithoutDIMMs
    let providers = Dictionary(grouping: Set(names).filter { $0.provider != nil }, by: \.dev)
    var completions: [BusName: BusName] = [:]
    for name in names where name.dev != nil && name.provider == nil {
      guard let known = providers[name.dev], known.count == 1 else { continue }
      completions[name] = known[0]
    }
    return completions
  }

  /// A bus whose DIMMs have a listed size only where the regions do not say it.
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
