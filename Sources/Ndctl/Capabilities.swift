internal import CNdctl
internal import NmemModel

/// What namespaces a region could have, in ndctl's order (`util_region_capabilities_to_json` in
/// ndctl/json.c).
func capabilities(of region: OpaquePointer) -> [Region.Capability] {  // struct ndctl_region *
  var capabilities: [Region.Capability] = []
  if let btt = unsafe ndctl_region_get_btt_seed(region) {
    capabilities.append(
      Region.Capability(
        mode: .sector,
        sizes: sizes(unsafe ndctl_btt_get_num_sector_sizes(btt)) {
          UInt64(unsafe ndctl_btt_get_supported_sector_size(btt, $0))
        }))
  }
  if let pfn = unsafe ndctl_region_get_pfn_seed(region) {
    capabilities.append(
      Region.Capability(
        mode: .fsdax,
        sizes: sizes(unsafe ndctl_pfn_get_num_alignments(pfn)) {
          UInt64(unsafe ndctl_pfn_get_supported_alignment(pfn, $0))
        }))
  }
  if let dax = unsafe ndctl_region_get_dax_seed(region) {
    capabilities.append(
      Region.Capability(
        mode: .devdax,
        sizes: sizes(unsafe ndctl_dax_get_num_alignments(dax)) {
          UInt64(unsafe ndctl_dax_get_supported_alignment(dax, $0))
        }))
  }
  return capabilities
}

private func sizes(_ count: CInt, _ size: (CInt) -> UInt64) -> [UInt64] {
  (0..<max(0, count)).map(size)
}
