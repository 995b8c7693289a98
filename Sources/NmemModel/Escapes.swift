extension ArraySlice<UInt8> {
  /// The bytes, with a byte for each escape: a mark with this many digits after it, such as `\040`, `\x20` or
  /// `|22`. What only looks like one stays as it is.
  public func unescaped(_ mark: StaticString, digits count: Int, radix: Int) -> [UInt8] {
    let mark = mark.withUTF8Buffer { Array($0) }
    guard contains(mark[0]) else { return Array(self) }
    var result: [UInt8] = []
    var rest = self
    while let byte = rest.first {
      let digits = rest.dropFirst(mark.count).prefix(count)
      if rest.starts(with: mark), digits.count == count,
        digits.allSatisfy({ hexValue($0) != nil }),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: radix)
      {
        result.append(value)
        rest = rest.dropFirst(mark.count + count)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
