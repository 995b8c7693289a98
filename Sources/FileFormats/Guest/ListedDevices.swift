import NmemModel

/// What a saved list calls a bus, as far as it says.
struct BusName: Hashable {
  var dev: String?
  var provider: String?

  /// Whether both may be the same bus.
  func isCompatible(with other: BusName) -> Bool {
    areCompatible(dev, other.dev) && areCompatible(provider, other.provider)
  }

  /// The name, with what it lacks from another of the same bus.
  func completed(by other: BusName) -> BusName {
    BusName(dev: dev ?? other.dev, provider: provider ?? other.provider)
  }
}

extension Bus {
  /// A bus of which nothing but its name is known.
  init(_ name: BusName) {
    self.init(dev: name.dev, provider: name.provider, dimms: [])
  }
}

/// A DIMM of a saved list.
struct ListedDIMM {
  var dimm: DIMM
  var bus: BusName
  var line: Int

  /// Whether both may be the same DIMM, listed twice: they have one name, and nothing that identifies
  /// a DIMM differs.
  func isCompatible(with other: ListedDIMM) -> Bool {
    areCompatible(dimm.handle, other.dimm.handle) && areCompatible(dimm.physID, other.dimm.physID)
      && areCompatible(dimm.serial, other.dimm.serial)
      && areCompatible(dimm.vendor, other.dimm.vendor) && areCompatible(dimm.id, other.dimm.id)
      && bus.isCompatible(with: other.bus)
  }

  /// Takes over what a later list says about the same DIMM.
  mutating func update(from later: ListedDIMM) {
    bus = later.bus.completed(by: bus)
    dimm = DIMM(
      dev: dimm.dev, id: later.dimm.id ?? dimm.id, handle: later.dimm.handle ?? dimm.handle,
      physID: later.dimm.physID ?? dimm.physID,
      fallbackVendor: later.dimm.vendor ?? dimm.vendor,
      fallbackSerial: later.dimm.serial ?? dimm.serial,
      state: later.dimm.state ?? dimm.state, flags: later.dimm.flags, security: later.dimm.security,
      isSecurityFrozen: later.dimm.isSecurityFrozen,
      listedSize: later.dimm.listedSize ?? dimm.listedSize)
  }
}

/// A namespace of a saved list in no region.
struct ListedNamespace {
  var namespace: Namespace
  var bus: BusName
}

/// A region of a saved list.
struct ListedRegion {
  /// The region without its mappings.
  var region: Region
  /// Nil if the list leaves them out.
  var mappings: [Region.Mapping]?
  /// Whether a list that leaves out the mappings thereby says that there are none: ndctl has them only
  /// with DIMMs.
  var isListedWithDIMMs: Bool
  /// Whether a list that leaves out the namespaces thereby says that there are none.
  var isListedWithNamespaces: Bool
  /// Whether lists contradict each other on which DIMMs it is, or one is not understood.
  var isContradicted = false
  /// The DIMMs whose regions it is listed among.
  var dimms: Set<String>
  var bus: BusName

  /// Takes over what a later list says about the same region. Returns whether that is in contradiction:
  /// the region is made of parts of other DIMMs.
  mutating func update(from later: ListedRegion) -> Bool {
    let joined = mappings(joinedWith: later)
    let isOther = mappings != nil && later.mappings != nil && joined == nil
    isContradicted = isContradicted || later.isContradicted || isOther
    mappings = joined ?? later.mappings ?? mappings
    region = later.region.completed(by: region)
    isListedWithDIMMs = isListedWithDIMMs || later.isListedWithDIMMs
    isListedWithNamespaces = isListedWithNamespaces || later.isListedWithNamespaces
    dimms.formUnion(later.dimms)
    bus = later.bus.completed(by: bus)
    return isOther
  }

  /// The mappings that both lists have together: the same, or those of lists that were made of only some
  /// DIMMs. Nil if one has none, or if they are not of one region.
  private func mappings(joinedWith other: ListedRegion) -> [Region.Mapping]? {
    guard let mappings, let others = other.mappings else { return nil }
    if mappings.sorted() == others.sorted() { return mappings }
    let all = mappings + others.filter { !mappings.contains($0) }
    // But for its DIMMs, one boot's region is always listed the same; that of another boot has another set or content.
    guard bus.isCompatible(with: other.bus), region == other.region, region.interleaveSetID != nil,
      let size = region.size, let length = all.length,
      length <= size,
      Set(all.map(\.dimm)).count == all.count, Set(all.compactMap(\.position)).count == all.count
    else { return nil }
    return all
  }

  /// Takes over what is said elsewhere of some of its namespaces.
  mutating func add(_ listed: [ListedNamespace]) {
    guard !listed.isEmpty else { return }
    let names = Set(listed.map(\.namespace.dev))
    let others = (region.namespaces ?? []).filter { !names.contains($0.dev) }
    region.namespaces = (others + listed.map(\.namespace))
      .sorted { naturallyPrecedes($0.dev, $1.dev) }
    let buses = listed.map(\.bus).sorted {
      ($0.dev ?? "", $0.provider ?? "") < ($1.dev ?? "", $1.provider ?? "")
    }
    bus = buses.reduce(bus) { $0.completed(by: $1) }
  }

  /// The region as a value. That it is listed among a DIMM's says that a part of it is the DIMM's.
  func value(on bus: Bus) -> Region {
    var value = region
    let others =
      dimms.isEmpty && !isListedWithDIMMs && !bus.isWithoutDIMMs
      ? nil : dimms.map { Region.Mapping(dimm: $0, offset: nil, length: nil, position: nil) }
    value.namespaces = region.namespaces ?? (isListedWithNamespaces ? [] : nil)
    value.mappings = isContradicted ? nil : (mappings ?? others)?.sorted()
    return value
  }
}

extension Region {
  /// The region, with what it lacks from another list of it.
  fileprivate func completed(by other: Region) -> Region {
    var region = self
    region.type = type ?? other.type
    region.size = size ?? other.size
    region.align = align ?? other.align
    region.availableSize = availableSize ?? other.availableSize
    region.maxAvailableExtent = maxAvailableExtent ?? other.maxAvailableExtent
    region.interleaveSetID = interleaveSetID ?? other.interleaveSetID
    region.numa = NUMAPlace(
      node: numa.node ?? other.numa.node, target: numa.target ?? other.numa.target)
    region.badblocks = badblocks ?? other.badblocks
    region.capabilities = capabilities ?? other.capabilities
    region.persistenceDomain = persistenceDomain ?? other.persistenceDomain
    region.namespaces = namespaces ?? other.namespaces
    return region
  }
}

/// Whether two values do not contradict each other: they are the same, or one is not known.
private func areCompatible<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool {
  one == nil || other == nil || one == other
}
