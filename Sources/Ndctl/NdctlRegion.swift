internal import CNdctl
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
  func snapshot(_ devices: BlockDevices?) -> Region {
    withExtendedLifetime(owner) {
      Region(
        dev: unsafe text(ndctl_region_get_devname(region)) ?? "",
        // ND_DEVICE_REGION_PMEM is 2; the constant's header, <linux/ndctl.h>, need not be installed.
        type: unsafe ndctl_region_get_type(region) == 2 ? .pmem : .blk,
        size: unsafe number(ndctl_region_get_size(region)),
        mappings: mappings,
        namespaces: namespaces(devices))
    }
  }

  /// The corresponding C functions are `ndctl_mapping_get_first` and `ndctl_mapping_get_next`.
  private var mappings: [Region.Mapping] {
    unsafe children(
      first: ndctl_mapping_get_first(region), next: ndctl_mapping_get_next,
      wrap: { mapping in
        unsafe Region.Mapping(
          dimm: text(ndctl_dimm_get_devname(ndctl_mapping_get_dimm(mapping))) ?? "",
          offset: number(ndctl_mapping_get_offset(mapping)),
          length: number(ndctl_mapping_get_length(mapping)),
          position: nonNegative(ndctl_mapping_get_position(mapping)))
      }
    ).sorted()
  }

  /// The namespaces that have a size: the kernel keeps an empty one in reserve in each region.
  /// The corresponding C functions are `ndctl_namespace_get_first` and `ndctl_namespace_get_next`.
  private func namespaces(_ devices: BlockDevices?) -> [Namespace] {
    unsafe children(
      first: ndctl_namespace_get_first(region), next: ndctl_namespace_get_next,
      wrap: { unsafe NdctlNamespace(borrowing: $0, owner: owner).snapshot(devices) }
    ).filter { $0.size != 0 }.sorted { naturallyPrecedes($0.dev, $1.dev) }
  }
}
