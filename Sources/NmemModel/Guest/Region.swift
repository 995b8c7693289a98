/// A range of persistent memory, made of parts of one DIMM or of several interleaved ones.
public struct Region: Equatable, Sendable {
  /// The kernel's name, `region0`.
  public var dev: String

  /// What kind of access the region gives; nil if a saved list does not tell.
  public var type: Kind?

  /// The size in bytes; nil if the kernel does not say.
  public var size: UInt64?

  /// Which parts of which DIMMs the region is made of, sorted by their position.
  public var mappings: [Mapping]

  /// The namespaces with a size, sorted by number; nil if a saved list leaves them out.
  public var namespaces: [Namespace]?

  /// A region of the given parts.
  public init(
    dev: String, type: Kind?, size: UInt64?, mappings: [Mapping], namespaces: [Namespace]?
  ) {
    self.dev = dev
    self.type = type
    self.size = size
    self.mappings = mappings
    self.namespaces = namespaces
  }

  /// What kind of access a region gives; `ndctl_region_get_type`.
  public enum Kind: String, Sendable, CaseIterable {
    /// Memory that the processor addresses.
    case pmem
    /// Anything else: block apertures on kernels before 5.18, which may cover the same bytes as a
    /// pmem region does.
    case blk
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

    /// A mapping of the given parts.
    public init(dimm: String, offset: UInt64?, length: UInt64?, position: Int?) {
      self.dimm = dimm
      self.offset = offset
      self.length = length
      self.position = position
    }
  }
}

extension Region.Mapping: Comparable {
  /// Whether `lhs` comes first: by position, then by DIMM, then by offset.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.position ?? 0, lhs.dimm, lhs.offset ?? 0) < (rhs.position ?? 0, rhs.dimm, rhs.offset ?? 0)
  }
}
