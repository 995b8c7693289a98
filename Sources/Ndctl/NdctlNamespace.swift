internal import CNdctl
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
  }

  /// The namespace as plain values.
  func snapshot(_ devices: BlockDevices?) -> Namespace {
    withExtendedLifetime(owner) {
      let personality = personality
      let blockdev = blockDevice(personality)
      return unsafe Namespace(
        dev: text(ndctl_namespace_get_devname(namespace)) ?? "",
        mode: mode,
        size: size(personality),
        uuid: uuid(personality),
        blockdev: blockdev,
        chardev: characterDevice(personality),
        mountpoints: devices.map { devices in blockdev.map(devices.mountpoints) ?? [] },
        isActive: ndctl_namespace_is_active(namespace))
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

  private func size(_ personality: Personality) -> UInt64? {
    switch personality {
    case .btt(let btt): unsafe number(ndctl_btt_get_size(btt))
    case .pfn(let pfn): unsafe number(ndctl_pfn_get_size(pfn))
    case .dax(let dax): unsafe number(ndctl_dax_get_size(dax))
    case .none: unsafe number(ndctl_namespace_get_size(namespace))
    }
  }

  /// The UUID of the personality, or else that of the label; nil if all its bytes are zero.
  private func uuid(_ personality: Personality) -> String? {
    var bytes = [UInt8](repeating: 0, count: 16)
    switch personality {
    case .btt(let btt): unsafe ndctl_btt_get_uuid(btt, &bytes)
    case .pfn(let pfn): unsafe ndctl_pfn_get_uuid(pfn, &bytes)
    case .dax(let dax): unsafe ndctl_dax_get_uuid(dax, &bytes)
    case .none: unsafe ndctl_namespace_get_uuid(namespace, &bytes)
    }
    guard bytes.contains(where: { $0 != 0 }) else { return nil }
    let halves = bytes.reduce(into: (high: 0 as UInt64, low: 0 as UInt64)) { halves, byte in
      halves.high = halves.high << 8 | halves.low >> 56
      halves.low = halves.low << 8 | UInt64(byte)
    }
    return DiskUUID(high: halves.high, low: halves.low).description
  }

  private func blockDevice(_ personality: Personality) -> String? {
    switch personality {
    case .btt(let btt): unsafe text(ndctl_btt_get_block_device(btt))
    case .pfn(let pfn): unsafe text(ndctl_pfn_get_block_device(pfn))
    case .dax: nil
    case .none: unsafe text(ndctl_namespace_get_block_device(namespace))
    }
  }

  /// The corresponding C functions are `ndctl_dax_get_daxctl_region` and `daxctl_dev_get_first`.
  private func characterDevice(_ personality: Personality) -> String? {
    guard case .dax(let dax) = personality,
      let region = unsafe ndctl_dax_get_daxctl_region(dax),
      let device = unsafe daxctl_dev_get_first(region)
    else { return nil }
    return unsafe text(daxctl_dev_get_devname(device))
  }
}
