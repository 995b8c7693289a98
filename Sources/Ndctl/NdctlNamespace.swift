internal import CNdctl
internal import LinuxSystem
internal import NmemModel

/// A reference to a `struct ndctl_namespace`, and to the structure that gives it its mode.
@safe struct NdctlNamespace {
  private let owner: Context
  private let namespace: OpaquePointer  // struct ndctl_namespace *

  /// Wraps a namespace that belongs to a region of `owner`.
  init(borrowing namespace: OpaquePointer, owner: Context) {
    self.owner = owner
    unsafe self.namespace = namespace
  }

  /// What the memory of a namespace is claimed by: the C structure and its accessors.
  @safe private enum Personality {
    case btt(OpaquePointer)  // struct ndctl_btt *
    case pfn(OpaquePointer)  // struct ndctl_pfn *
    case dax(OpaquePointer)  // struct ndctl_dax *
    case none

    var isNone: Bool {
      if case .none = self { true } else { false }
    }
  }

  /// The namespace as plain values; `badblocks` are those of its region.
  func snapshot(_ reading: Reading, _ badblocks: Badblocks) -> Namespace {
    withExtendedLifetime(owner) {
      let personality = personality
      let blockdev = blockDevice(personality)
      let daxRegion = daxRegion(personality, reading)
      var snapshot = unsafe Namespace(
        dev: text(ndctl_namespace_get_devname(namespace)) ?? "",
        mode: mode,
        size: size(personality),
        uuid: uuid(personality),
        blockdev: blockdev,
        chardev: daxRegion?.devices.first?.dev,
        isActive: ndctl_namespace_is_active(namespace))
      snapshot.map = map(personality, snapshot.mode)
      snapshot.rawUUID = personality.isNone ? nil : usual(spellingOf: labelUUID, ifNotZero: true)
      snapshot.name = unsafe text(ndctl_namespace_get_alt_name(namespace))
      snapshot.sectorSize = sectorSize(personality)
      snapshot.align = align(personality)
      snapshot.numa = NUMAPlace(
        node: unsafe nonNegative(ndctl_namespace_get_numa_node(namespace)),
        target: targetNode(ofDevice: snapshot.dev))
      let place = place(personality)
      let bad = place.map { badblocks.at($0.start, size: $0.size) } ?? badblocks.inRegion
      snapshot.badblockCount = bad.sectorCount
      if reading.detail.contains(.everythingOfRegions), snapshot.mode != .sector {
        snapshot.badblocks = badblocks.withDIMMs(bad, from: place?.start)
      }
      snapshot.daxRegion = daxRegion
      snapshot.stack = blockdev.flatMap { reading.devices?.stack(on: $0) }
      return snapshot
    }
  }

  private var mode: Namespace.Mode? {
    // On failure the C function returns a negative errno through its enum, which is unsigned here.
    switch unsafe ndctl_namespace_get_mode(namespace) {
    case NDCTL_NS_MODE_FSDAX: .fsdax
    case NDCTL_NS_MODE_DEVDAX: .devdax
    case NDCTL_NS_MODE_SECTOR: .sector
    case NDCTL_NS_MODE_RAW: .raw
    default: nil
    }
  }

  private var personality: Personality {
    if let btt = unsafe ndctl_namespace_get_btt(namespace) { return unsafe .btt(btt) }
    if let pfn = unsafe ndctl_namespace_get_pfn(namespace) { return unsafe .pfn(pfn) }
    if let dax = unsafe ndctl_namespace_get_dax(namespace) { return unsafe .dax(dax) }
    return .none
  }

  private func map(_ personality: Personality, _ mode: Namespace.Mode?) -> Namespace.Map? {
    guard mode != .sector, mode != .raw else { return nil }
    let location =
      switch personality {
      case .pfn(let pfn): unsafe ndctl_pfn_get_location(pfn)
      case .dax(let dax): unsafe ndctl_dax_get_location(dax)
      // fsdax without a structure on the medium: the kernel's own, in ordinary memory.
      case .btt, .none: mode == .fsdax ? NDCTL_PFN_LOC_RAM : NDCTL_PFN_LOC_NONE
      }
    switch location {
    case NDCTL_PFN_LOC_RAM: return .mem
    case NDCTL_PFN_LOC_PMEM: return .dev
    default: return Namespace.Map.none
    }
  }

  private func size(_ personality: Personality) -> UInt64? {
    switch personality {
    case .btt(let btt): unsafe number(ndctl_btt_get_size(btt))
    case .pfn(let pfn): unsafe number(ndctl_pfn_get_size(pfn))
    case .dax(let dax): unsafe number(ndctl_dax_get_size(dax))
    case .none: unsafe number(ndctl_namespace_get_size(namespace))
    }
  }

  /// The UUID of the personality, or else that of the label. Only a namespace of a region without
  /// labels (ND_DEVICE_NAMESPACE_IO, 4) has none at all; in reserve it is all zeros.
  private func uuid(_ personality: Personality) -> String? {
    var bytes = [UInt8](repeating: 0, count: 16)
    switch personality {
    case .btt(let btt): unsafe ndctl_btt_get_uuid(btt, &bytes)
    case .pfn(let pfn): unsafe ndctl_pfn_get_uuid(pfn, &bytes)
    case .dax(let dax): unsafe ndctl_dax_get_uuid(dax, &bytes)
    case .none:
      guard unsafe ndctl_namespace_get_type(namespace) != 4 else { return nil }
      bytes = labelUUID
    }
    return usual(spellingOf: bytes, ifNotZero: false)
  }

  private var labelUUID: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 16)
    unsafe ndctl_namespace_get_uuid(namespace, &bytes)
    return bytes
  }

  private func usual(spellingOf bytes: [UInt8], ifNotZero: Bool) -> String? {
    guard !ifNotZero || bytes.contains(where: { $0 != 0 }) else { return nil }
    let halves = bytes.reduce(into: (high: 0 as UInt64, low: 0 as UInt64)) { halves, byte in
      halves.high = halves.high << 8 | halves.low >> 56
      halves.low = halves.low << 8 | UInt64(byte)
    }
    return DiskUUID(high: halves.high, low: halves.low).description
  }

  /// As `ndctl list` has it: 512 where the kernel says nothing, since that is what it uses.
  private func sectorSize(_ personality: Personality) -> UInt64? {
    switch personality {
    case .btt(let btt): return unsafe number(ndctl_btt_get_sector_size(btt)).map(UInt64.init)
    case .dax: return nil
    case .pfn, .none:
      let size = unsafe number(ndctl_namespace_get_sector_size(namespace)) ?? 0
      return size == 0 ? 512 : UInt64(size)
    }
  }

  private func align(_ personality: Personality) -> UInt64? {
    let align =
      switch personality {
      case .pfn(let pfn): unsafe ndctl_pfn_get_align(pfn)
      case .dax(let dax): unsafe ndctl_dax_get_align(dax)
      case .btt, .none: 0 as UInt
      }
    return align == 0 ? nil : number(align).map(UInt64.init)
  }

  /// Where the data of the namespace are, in physical addresses; nil for a raw one, of which ndctl
  /// counts the bad sectors of the whole region.
  private func place(_ personality: Personality) -> (start: UInt64?, size: UInt64?)? {
    let (start, size) =
      switch personality {
      case .none: (nil as UInt64?, nil as UInt64?)
      case .btt:
        unsafe (
          number(ndctl_namespace_get_resource(namespace)),
          number(ndctl_namespace_get_size(namespace))
        )
      case .pfn(let pfn):
        unsafe (number(ndctl_pfn_get_resource(pfn)), number(ndctl_pfn_get_size(pfn)))
      case .dax(let dax):
        unsafe (number(ndctl_dax_get_resource(dax)), number(ndctl_dax_get_size(dax)))
      }
    return personality.isNone ? nil : (start, size)
  }

  private func blockDevice(_ personality: Personality) -> String? {
    switch personality {
    case .btt(let btt): unsafe text(ndctl_btt_get_block_device(btt))
    case .pfn(let pfn): unsafe text(ndctl_pfn_get_block_device(pfn))
    case .dax: nil
    case .none: unsafe text(ndctl_namespace_get_block_device(namespace))
    }
  }

  /// The corresponding C function is `ndctl_dax_get_daxctl_region`.
  private func daxRegion(_ personality: Personality, _ reading: Reading) -> DAXRegion? {
    guard case .dax(let dax) = personality,
      let region = unsafe ndctl_dax_get_daxctl_region(dax)
    else { return nil }
    return unsafe DaxctlRegion(borrowing: region, owner: owner).snapshot(reading)
  }
}
