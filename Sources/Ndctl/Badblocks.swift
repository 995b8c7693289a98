internal import CNdctl
internal import LinuxSystem
internal import NmemModel

/// Whether any region has bad sectors, without reading all that there is of regions.
func hasBadSectors() -> Bool {
  let folder = "/sys/bus/nd/devices"
  return entries(of: folder, startingWith: "region")
    .contains { attribute("\(folder)/\($0)/badblocks") != nil }
}

/// The sectors of a region that are known to be bad.
@safe struct Badblocks {
  /// In sectors of 512 bytes from the region's start.
  private var ranges: [Range<UInt64>] = []

  /// The physical address at which the region starts; nil for all but root, and where nothing is bad.
  private let start: UInt64?

  private let bus: OpaquePointer?  // struct ndctl_bus *, which lives as long as the region

  /// The most DIMMs that sectors can be on.
  private let ways: UInt32

  /// The corresponding C functions are `ndctl_region_get_first_badblock` and
  /// `ndctl_region_get_next_badblock`.
  init(of region: OpaquePointer) {  // struct ndctl_region *
    var block = unsafe ndctl_region_get_first_badblock(region)
    while let found = unsafe block {
      let (start, length) = unsafe (found.pointee.offset, UInt64(found.pointee.len))
      let (end, overflow) = start.addingReportingOverflow(length)
      if !overflow { ranges.append(start..<end) }
      unsafe block = ndctl_region_get_next_badblock(region)
    }
    unsafe bus = ndctl_region_get_bus(region)
    ways = unsafe ndctl_region_get_interleave_ways(region)
    // Without bad sectors nobody needs to know where they are.
    start = ranges.isEmpty ? nil : number(unsafe ndctl_region_get_resource(region))
  }

  /// The bad sectors of the region, without their DIMMs.
  var inRegion: [Badblock] {
    ranges.map { Badblock(offset: $0.lowerBound, length: UInt64($0.count)) }
  }

  /// The bad sectors among those at an address, counted from there, without their DIMMs; none if an
  /// address is not known, as in ndctl.
  func at(_ address: UInt64?, size: UInt64?) -> [Badblock] {
    guard let address, let size, let start, address >= start else { return [] }
    let first = (address - start) / 512
    let wanted = first..<(first + size / 512)
    return ranges.map { $0.clamped(to: wanted) }.filter { !$0.isEmpty }
      .map { Badblock(offset: $0.lowerBound - first, length: UInt64($0.count)) }
  }

  /// The same sectors with the DIMMs that they are on, which takes a question to the bus for each of
  /// them; `address` is where they are counted from, or nil for the region.
  func withDIMMs(_ blocks: [Badblock], from address: UInt64? = nil) -> [Badblock] {
    guard let base = address ?? start else { return blocks }
    return blocks.map { block in
      var block = block
      var dimms: Set<String> = []
      for sector in block.offset..<(block.offset + block.length) where dimms.count < ways {
        let dimm = unsafe ndctl_bus_get_dimm_by_physical_address(bus, base + sector * 512)
        if let name = unsafe dimm.flatMap({ unsafe text(ndctl_dimm_get_devname($0)) }) {
          dimms.insert(name)
        }
      }
      block.dimms = dimms.sorted(by: naturallyPrecedes)
      return block
    }
  }
}
