// libndctl says "there is none" with a value that is not one: a null pointer, an empty string, the
// largest number of a type, -1. Each is turned into nil here, and only here.

/// A copy of a string that belongs to libndctl; nil for a null pointer and for an empty string.
func text(_ string: UnsafePointer<CChar>?) -> String? {
  guard let string = unsafe string, unsafe string.pointee != 0 else { return nil }
  return unsafe String(cString: string)
}

/// A number; nil for the largest one of its type (`UINT_MAX`, `USHRT_MAX`, `ULLONG_MAX`).
func number<Number: FixedWidthInteger & UnsignedInteger>(_ value: Number) -> Number? {
  value == .max ? nil : value
}

/// A number; nil for a negative one, which is an error or the lack of an attribute.
func nonNegative(_ value: CInt) -> Int? {
  value < 0 ? nil : Int(value)
}
