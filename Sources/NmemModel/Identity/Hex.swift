/// The value of one hexadecimal digit in ASCII, either case; nil for any other byte.
public func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// All the digits of a number in lower-case hexadecimal, leading zeros included: two for each byte
/// of its type.
public func hexDigits<Number: FixedWidthInteger & UnsignedInteger>(_ value: Number) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: Number.bitWidth / 4 - digits.utf8.count) + digits
}
