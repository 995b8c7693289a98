internal import CNdctl
internal import LinuxSystem
internal import NmemModel

/// A reference to a `struct ndctl_region`.
@safe struct NdctlRegion {
  private let owner: Context
  private let region: OpaquePointer  // struct ndctl_region *

  /// Wraps a region that belongs to a bus of `owner`.
  init(borrowing region: OpaquePointer, owner: Context) {
    self.owner = owner
    unsafe self.region = region
  }

  /// The region with its mappings and namespaces, as plain values.
  func snapshot(_ reading: Reading) -> Region {
    withExtendedLifetime(owner) {
      let badblocks = unsafe Badblocks(of: region)
      var snapshot = Region(
        dev: unsafe text(ndctl_region_get_devname(region)) ?? "",
        // ND_DEVICE_REGION_PMEM is 2; the constant's header, <linux/ndctl.h>, need not be installed.
        type: unsafe ndctl_region_get_type(region) == 2 ? .pmem : .blk,
        size: unsafe number(ndctl_region_get_size(region)),
        mappings: mappings,
        namespaces: namespaces(reading, badblocks))
      snapshot.align = align(ofDevice: snapshot.dev, on: "nd")
      snapshot.availableSize = unsafe number(ndctl_region_get_available_size(region))
      snapshot.maxAvailableExtent = unsafe number(ndctl_region_get_max_available_extent(region))
      snapshot.interleaveSetID = unsafe ndctl_region_get_interleave_set(region)
        .map { unsafe ndctl_interleave_set_get_cookie($0) }
      snapshot.numa = NUMAPlace(
        node: unsafe nonNegative(ndctl_region_get_numa_node(region)),
        target: targetNode(ofDevice: snapshot.dev))
      snapshot.persistenceDomain = persistenceDomain
      snapshot.badblockCount = badblocks.inRegion.sectorCount
      if reading.detail.contains(.everythingOfRegions) {
        snapshot.badblocks = badblocks.withDIMMs(badblocks.inRegion)
        snapshot.capabilities = unsafe capabilities(of: region)
      }
      snapshot.isEnabled = unsafe ndctl_region_is_enabled(region) > 0
      return snapshot
    }
  }

  private var persistenceDomain: Region.PersistenceDomain? {
    switch unsafe ndctl_region_get_persistence_domain(region) {
    case PERSISTENCE_CPU_CACHE: .cpuCache
    case PERSISTENCE_MEM_CTRL: .memoryController
    case PERSISTENCE_NONE: Region.PersistenceDomain.none
    default: nil
    }
  }

  /// Nil if libndctl has dropped one, since it cannot be read.
  /// The corresponding C functions are `ndctl_mapping_get_first` and `ndctl_mapping_get_next`.
  private var mappings: [Region.Mapping]? {
    let mappings = unsafe children(
      first: ndctl_mapping_get_first(region), next: ndctl_mapping_get_next,
      wrap: { mapping in
        unsafe Region.Mapping(
          dimm: text(ndctl_dimm_get_devname(ndctl_mapping_get_dimm(mapping))) ?? "",
          offset: number(ndctl_mapping_get_offset(mapping)),
          length: number(ndctl_mapping_get_length(mapping)),
          position: nonNegative(ndctl_mapping_get_position(mapping)))
      })
    return unsafe mappings.count == Int(ndctl_region_get_mappings(region)) ? mappings.sorted() : nil
  }

  /// Nil if libndctl has dropped one.
  /// The corresponding C functions are `ndctl_namespace_get_first` and `ndctl_namespace_get_next`.
  private func namespaces(_ reading: Reading, _ badblocks: Badblocks) -> [Namespace]? {
    let namespaces = unsafe children(
      first: ndctl_namespace_get_first(region), next: ndctl_namespace_get_next,
      wrap: { unsafe NdctlNamespace(borrowing: $0, owner: owner).snapshot(reading, badblocks) })
    let region = unsafe text(ndctl_region_get_devname(region)) ?? ""
    // Those of region7 are namespace7.0, namespace7.1, …
    let prefix = "namespace\(region.drop { !$0.isNumber })."
    let listed = Set(namespaces.map(\.dev))
    return entries(of: "/sys/bus/nd/devices/\(region)", startingWith: prefix)
      .allSatisfy(listed.contains)
      ? namespaces.sorted { naturallyPrecedes($0.dev, $1.dev) } : nil
  }
}
