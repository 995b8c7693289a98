/// The serial number of an NVDIMM: the last part of its unique id, and the last four bytes of the
/// UUID of the VMDK behind it.
///
/// Every value is a possible serial, 0 and 0xffffffff too. The guest's kernel prints it from the
/// NFIT's NVDIMM Control Region Structure (ACPI 6.5, section 5.2.25.6) in memory order, so it reads
/// the same way as the UUID does.
public struct Serial: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The four bytes, the first one printed being the most significant.
  public var rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Eight lower-case hex digits.
  public var description: String {
    hexDigits(rawValue)
  }
}
