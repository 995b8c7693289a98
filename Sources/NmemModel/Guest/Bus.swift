/// An NVDIMM bus: what one ACPI NFIT, or another provider, describes.
public struct Bus: Equatable, Sendable {
  /// The kernel's name, `ndbus0`; nil if a saved list does not say which bus its DIMMs are on.
  public var dev: String?

  /// Who describes the bus, such as `ACPI.NFIT`, `nfit_test.0` or `e820`; nil if a saved list does
  /// not say.
  public var provider: String?

  /// Whether the bus is being searched for media errors; nil if its provider does not search, or if a
  /// saved list does not say. The corresponding C function is `ndctl_bus_get_scrub_state`.
  public var scrub: Scrub?

  /// The DIMMs, sorted by number. A bus may have regions and no DIMM (e820, virtio-pmem).
  public var dimms: [DIMM]

  /// The regions, sorted by number; nil if they were not read.
  public var regions: [Region]?

  /// The namespaces whose region a saved list does not give, sorted by number.
  public var looseNamespaces: [Namespace] = []

  /// Whether a bus is being searched for media errors. The raw value is ndctl's word.
  public enum Scrub: String, Sendable, CaseIterable {
    case active
    case idle
  }

  public init(
    dev: String?, provider: String?, scrub: Scrub? = nil, dimms: [DIMM], regions: [Region]? = nil
  ) {
    self.dev = dev
    self.provider = provider
    self.scrub = scrub
    self.dimms = dimms
    self.regions = regions
  }

  /// Who describes memory that is never on a DIMM, by the kernel's names for them (`e820.c` and
  /// `virtio_pmem.c` in drivers/nvdimm).
  private static let providersWithoutDIMMs = ["e820", "virtio-pmem"]

  /// Whether the bus is of a kind that has no DIMMs, whatever a list says about it.
  public var isWithoutDIMMs: Bool {
    provider.map(Self.providersWithoutDIMMs.contains) ?? false
  }

  /// Whether it is known which DIMMs there are, and not only what stands on them: a saved list need not
  /// have any.
  public var tellsDIMMs: Bool {
    guard dimms.isEmpty, !isWithoutDIMMs else { return true }
    return looseNamespaces.isEmpty && (regions ?? []).allSatisfy { $0.mappings == [] }
  }

  /// How many of the DIMMs have each name: in a saved list, several may.
  var dimmCounts: [String: Int] {
    Dictionary(dimms.map { ($0.dev, 1) }, uniquingKeysWith: +)
  }

  /// For each of ``dimms``, the regions that are known to hold a part of it. Nil if it is not known
  /// whether there is one: the regions were not read, a saved list has several DIMMs of its name, by which
  /// regions name theirs, or it has a region or a namespace and does not say which DIMMs that is on.
  public var regionsOfDIMMs: [[Region]?] {
    guard let regions else { return dimms.map { _ in nil } }
    let countsByName = dimmCounts
    var byName: [String: [Region]] = [:]
    for region in regions {
      for name in Set(region.dimms) { byName[name, default: []].append(region) }
    }
    let isAllTold = looseNamespaces.isEmpty && regions.allSatisfy { $0.mappings != nil }
    return dimms.map { dimm in
      guard countsByName[dimm.dev] == 1 else { return nil }
      return byName[dimm.dev] ?? (isAllTold ? [] : nil)
    }
  }
}
