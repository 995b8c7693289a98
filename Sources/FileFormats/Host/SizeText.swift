import NmemModel

/// A capacity as it is written: a number, perhaps with its unit.
enum SizeText {
  /// The number of bytes in one unit of a name, `MB`, `bytes`; nil if it is not one.
  static func unit(_ name: Span<UInt8>) -> UInt64? {
    switch String(decoding: name.bytes(name.range), as: UTF8.self).lowercased() {
    case "bytes", "byte", "b": 1
    case "kb", "kib", "k": 1 << 10
    case "mb", "mib", "m": 1 << 20
    case "gb", "gib", "g": 1 << 30
    case "tb", "tib", "t": 1 << 40
    default: nil
    }
  }

  /// A number of bytes: `16` of a known unit, `0.5`, `40,960`, `16 GB`. Nil if it is no number, if its unit is not
  /// known, or if it is no whole number of bytes. 0 is the vSphere API's word for what it cannot see.
  static func bytes(_ text: Span<UInt8>, unit: UInt64?) -> UInt64? {
    // Nearly all are a few digits.
    if let unit, (1...15).contains(text.count), let number = digits(text) {
      let (size, overflow) = number.multipliedReportingOverflow(by: unit)
      return overflow || size == 0 ? nil : size
    }
    return otherBytes(text, unit: unit)
  }

  private static func digits(_ text: Span<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    for index in text.indices {
      guard text[index].isASCIIDigit else { return nil }
      number = number &* 10 &+ UInt64(text[index] &- UInt8(ascii: "0"))
    }
    return number
  }

  private static func otherBytes(_ text: Span<UInt8>, unit: UInt64?) -> UInt64? {
    var end = text.count
    while end > 0, !text[end - 1].isASCIIDigit { end -= 1 }
    let suffix = text.trimmed(end..<text.count)
    let own = suffix.isEmpty ? nil : Self.unit(text.extracting(suffix))
    guard suffix.isEmpty || own != nil, let unit = own ?? unit, end > 0,
      let size = product(text.extracting(0..<end), unit), size > 0
    else { return nil }
    return size
  }

  private static func product(_ number: Span<UInt8>, _ unit: UInt64) -> UInt64? {
    guard let (whole, fraction) = parts(number) else { return nil }
    guard let whole = UInt64(String(decoding: whole, as: UTF8.self)),
      case (let bytes, false) = whole.multipliedReportingOverflow(by: unit)
    else { return nil }
    guard !fraction.isEmpty else { return bytes }
    // Exports round long fractions: a size that is not exact would disagree for no reason.
    guard fraction.count <= 9, let value = UInt64(String(decoding: fraction, as: UTF8.self)) else {
      return nil
    }
    let scale = fraction.reduce(1 as UInt64) { scale, _ in scale * 10 }
    guard case (let product, false) = value.multipliedReportingOverflow(by: unit),
      product % scale == 0
    else { return nil }
    let (sum, overflow) = bytes.addingReportingOverflow(product / scale)
    return overflow ? nil : sum
  }

  /// The digits before and after the decimal sign. What parts groups of three is not one: a comma, a blank, an
  /// apostrophe, or dots if there are several.
  private static func parts(_ number: Span<UInt8>) -> (whole: [UInt8], fraction: [UInt8])? {
    var groups: [[UInt8]] = [[]]
    var signs: [UInt8] = []
    for index in number.indices {
      let byte = number[index]
      if byte.isASCIIDigit {
        groups[groups.count - 1].append(byte)
      } else if byte.isOne(of: ",. '") {
        signs.append(byte)
        groups.append([])
      } else {
        return nil
      }
    }
    guard groups.allSatisfy({ !$0.isEmpty }) else { return nil }
    if signs.isEmpty { return (groups[0], []) }
    let isGrouped =
      groups[0].count <= 3 && groups[0][0] != UInt8(ascii: "0")
      && groups.dropFirst().allSatisfy { $0.count == 3 }
    let (last, isUniform) = (signs[signs.count - 1], Set(signs).count == 1)
    if isUniform, isGrouped, signs.count > 1 || last != UInt8(ascii: ".") {
      return (Array(groups.joined()), [])
    }
    guard last == UInt8(ascii: ".") || last == UInt8(ascii: ","), !signs.dropLast().contains(last)
    else { return nil }
    let whole = groups.dropLast()
    guard whole.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    return (Array(whole.joined()), groups[groups.count - 1])
  }
}
