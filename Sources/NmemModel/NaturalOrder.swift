/// Whether `lhs` comes before `rhs` as a person counts: runs of digits compare by their value, so
/// nmem2 comes before nmem10; all else compares by byte.
///
/// A strict total order: texts that a person would call equal (`a01` and `a1`) still have an order,
/// so that sorted output never depends on the order of the input.
public func naturallyPrecedes(
  _ lhs: some RandomAccessCollection<UInt8>, _ rhs: some RandomAccessCollection<UInt8>
) -> Bool {
  var left = lhs[...]
  var right = rhs[...]
  while let a = left.first, let b = right.first {
    if a.isASCIIDigit && b.isASCIIDigit {
      let numberA = left.removeNumber()
      let numberB = right.removeNumber()
      if numberA.count != numberB.count { return numberA.count < numberB.count }
      if !numberA.elementsEqual(numberB) { return numberA.lexicographicallyPrecedes(numberB) }
    } else if a != b {
      return a < b
    } else {
      left.removeFirst()
      right.removeFirst()
    }
  }
  if left.isEmpty != right.isEmpty { return left.isEmpty }
  return lhs.lexicographicallyPrecedes(rhs)
}

/// Whether `lhs` comes before `rhs` as a person counts, for names that are Unicode.
public func naturallyPrecedes(_ lhs: String, _ rhs: String) -> Bool {
  naturallyPrecedes(Array(lhs.utf8), Array(rhs.utf8))
}

extension Collection<UInt8> where SubSequence == Self {
  /// Takes the digits at the front away and returns them without their leading zeros, so that the
  /// longer of two results is the larger number, however long it is.
  fileprivate mutating func removeNumber() -> SubSequence {
    let digits = prefix(while: \.isASCIIDigit)
    self = self[digits.endIndex...]
    return digits.drop { $0 == UInt8(ascii: "0") }
  }
}
