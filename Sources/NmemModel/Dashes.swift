extension Span<UInt8> {
  /// How many bytes the dash has that starts at an offset: 1 for `-`, 3 for what an editor may have made of it, U+2010 to
  /// U+2015 or U+2212. Nil if none starts there.
  public func lengthOfDash(at start: Int) -> Int? {
    guard indices.contains(start) else { return nil }
    if self[start] == UInt8(ascii: "-") { return 1 }
    guard self[start] == 0xE2, start + 2 < count else { return nil }
    switch (self[start + 1], self[start + 2]) {
    case (0x80, 0x90...0x95), (0x88, 0x92): return 3
    default: return nil
    }
  }
}

extension ByteString {
  /// The text with `-` for all dashes.
  var withPlainDashes: ByteString {
    guard bytes.contains(0xE2) else { return self }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let length = bytes.span.lengthOfDash(at: index)
      result.append(length == nil ? bytes[index] : UInt8(ascii: "-"))
      index += length ?? 1
    }
    return ByteString(bytes: result)
  }
}
