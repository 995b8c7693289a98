/// An NVDIMM bus: what one ACPI NFIT, or another provider, describes.
public struct Bus: Equatable, Sendable {
  /// The kernel's name, `ndbus0`; nil if a saved list does not tell which bus its DIMMs are on.
  public var dev: String?

  /// Who describes the bus, such as `ACPI.NFIT`, `nfit_test.0` or `e820`; nil if a saved list does
  /// not tell.
  public var provider: String?

  /// Whether the bus is being searched for media errors; nil if its provider does not search, or if a
  /// saved list does not tell. The corresponding C function is `ndctl_bus_get_scrub_state`.
  public var scrub: Scrub?

  /// The DIMMs, sorted by number. A bus may have regions and no DIMM (e820, virtio-pmem).
  public var dimms: [DIMM]

  /// The regions, sorted by number; nil if they were not read.
  public var regions: [Region]?

  /// Whether a bus is being searched for media errors. The raw value is ndctl's word.
  public enum Scrub: String, Sendable, CaseIterable {
    case active
    case idle
  }

  /// A bus of the given parts.
  public init(
    dev: String?, provider: String?, scrub: Scrub? = nil, dimms: [DIMM], regions: [Region]? = nil
  ) {
    self.dev = dev
    self.provider = provider
    self.scrub = scrub
    self.dimms = dimms
    self.regions = regions
  }

  /// The regions that hold a part of the given DIMM; nil if the regions were not read, or if a saved list
  /// has several DIMMs of its name: regions name their DIMMs.
  public func regions(of dimm: DIMM) -> [Region]? {
    guard dimms.lazy.filter({ $0.dev == dimm.dev }).prefix(2).count < 2 else { return nil }
    return regions?.filter { region in region.mappings.contains { $0.dimm == dimm.dev } }
  }

  /// The persistent memory that a DIMM brings into the regions of its bus, in bytes: the sum of its
  /// mappings, or else what a saved list says. Nil if the regions or a length were not read, or if no
  /// region maps the DIMM.
  public func size(of dimm: DIMM) -> UInt64? {
    sumOfMappings(of: dimm) ?? dimm.listedSize
  }

  private func sumOfMappings(of dimm: DIMM) -> UInt64? {
    guard let regions = regions(of: dimm) else { return nil }
    let lengths = regions.filter { $0.type == .pmem }
      .flatMap(\.mappings).filter { $0.dimm == dimm.dev }.map(\.length)
    guard !lengths.isEmpty else { return nil }
    return lengths.reduce(0 as UInt64?) { sum, length in
      guard let sum, let length else { return nil }
      let (total, overflow) = sum.addingReportingOverflow(length)
      return overflow ? nil : total
    }
  }
}
