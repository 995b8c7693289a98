/// A range of persistent memory, made of parts of one DIMM or of several interleaved ones.
public struct Region: Equatable, Sendable {
  /// The kernel's name, `region0`.
  public var dev: String

  /// What kind of access the region gives; nil if a saved list does not say.
  public var type: Kind?

  /// The size in bytes; nil if the kernel does not say.
  public var size: UInt64?

  /// What the sizes of its namespaces must be a multiple of, in bytes; nil on kernels before 5.7.
  /// The corresponding C function is `ndctl_region_get_align`.
  public var align: UInt64?

  /// How many bytes no namespace has; nil if the kernel does not say. A region without labels, as on
  /// vSphere, has none left. The corresponding C function is `ndctl_region_get_available_size`.
  public var availableSize: UInt64?

  /// The largest namespace that could be made, in bytes; nil on kernels before 4.20.
  /// The corresponding C function is `ndctl_region_get_max_available_extent`.
  public var maxAvailableExtent: UInt64?

  /// What identifies the interleave set from boot to boot; nil for a region without labels.
  /// The corresponding C function is `ndctl_interleave_set_get_cookie`.
  public var interleaveSetID: UInt64?

  /// Where the processor that is nearest is, and what the memory's own node would be; nil for none.
  public var numa = NUMAPlace()

  /// How far a write must get to survive a power loss; nil if the platform does not say.
  public var persistenceDomain: PersistenceDomain?

  /// How many sectors of 512 bytes are known to be bad.
  public var badblockCount: UInt64 = 0

  /// Where these are; nil if it was not read.
  public var badblocks: [Badblock]?

  /// What namespaces of each mode could be like; nil if it was not read.
  public var capabilities: [Capability]?

  /// Whether a driver is bound. The corresponding C function is `ndctl_region_is_enabled`.
  public var isEnabled = true

  /// Which parts of which DIMMs the region is made of, sorted by their position; empty for memory that is
  /// on no DIMM (e820, virtio-pmem), nil if a saved list does not say or contradicts itself.
  public var mappings: [Mapping]?

  /// The namespaces, sorted by number; nil if a saved list leaves them out. In a region with labels
  /// the kernel keeps an empty one in reserve: see ``Namespace/isReserve``.
  public var namespaces: [Namespace]?

  /// A region of the given parts; of all others nothing is known.
  public init(
    dev: String, type: Kind?, size: UInt64?, mappings: [Mapping]?, namespaces: [Namespace]?
  ) {
    self.dev = dev
    self.type = type
    self.size = size
    self.mappings = mappings
    self.namespaces = namespaces
  }

  /// The names of the DIMMs that have a part of the region, as far as they are known.
  public var dimms: [String] { (mappings ?? []).map(\.dimm) }

  /// Whether parts of the region are on DIMMs that are not named: those that are do not make up its size,
  /// or leave out a place in the interleave set. A saved list may have been made of only some DIMMs.
  public var lacksMappings: Bool {
    guard let mappings, !mappings.isEmpty, type == .pmem else { return false }
    let positions = Set(mappings.compactMap(\.position))
    if positions.count == mappings.count, let last = positions.max(), last >= mappings.count {
      return true
    }
    guard let size, let mapped = mappings.length else { return false }
    return mapped < size
  }

  /// What kind of access a region gives; `ndctl_region_get_type`.
  public enum Kind: String, Sendable, CaseIterable {
    /// Memory that the processor addresses.
    case pmem
    /// Anything else: block apertures on kernels before 5.18, which may cover the same bytes as a
    /// pmem region does.
    case blk
  }

  /// What namespaces of a mode could be like, as the region's seeds say:
  /// `ndctl_region_get_btt_seed`, `ndctl_region_get_pfn_seed` and `ndctl_region_get_dax_seed`.
  public struct Capability: Equatable, Sendable {
    /// The mode: sector, fsdax or devdax.
    public var mode: Namespace.Mode

    /// The sizes of a sector that are possible, or else the alignments, in bytes.
    public var sizes: [UInt64]

    public init(mode: Namespace.Mode, sizes: [UInt64]) {
      self.mode = mode
      self.sizes = sizes
    }
  }

  /// How far a write must get to survive a power loss. The raw value is ndctl's word.
  /// The corresponding C function is `ndctl_region_get_persistence_domain`.
  public enum PersistenceDomain: String, Sendable, CaseIterable {
    /// Into the processor's cache.
    case cpuCache = "cpu_cache"
    /// Into the memory controller's queue.
    case memoryController = "memory_controller"
    /// Nowhere in the machine: it has to be flushed to the device.
    case none
  }

  /// The part of a DIMM that a region uses; `struct ndctl_mapping`.
  public struct Mapping: Equatable, Sendable {
    /// The kernel's name of the DIMM.
    public var dimm: String

    /// Where the part starts on the DIMM, in bytes; nil if the kernel does not say.
    public var offset: UInt64?

    /// The length of the part in bytes; nil if the kernel does not say.
    public var length: UInt64?

    /// The place in the interleave set, from 0; nil on kernels before 4.16.
    public var position: Int?

    public init(dimm: String, offset: UInt64?, length: UInt64?, position: Int?) {
      self.dimm = dimm
      self.offset = offset
      self.length = length
      self.position = position
    }
  }
}

extension [Region.Mapping] {
  /// The length of all in bytes; nil if that of one is not known, or if there is none.
  public var length: UInt64? {
    guard !isEmpty else { return nil }
    return reduce(0 as UInt64?) { sum, mapping in
      guard let sum, let length = mapping.length else { return nil }
      let (total, overflow) = sum.addingReportingOverflow(length)
      return overflow ? nil : total
    }
  }
}

extension Region.Mapping: Comparable {
  /// Whether `lhs` comes first: by position, then by DIMM, then by offset.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.position ?? 0, lhs.dimm, lhs.offset ?? 0) < (rhs.position ?? 0, rhs.dimm, rhs.offset ?? 0)
  }
}
