internal import CNdctl
internal import NmemModel

/// What namespaces a region could have, in ndctl's order (`util_region_capabilities_to_json` in
/// ndctl/json.c): for each seed that the region has, the sizes it can take.
func capabilities(of region: OpaquePointer) -> [Region.Capability] {  // struct ndctl_region *
  let sector = unsafe capability(
    .sector, of: ndctl_region_get_btt_seed(region), count: ndctl_btt_get_num_sector_sizes,
    size: { UInt64(unsafe ndctl_btt_get_supported_sector_size($0, $1)) })
  let fsdax = unsafe capability(
    .fsdax, of: ndctl_region_get_pfn_seed(region), count: ndctl_pfn_get_num_alignments,
    size: { UInt64(unsafe ndctl_pfn_get_supported_alignment($0, $1)) })
  let devdax = unsafe capability(
    .devdax, of: ndctl_region_get_dax_seed(region), count: ndctl_dax_get_num_alignments,
    size: { UInt64(unsafe ndctl_dax_get_supported_alignment($0, $1)) })
  return [sector, fsdax, devdax].compactMap(\.self)
}

private func capability(
  _ mode: Namespace.Mode, of seed: OpaquePointer?, count: (OpaquePointer?) -> CInt,
  size: (OpaquePointer?, CInt) -> UInt64
) -> Region.Capability? {
  guard unsafe seed != nil else { return nil }
  let sizes = (0..<max(0, unsafe count(seed))).map { unsafe size(seed, $0) }
  return Region.Capability(mode: mode, sizes: sizes)
}
