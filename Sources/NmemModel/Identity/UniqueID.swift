/// What identifies an NVDIMM in the guest: `8902-206b080c` (vendor and serial) or
/// `cdab-0a-07e0-ffffffff` (vendor, manufacturing location, manufacturing date, serial).
///
/// The text is the kernel's (`id_show` in drivers/acpi/nfit/core.c); libndctl hands it on unchanged.
public struct UniqueID: Hashable, Sendable, CustomStringConvertible {
  /// The id as the kernel printed it.
  public let description: String

  /// The vendor's JEDEC code, four hex digits (`8902` is VMware's); nil if the id has neither of the
  /// two known forms.
  public let vendor: String?

  /// The serial; nil if the id has neither of the two known forms, as on buses other than NFIT.
  public let serial: Serial?

  /// The id of the given text, whatever its form.
  public init(_ text: String) {
    description = text
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = parts.map(\.utf8.count)
    guard widths == [4, 8] || widths == [4, 2, 4, 8],
      parts.allSatisfy({ $0.utf8.allSatisfy { hexValue($0) != nil } }),
      let last = parts.last, let serial = UInt32(last, radix: 16)
    else {
      vendor = nil
      self.serial = nil
      return
    }
    vendor = String(parts[0])
    self.serial = Serial(rawValue: serial)
  }
}
