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
    let bytes = text.utf8
    guard Self.forms.contains(where: { bytes.hasForm($0) }),
      let serial = UInt32(text.suffix(8), radix: 16)
    else {
      vendor = nil
      self.serial = nil
      return
    }
    vendor = String(text.prefix(4))
    self.serial = Serial(rawValue: serial)
  }

  /// The two known forms: `x` stands for a hex digit.
  private static let forms: [StaticString] = ["xxxx-xxxxxxxx", "xxxx-xx-xxxx-xxxxxxxx"]
}

extension String.UTF8View {
  /// Whether a text is made like another one in which `x` stands for a hex digit.
  fileprivate func hasForm(_ form: StaticString) -> Bool {
    form.withUTF8Buffer { form in
      count == form.count
        && zip(self, form).allSatisfy { byte, sign in
          sign == UInt8(ascii: "x") ? hexValue(byte) != nil : byte == sign
        }
    }
  }
}
