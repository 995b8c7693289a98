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

  /// Whether the UUID begins like those that VMware gives to disks, `6000c29`. Others occur, since a
  /// disk can be given any UUID.
  public var isVMware: Bool { high >> 36 == 0x6000_C29 }

  /// The one spelling in which nmemid prints a UUID: `6000c298-42c7-54f8-02c2-d49b206b080c`.
  public var description: String {
    String(unsafeUninitializedCapacity: 36) { text in
      let digits = digits
      for index in digits.indices { text[index] = digits[index] }
      return digits.count
    }
  }

  /// The characters of ``description``, in ASCII.
  public var digits: InlineArray<36, UInt8> {
    var text = InlineArray<36, UInt8>(repeating: UInt8(ascii: "-"))
    text.setDigits(of: high >> 48, at: 0)
    text.setDigits(of: high >> 32, at: 4)
    text.setDigits(of: high >> 16, at: 9)
    text.setDigits(of: high, at: 14)
    text.setDigits(of: low >> 48, at: 19)
    text.setDigits(of: low >> 32, at: 24)
    text.setDigits(of: low >> 16, at: 28)
    text.setDigits(of: low, at: 32)
    return text
  }
}

extension InlineArray<36, UInt8> {
  /// Sets the four digits of a number's last two bytes.
  @inline(__always)
  fileprivate mutating func setDigits(of number: UInt64, at start: Int) {
    let digits = hexDigits(inBytes: UInt16(truncatingIfNeeded: number))
    for index in 0..<4 {
      self[start + index] = UInt8(truncatingIfNeeded: digits >> UInt32(8 * index))
    }
  }
}

extension DiskUUID: Comparable {
  /// Whether the bytes of `lhs` come first.
  public static func < (lhs: DiskUUID, rhs: DiskUUID) -> Bool {
    (lhs.high, lhs.low) < (rhs.high, rhs.low)
  }
}
