import NmemModel

extension Region {
  /// The region that an object of a list is about, without its mappings and namespaces.
  init(listed object: inout ListedObject) {
    self.init(
      dev: object.name, type: object.word(.type, Kind.self), size: object.size(.size),
      mappings: [], namespaces: nil)
    align = object.size(.align)
    availableSize = object.size(.availableSize)
    maxAvailableExtent = object.size(.maxAvailableExtent)
    interleaveSetID = object.cookie(.isetID)
    numa = object.numaPlace
    persistenceDomain = object.persistenceDomain
    badblockCount = object.number(.badblockCount, UInt64.self) ?? 0
    badblocks = object.objects(.badblocks) { Badblock(listed: &$0) }
    capabilities = object.objects(.capabilities) { Capability(listed: &$0) }
    isEnabled = object.isEnabled
  }
}

extension ListedRegion {
  /// How many parts of DIMMs a region has at most; the kernel's limit (`ND_MAX_MAPPINGS`).
  private static let mostMappings = 32

  /// The region that an object of a list is about, with its mappings and namespaces.
  init(
    listed object: inout ListedObject, dimms: Set<String>, isBesideDIMMs: Bool,
    isBesideNamespaces: Bool, bus: BusName
  ) {
    self.init(
      region: Region(listed: &object), mappings: nil,
      isListedWithDIMMs: isBesideDIMMs && !object.has(.mappings),
      isListedWithNamespaces: isBesideNamespaces && !object.has(.namespaces), dimms: dimms,
      bus: bus)
    region.namespaces = object.objects(.namespaces) { Namespace(listed: &$0) }?
      .sorted { naturallyPrecedes($0.dev, $1.dev) }
    guard let listed = object.array(.mappings) else { return }
    let mappings =
      listed.count > Self.mostMappings
      ? [] : object.objects(.mappings) { Region.Mapping(listed: &$0) } ?? []
    if listed.count > Self.mostMappings {
      object.complain("\(object.name) has \(listed.count) mappings, more than any kernel lists")
    }
    // Only some of them would be a part of the answer. A size of two digits after the point is off by a
    // hundredth at most.
    let isPart =
      mappings.count < listed.count
      || object.roundedSize(.size).map { Double(mappings.length ?? .max) < $0 * 0.98 } ?? false
    if isPart { isContradicted = true } else { self.mappings = mappings }
  }
}

extension Badblock {
  /// The bad sectors that an object of a list is about; nil if it does not say where they are.
  init?(listed object: inout ListedObject) {
    guard let offset = object.number(.offset, UInt64.self),
      let length = object.number(.length, UInt64.self)
    else { return nil }
    self.init(
      offset: offset, length: length, dimms: object.devices(.dimms) ?? [])
  }
}

extension Region.Capability {
  /// What namespaces of a mode could be like; nil if an object of a list does not say the mode.
  init?(listed object: inout ListedObject) {
    guard let mode = object.word(.mode, Namespace.Mode.self) else { return nil }
    self.init(
      mode: mode, sizes: object.numbers(mode == .sector ? .sectorSizes : .alignments) ?? [])
  }
}

extension Region.Mapping {
  /// The part of a DIMM that an object of a list is about; nil if it does not name the DIMM.
  init?(listed object: inout ListedObject) {
    guard let dimm = object.device(.dimm) else {
      object.complain("a part of \(object.name) names no DIMM: its DIMMs are not known")
      return nil
    }
    object.name = "the part of \(dimm)"
    self.init(
      dimm: dimm, offset: object.number(.offset, UInt64.self),
      length: object.number(.length, UInt64.self), position: object.index(.position))
  }
}

extension ListedObject {
  /// Whether a driver is bound, which is not said where it is so.
  var isEnabled: Bool {
    mutating get { word(.state, DIMM.State.self) != .disabled }
  }

  /// Where the memory is among the NUMA nodes.
  var numaPlace: NUMAPlace {
    mutating get { NUMAPlace(node: index(.numaNode), target: index(.targetNode)) }
  }

  /// A number that is small.
  mutating func index(_ key: JSONKey) -> Int? {
    number(key, UInt32.self).map { Int($0) }
  }

  /// How far a write must get; ndctl says `unknown` where nmemid says null.
  fileprivate var persistenceDomain: Region.PersistenceDomain? {
    mutating get {
      if case .scalar(.string("unknown"))? = value(.persistenceDomain)?.content { return nil }
      return word(.persistenceDomain, Region.PersistenceDomain.self)
    }
  }

  /// 64 bits that mean no amount: ndctl before version 73 writes them as a signed number.
  fileprivate mutating func cookie(_ key: JSONKey) -> UInt64? {
    if case .scalar(.number(let text))? = value(key)?.content, let signed = Int64(text.lossyText) {
      return UInt64(bitPattern: signed)
    }
    return number(key, UInt64.self)
  }
}
