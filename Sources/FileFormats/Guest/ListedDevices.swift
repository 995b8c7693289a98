import NmemModel

/// What a saved list calls a bus; as much as it tells.
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

  /// Takes over what a later list says of the same DIMM.
  mutating func update(from later: ListedDIMM) {
    bus = later.bus.completed(by: bus)
    dimm = DIMM(
      dev: dimm.dev, id: later.dimm.id ?? dimm.id, handle: later.dimm.handle ?? dimm.handle,
      physID: later.dimm.physID ?? dimm.physID,
      fallbackVendor: later.dimm.vendor ?? dimm.vendor,
      fallbackSerial: later.dimm.serial ?? dimm.serial,
      state: later.dimm.state, flags: later.dimm.flags, security: later.dimm.security,
      isSecurityFrozen: later.dimm.isSecurityFrozen,
      listedSize: later.dimm.listedSize ?? dimm.listedSize)
  }
}

/// A region of a saved list.
struct ListedRegion {
  var dev: String
  var type: Region.Kind?
  var size: UInt64?
  /// Nil if the list leaves them out.
  var mappings: [Region.Mapping]?
  /// The DIMMs whose regions it is listed among.
  var dimms: Set<String>
  var namespaces: [Namespace]?
  var bus: BusName

  /// Takes over what a later list says of the same region.
  mutating func update(from later: ListedRegion) {
    type = later.type ?? type
    size = later.size ?? size
    mappings = later.mappings ?? mappings
    dimms.formUnion(later.dimms)
    namespaces = later.namespaces ?? namespaces
    bus = later.bus.completed(by: bus)
  }

  /// The region as a value. That it is listed among a DIMM's says that a part of it is the DIMM's.
  var region: Region {
    let mappings =
      mappings ?? dimms.map { Region.Mapping(dimm: $0, offset: nil, length: nil, position: nil) }
    return Region(
      dev: dev, type: type, size: size, mappings: mappings.sorted(), namespaces: namespaces)
  }
}

/// Whether two values do not contradict each other: they are the same, or one is not known.
private func areCompatible<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool {
  one == nil || other == nil || one == other
}
