import NmemModel

/// What a text is that should be the UUID of a disk.
enum UUIDText: Equatable {
  /// A UUID of 16 bytes.
  case uuid(DiskUUID)
  /// Hexadecimal bytes, but not 16 of them.
  case wrongLength(bytes: Int)
  /// 16 bytes that are all the same, 00 or FF: a UUID that was never set, and nobody's.
  case unset
  /// Something else.
  case other

  /// Reads any spelling of the 16 bytes: pairs of hexadecimal digits with nothing, a blank, a `-` or
  /// a `:` between two of them; blanks, quotes or braces around it; `naa.` or `0x` before it.
  ///
  /// `60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c`, `6000c298-42c7-54f8-02c2-d49b206b080c` and
  /// `naa.6000c29842c754f802c2d49b206b080c` are one UUID.
  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    // Nearly always there is nothing around it.
    if let (uuid, end) = Self.pairs(text, at: range.lowerBound, upTo: range.upperBound),
      end == range.upperBound
    {
      self = Self.checked(uuid)
      return
    }
    let range = Self.withoutPrefix(
      text, text.trimming(range) { $0.isBlank || $0.isOne(of: "\"'`{}()<>,;") })
    var (high, low): (UInt64, UInt64) = (0, 0)
    var count = 0
    var index = range.lowerBound
    while index < range.upperBound {
      guard index + 1 < range.upperBound, let first = hexValue(text[index]),
        let second = hexValue(text[index + 1])
      else {
        self = .other
        return
      }
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(first << 4 | second)
      count += 1
      index += 2
      // Blanks may have been aligned by an editor; any other separator is single.
      if index < range.upperBound, text[index].isBlank {
        while index < range.upperBound, text[index].isBlank { index += 1 }
      } else if index + 1 < range.upperBound, text[index].isOne(of: "-:") {
        index += 1
      }
    }
    switch count {
    case 0: self = .other
    case 16: self = Self.checked(DiskUUID(high: high, low: low))
    default: self = .wrongLength(bytes: count)
    }
  }

  @inline(__always)
  static func checked(_ uuid: DiskUUID) -> UUIDText {
    uuid.high == uuid.low && (uuid.low == 0 || uuid.low == .max) ? .unset : .uuid(uuid)
  }

  /// The UUID; nil if it is not one.
  var uuid: DiskUUID? {
    if case .uuid(let uuid) = self { uuid } else { nil }
  }

  /// Sixteen pairs of digits from an offset on, with one blank, `-` or `:` between two pairs or nothing, and
  /// where they end; nil if there are fewer.
  @inline(__always)
  static func pairs(
    _ text: Span<UInt8>, at start: Int, upTo end: Int
  ) -> (uuid: DiskUUID, end: Int)? {
    guard start >= 0, end &- start >= 32, end <= text.count else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    var index = start
    var faults: UInt8 = 0
    for pair in 0..<16 {
      guard index &+ 1 < end else { return nil }
      let high = hexTable[Int(text[unchecked: index])]
      let low = hexTable[Int(text[unchecked: index &+ 1])]
      faults |= high | low
      halves.0 = halves.0 &<< 8 | halves.1 &>> 56
      halves.1 = halves.1 &<< 8 | UInt64(high &<< 4 | low & 0xF)
      index &+= 2
      if faults >= 16 { return nil }
      if pair < 15, index < end, hexTable[Int(text[unchecked: index])] == separator {
        index &+= 1
      }
    }
    return (DiskUUID(high: halves.0, low: halves.1), index)
  }

  /// A UUID in a text, whose place is known.
  struct Found {
    var uuid: DiskUUID
    var range: Range<Int>
    /// Whether nothing is joined to it that might be a part of it.
    var isWhole: Bool
    /// Whether the words before it say that a disk has it: `UUID is`.
    var isSaid = false

    /// Whether it is a disk's, and nothing else's.
    var isOfDisk: Bool { isSaid || uuid.isVMware }
  }

  /// The UUIDs in a part of a text: in one of the spellings that are never anything else (`60 00 C2 98 … 08 0c`,
  /// `6000c298-42c7-54f8-02c2-d49b206b080c`), or 32 digits that begin as VMware's disks do.
  static func all(in text: Span<UInt8>, _ range: Range<Int>) -> [Found] {
    var found: [Found] = []
    var index = range.lowerBound
    while index + 32 <= range.upperBound {
      // Every spelling has a digit there, and few texts have this many digits.
      guard hexTable[Int(text[index + 1])] < 16, hexTable[Int(text[index])] < 16 else {
        index += hexTable[Int(text[index + 1])] < 16 ? 1 : 2
        continue
      }
      if let next = uuid(in: text, range, at: index) {
        found.append(next)
        index = next.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  /// The UUID at an offset of a text.
  private static func uuid(
    in text: Span<UInt8>, _ range: Range<Int>, at start: Int
  ) -> Found? {
    // Two bytes exclude nearly everything else.
    let isSpaced = text[start + 2] == UInt8(ascii: " ")
    let mayBeDashed = text[start + 8] == UInt8(ascii: "-")
    let isVMware =
      isSpaced ? text.hasText("60 00 c2 9", at: start) : text.hasText("6000c29", at: start)
    // The name of a SCSI disk.
    let isNAA = text.hasText("naa.", at: start - 4)
    guard isVMware || isSpaced || mayBeDashed || isNAA else { return nil }
    let isJoined = start > range.lowerBound && text[start - 1].isPartOfNumber
    guard isVMware || !isJoined, let (uuid, end) = pairs(text, at: start, upTo: range.upperBound),
      case .uuid = checked(uuid)
    else { return nil }
    guard isVMware || isNAA || isSpaced && end - start == 47 || mayBeDashed && end - start == 36
    else {
      return nil
    }
    let goesOn =
      end < range.upperBound
      && (text[end].isPartOfNumber || text[end] == UInt8(ascii: "+")
        || text.hasText("==>", at: end))
      || isSpaced && (isPair(text, start - 3, range) || isPair(text, end + 1, range))
    // Beyond VMware's own, what goes on is any row of digits.
    let isSaid = isSaid(text, range.lowerBound..<start)
    guard isVMware || isNAA || isSaid || !goesOn else { return nil }
    // Next to a slash it may be a part of a path.
    let isNamePart =
      start > range.lowerBound && text[start - 1] == UInt8(ascii: "/")
      || end < range.upperBound && text[end] == UInt8(ascii: "/")
    return Found(
      uuid: uuid, range: start..<end, isWhole: !goesOn && !isJoined && !isNamePart,
      isSaid: isSaid)
  }

  /// Whether what is before a UUID says that it is a disk's: `UUID is`, `ddb.uuid =`.
  private static func isSaid(_ text: Span<UInt8>, _ before: Range<Int>) -> Bool {
    let words = before.dropLast(
      before.reversed().prefix { text[$0].isBlank || text[$0].isOne(of: "=\"{") }.count)
    let keys: [StaticString] = ["uuid is", "ddb.uuid"]
    return keys.contains {
      words.count >= $0.utf8CodeUnitCount
        && text.hasText($0, at: words.upperBound - $0.utf8CodeUnitCount)
    }
  }

  /// Whether there is one more byte of two digits at an offset, by itself.
  private static func isPair(_ text: Span<UInt8>, _ start: Int, _ range: Range<Int>) -> Bool {
    start >= range.lowerBound && start + 2 <= range.upperBound
      && (start == range.lowerBound || text[start - 1].isOne(of: " -"))
      && (start + 2 == range.upperBound || !text[start + 2].isPartOfNumber)
      && hexValue(text[start]) != nil && hexValue(text[start + 1]) != nil
  }

  /// Whether a whole UUID stands at an offset, and no digit after it.
  static func stands(at start: Int, of text: Span<UInt8>, in range: Range<Int>) -> Bool {
    guard let end = pairs(text, at: start, upTo: range.upperBound)?.end else { return false }
    return end == range.upperBound || hexValue(text[end]) == nil
  }

  /// Whether four more bytes follow after an offset, so what is before it is no whole UUID.
  static func goesOn(_ text: Span<UInt8>, at index: Int) -> Bool {
    (0..<4).allSatisfy { number in
      let byte = index + 1 + 3 * number
      return byte + 2 <= text.count && text[byte - 1].isOne(of: " -") && hexValue(text[byte]) != nil
        && hexValue(text[byte + 1]) != nil
    }
  }

  /// Whether a text is the beginning of a VMware disk's UUID and no more, as a narrow table shows it.
  static func isCutShort(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let rest = text.trimming(range) { $0.isBlank || $0.isOne(of: "\"'`{}()<>,;.") }
    let isBeginning =
      text.hasText("6000c29", at: rest.lowerBound)
      || text.hasText("60 00 c2 9", at: rest.lowerBound)
    return isBeginning && rest.count < 47
      && rest.allSatisfy { hexValue(text[$0]) != nil || text[$0].isOne(of: " -:") }
  }

  /// Whether the beginning of a VMware disk's UUID is somewhere in a part of a text.
  static func begins(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while let found = text.firstIndex(of: UInt8(ascii: "6"), in: index..<range.upperBound) {
      let isMark = text.hasText("60 00 c2 9", at: found) || text.hasText("6000c29", at: found)
      // In a path it is the name of a folder.
      let isStart =
        found == range.lowerBound
        || !text[found - 1].isPartOfNumber && text[found - 1] != UInt8(ascii: "/")
      if isMark && isStart { return true }
      index = found + 1
    }
    return false
  }

  private static func withoutPrefix(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let isNAA = text.hasText("naa.", at: range.lowerBound)
    let isHex = text.hasText("0x", at: range.lowerBound)
    let length = isNAA ? 4 : isHex ? 2 : 0
    return min(range.lowerBound + length, range.upperBound)..<range.upperBound
  }

  private static let separator: UInt8 = 0x40
}

extension UInt8 {
  /// Whether the byte may be a part of the same word as a UUID: a digit, a letter that is one, `-` or `_`.
  fileprivate var isPartOfNumber: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lowercasedASCII)
      || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
  }
}
