internal import CNdctl
internal import LinuxSystem
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
  func snapshot(_ reading: Reading) -> Bus {
    withExtendedLifetime(owner) {
      // Once for all: until then nobody knows which drivers are bound. The C functions that report this for a
      // device (`ndctl_dimm_is_enabled`) wait each time they are called, which takes three system calls.
      _ = unsafe ndctl_bus_wait_probe(bus)
      let hasRegions = reading.detail.contains(.regions)
      return Bus(
        dev: unsafe text(ndctl_bus_get_devname(bus)),
        provider: unsafe text(ndctl_bus_get_provider(bus)),
        scrub: hasRegions ? scrub : nil,
        dimms: dimms.map { $0.snapshot(reading) }.sorted { naturallyPrecedes($0.dev, $1.dev) },
        regions: hasRegions ? regions(reading) : nil)
    }
  }

  /// The regions, sorted, and those that libndctl has dropped, of which nothing is known.
  private func regions(_ reading: Reading) -> [Region] {
    let read = regions.map { $0.snapshot(reading) }
    let listed = Set(read.map(\.dev))
    let folder = "/sys/bus/nd/devices/\(unsafe text(ndctl_bus_get_devname(bus)) ?? "")"
    let dropped = entries(of: folder, startingWith: "region").filter { !listed.contains($0) }
      .map { Region(dev: $0, type: nil, size: nil, mappings: nil, namespaces: nil) }
    return (read + dropped).sorted { naturallyPrecedes($0.dev, $1.dev) }
  }

  private var scrub: Bus.Scrub? {
    switch unsafe ndctl_bus_get_scrub_state(bus) {
    case 0: .idle
    case 1...: .active
    default: nil
    }
  }
}
