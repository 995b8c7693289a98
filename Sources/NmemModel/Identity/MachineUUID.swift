/// The UUID of a virtual machine: `uuid.bios` in its VMX, `config.uuid` in the vSphere API, and what its guest has as
/// the SMBIOS serial number. A copied machine may have kept that of the original.
public struct MachineUUID: Hashable, Sendable, CustomStringConvertible {
  /// The 16 bytes in the order in which VMware writes them.
  private let bytes: DiskUUID

  /// The UUID of the same bytes.
  public init(_ bytes: DiskUUID) {
    self.bytes = bytes
  }

  /// In the spelling of the vSphere API: `420e3f74-ea84-f9a2-7736-6106bb5dbf6b`.
  public var description: String { bytes.description }

  /// The two halves, big-endian.
  var halves: (high: UInt64, low: UInt64) { (bytes.high, bytes.low) }
}

extension MachineUUID: Comparable {
  /// Whether the bytes of `lhs` come first.
  public static func < (lhs: MachineUUID, rhs: MachineUUID) -> Bool { lhs.bytes < rhs.bytes }
}
