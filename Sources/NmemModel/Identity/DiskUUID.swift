/// The UUID of a virtual disk: the 16 bytes that `vmkfstools -J getuuid` prints and a descriptor
/// holds as `ddb.uuid`.
///
/// The bytes keep the order in which they are written; no spelling of a VMware disk UUID swaps them.
public struct DiskUUID: Hashable, Sendable, CustomStringConvertible {
  /// The first eight bytes, big-endian.
  public var high: UInt64

  /// The last eight bytes, big-endian.
  public var low: UInt64

  /// The UUID of two big-endian halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// **The rule** that nmemid stands on: a VMDK backs the DIMM whose serial is the last four bytes
  /// of its UUID, as written.
  public var serial: Serial {
    Serial(rawValue: UInt32(truncatingIfNeeded: low))
  }

  /// Whether the UUID begins as those that VMware gives to disks do, `6000c29`. Others occur, since a
  /// disk can be given any UUID.
  public var isVMware: Bool { high >> 36 == 0x6000_C29 }

  /// The one spelling in which nmemid prints a UUID: `6000c298-42c7-54f8-02c2-d49b206b080c`.
  public var description: String {
    String(unsafeUninitializedCapacity: 36) { text in
      var index = 0
      for digit in 0..<32 {
        if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
          text[index] = UInt8(ascii: "-")
          index += 1
        }
        let half = digit < 16 ? high : low
        text[index] = hexDigit(UInt8(truncatingIfNeeded: half >> UInt64(60 - digit % 16 * 4)) & 0xF)
        index += 1
      }
      return index
    }
  }
}

extension DiskUUID: Comparable {
  /// Whether the bytes of `lhs` come first.
  public static func < (lhs: DiskUUID, rhs: DiskUUID) -> Bool {
    (lhs.high, lhs.low) < (rhs.high, rhs.low)
  }
}
