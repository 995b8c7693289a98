internal import CNdctl
internal import NmemModel

/// A reference to a `struct ndctl_bus`.
@safe struct NdctlBus {
  private let owner: Context
  private let bus: OpaquePointer  // struct ndctl_bus *

  /// Wraps a bus that belongs to `owner`.
  init(borrowing bus: OpaquePointer, owner: Context) {
    self.owner = owner
    unsafe self.bus = bus
  }

  /// The DIMMs. The corresponding C functions are `ndctl_dimm_get_first` and `ndctl_dimm_get_next`.
  private var dimms: [NdctlDIMM] {
    unsafe children(
      first: ndctl_dimm_get_first(bus), next: ndctl_dimm_get_next,
      wrap: { unsafe NdctlDIMM(borrowing: $0, owner: owner) })
  }

  /// The regions. The corresponding C functions are `ndctl_region_get_first` and
  /// `ndctl_region_get_next`.
  private var regions: [NdctlRegion] {
    unsafe children(
      first: ndctl_region_get_first(bus), next: ndctl_region_get_next,
      wrap: { unsafe NdctlRegion(borrowing: $0, owner: owner) })
  }

  /// The bus and all that is on it, as plain values.
  func snapshot(_ detail: Detail) -> Bus {
    let devices = detail == .dimms ? nil : BlockDevices()
    return withExtendedLifetime(owner) {
      Bus(
        dev: unsafe text(ndctl_bus_get_devname(bus)),
        provider: unsafe text(ndctl_bus_get_provider(bus)),
        dimms: dimms.map { $0.snapshot() }.sorted { naturallyPrecedes($0.dev, $1.dev) },
        regions: detail == .dimms
          ? nil
          : regions.map { $0.snapshot(devices) }.sorted { naturallyPrecedes($0.dev, $1.dev) })
    }
  }
}
