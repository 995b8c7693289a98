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
  let count = Number.bitWidth / 4
  return String(unsafeUninitializedCapacity: count) { digits in
    for index in 0..<count {
      digits[index] = hexDigit(
        UInt8(truncatingIfNeeded: value >> Number(4 * (count - 1 - index))) & 0xF)
    }
    return count
  }
}

/// The digit of a value below 16, in lower case.
func hexDigit(_ value: UInt8) -> UInt8 {
  value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
}
