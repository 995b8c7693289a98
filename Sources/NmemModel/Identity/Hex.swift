/// The value of one hexadecimal digit in ASCII, either case; nil for any other byte.
@inlinable
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

/// The four digits of a number in lower case, the first of them in the lowest byte: all at once, as there may be
/// many to write.
@inline(__always)
func hexDigits(inBytes value: UInt16) -> UInt32 {
  let value = UInt32(value.byteSwapped)
  // A nibble in each byte; in either half, the upper one of a byte comes first.
  let pairs = (value | value << 8) & 0x00FF_00FF
  let nibbles = (pairs >> 4 | pairs << 8) & 0x0F0F_0F0F
  let isLetter = (nibbles &+ 0x0606_0606) >> 4 & 0x0101_0101
  return nibbles &+ 0x3030_3030 &+ isLetter &* UInt32(UInt8(ascii: "a") - UInt8(ascii: "0") - 10)
}
