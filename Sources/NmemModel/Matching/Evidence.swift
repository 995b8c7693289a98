/// What speaks for a match, beyond the rule itself.
public struct Evidence: Equatable, Sendable {
  /// How many different UUIDs of the host were compared with the DIMM's serial; none if it has none.
  public var comparedUUIDs: Int

  /// Whether the DIMM and its VMDK have the same size; nil if one of them is not known, or if there is
  /// not exactly one VMDK.
  public var sizeAgrees: Bool?

  /// Whether the DIMM is VMware's, by its vendor code; nil if it has none.
  public var isVMware: Bool?

  /// VMware's JEDEC code as the kernel prints it: bank 10, entry 2 of JEP106.
  public static let vmwareVendor = "8902"

  /// What speaks for a match among so many different UUIDs.
  public init(for match: DIMMMatch, comparedUUIDs: Int) {
    self.comparedUUIDs = match.dimm.serial == nil ? 0 : comparedUUIDs
    isVMware = match.dimm.vendor.map { $0 == Self.vmwareVendor }
    if match.vmdks.count == 1, let size = match.size,
      let vmdkSize = match.vmdks[0].size
    {
      sizeAgrees = size == vmdkSize
    }
  }

  /// One in how many DIMMs would have a VMDK by chance alone, if UUIDs ended in random bytes; nil if
  /// nothing was compared.
  public var chance: UInt64? {
    comparedUUIDs > 0 ? (1 << 32) / UInt64(comparedUUIDs) : nil
  }
}
