internal import CNdctl

/// The sectors of a region that are known to be bad, in units of 512 bytes from the region's start.
struct Badblocks {
  private var ranges: [Range<UInt64>] = []

  /// The physical address at which the region starts; nil for all but root.
  private let start: UInt64?

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
    // Without bad sectors nobody needs to know where they are.
    start = ranges.isEmpty ? nil : number(unsafe ndctl_region_get_resource(region))
  }

  /// How many sectors are bad.
  var count: UInt64 {
    ranges.reduce(0) { $0 + UInt64($1.count) }
  }

  /// How many sectors are bad among those at an address; 0 if an address is not known, as in ndctl.
  func count(from address: UInt64?, size: UInt64?) -> UInt64 {
    guard let address, let size, let start, address >= start else { return 0 }
    let first = (address - start) / 512
    let wanted = first..<(first + size / 512)
    return ranges.reduce(0) { $0 + UInt64($1.clamped(to: wanted).count) }
  }
}
