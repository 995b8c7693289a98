/// Sectors of 512 bytes, side by side, that are known to be bad; `struct badblock`.
public struct Badblock: Equatable, Sendable {
  /// Where they start, in sectors from the start of the region or of the namespace.
  public var offset: UInt64

  /// How many they are.
  public var length: UInt64

  /// The kernel's names of the DIMMs that they are on, sorted; empty for all but root, or if they were
  /// not asked for. The corresponding C function is `ndctl_bus_get_dimm_by_physical_address`.
  public var dimms: [String]

  public init(offset: UInt64, length: UInt64, dimms: [String] = []) {
    self.offset = offset
    self.length = length
    self.dimms = dimms
  }
}

extension [Badblock] {
  /// How many sectors are bad in all.
  public var sectorCount: UInt64 {
    reduce(0) { sum, block in
      let (total, overflow) = sum.addingReportingOverflow(block.length)
      return overflow ? .max : total
    }
  }
}
