/// Whether `lhs` comes before `rhs` in natural order: runs of digits compare by their value, so
/// nmem2 comes before nmem10; all else compares by byte.
///
/// A strict total order: texts that a person would call equal (`a01` and `a1`) still have an order,
/// so that sorted output never depends on the order of the input.
public func naturallyPrecedes(_ lhs: [UInt8], _ rhs: [UInt8]) -> Bool {
  naturallyPrecedes(lhs.span, rhs.span)
}

/// Whether `lhs` comes before `rhs` in natural order, for names that are Unicode.
public func naturallyPrecedes(_ lhs: String, _ rhs: String) -> Bool {
  naturallyPrecedes(lhs.utf8.span, rhs.utf8.span)
}

/// Whether one text comes before another one, if they differ before either of them ends; nil if they do not.
func naturallyPrecedesWithin(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool? {
  var (i, j) = (0, 0)
  return naturallyPrecedes(left, &i, right, &j)
}

func naturallyPrecedes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
  var (i, j) = (0, 0)
  if let order = naturallyPrecedes(left, &i, right, &j) { return order }
  if (i == left.count) != (j == right.count) { return i == left.count }
  return left.lexicographicallyPrecedes(right)
}

/// The same, with where both have been compared up to if they do not differ.
@inline(__always)
private func naturallyPrecedes(
  _ left: Span<UInt8>, _ i: inout Int, _ right: Span<UInt8>, _ j: inout Int
) -> Bool? {
  // Paths mostly begin the same way; the number in which they differ, if they do in one, began before that.
  i = left.countInCommon(with: right)
  while i > 0, left[i - 1].isASCIIDigit { i -= 1 }
  j = i
  while i < left.count && j < right.count {
    let (a, b) = (left[i], right[j])
    if a.isASCIIDigit && b.isASCIIDigit {
      let (numberA, numberB) = (left.number(at: &i), right.number(at: &j))
      if numberA.count != numberB.count { return numberA.count < numberB.count }
      for (digitA, digitB) in zip(numberA, numberB) where left[digitA] != right[digitB] {
        return left[digitA] < right[digitB]
      }
    } else if a != b {
      return a < b
    } else {
      i += 1
      j += 1
    }
  }
  return nil
}

extension Span<UInt8> {
  /// How many bytes at the beginning of two texts are the same.
  fileprivate func countInCommon(with other: Span<UInt8>) -> Int {
    let limit = min(count, other.count)
    var index = 0
    while index &+ 8 <= limit {
      let difference = word(at: index) ^ other.word(at: index)
      if difference != 0 { return index &+ difference.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < limit, self[index] == other[index] { index &+= 1 }
    return index
  }

  /// Whether the text comes before another one by byte.
  fileprivate func lexicographicallyPrecedes(_ other: Span<UInt8>) -> Bool {
    let index = countInCommon(with: other)
    return index < min(count, other.count) ? self[index] < other[index] : count < other.count
  }

  /// Where the digits at an offset are, without leading zeros, so the longer of two is the
  /// larger number, however long it is. Moves the offset after them.
  fileprivate func number(at offset: inout Int) -> Range<Int> {
    while offset < count, self[offset] == UInt8(ascii: "0") { offset += 1 }
    let start = offset
    while offset < count, self[offset].isASCIIDigit { offset += 1 }
    return start..<offset
  }
}
