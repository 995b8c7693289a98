import NmemModel

extension Span<UInt8> {
  /// Where the first byte is, at an offset or after it, that is marked by its highest bit in what a function makes
  /// of each eight of them; the end if there is none.
  @inline(__always)
  func firstIndex(from start: Int, marked marks: (UInt64) -> UInt64) -> Int {
    var index = start
    while index &+ 8 <= count {
      let found = marks(word(at: index))
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    let rest = count &- index
    guard rest > 0 else { return count }
    var last: UInt64 = 0
    if count >= 8 {
      last = word(at: count &- 8) >> (64 &- UInt64(rest) &* 8)
    } else {
      for place in (index..<count).reversed() { last = last << 8 | UInt64(self[place]) }
    }
    // If the zeros past the end are marked, the first of them is at the end.
    let found = marks(last)
    return found != 0 ? index &+ found.trailingZeroBitCount / 8 : count
  }

  /// How many characters a person sees.
  var characterCount: Int {
    // Most text is ASCII, of which counting is fast.
    if firstIndex(from: 0, marked: { $0 & UInt64(repeating: 0x80) }) == count { return count }
    return withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self).count }
  }
}

extension Output {
  /// How many characters a person sees of what was collected.
  var characterCount: Int { withText { $0.characterCount } }
}
