import NmemModel

/// What a text is that should be the UUID of a disk.
enum UUIDText: Equatable {
  /// A UUID of 16 bytes.
  case uuid(DiskUUID)
  /// Hexadecimal bytes, but not 16 of them.
  case wrongLength(bytes: Int)
  /// Something else.
  case other

  /// Reads any spelling of the 16 bytes: pairs of hexadecimal digits with nothing, a blank, a `-` or
  /// a `:` between two of them; blanks, quotes or braces around it; `naa.` or `0x` before it.
  ///
  /// `60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c`, `6000c298-42c7-54f8-02c2-d49b206b080c` and
  /// `naa.6000c29842c754f802c2d49b206b080c` are one UUID.
  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    let range = Self.withoutPrefix(
      text, text.trimming(range) { $0.isBlank || $0.isOne(of: "\"'{}()<>,;") })
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
      // Blanks may have been aligned by an editor; any other separator stands alone.
      if index < range.upperBound, text[index].isBlank {
        while index < range.upperBound, text[index].isBlank { index += 1 }
      } else if index + 1 < range.upperBound, text[index].isOne(of: "-:") {
        index += 1
      }
    }
    switch count {
    case 0: self = .other
    // A UUID that was never set is nobody's.
    case 16 where high == low && (low == 0 || low == .max): self = .other
    case 16: self = .uuid(DiskUUID(high: high, low: low))
    default: self = .wrongLength(bytes: count)
    }
  }

  /// What is wrong with a text that is not a UUID, as the start of a message.
  func complaint(about excerpt: String) -> String {
    switch self {
    case .uuid: "the UUID \(excerpt) is right"
    case .wrongLength(let bytes): "the UUID \(excerpt) has \(bytes) bytes and not 16"
    case .other: "\(excerpt) is not a UUID, which is 16 bytes in hexadecimal, not all of them 0"
    }
  }

  /// The problem that a text is no UUID which should be that of a VMDK; `path` is nil if it is not
  /// known of which.
  func problem(_ source: Source, path: ByteString?, excerpt: String) -> Problem {
    let owner = path.map { " of \($0.lossyText)" } ?? ""
    return Problem(
      source,
      """
      no usable UUID\(owner): \(complaint(about: excerpt)); ask the host again with \
      vmkfstools -J getuuid
      """)
  }

  /// Whether a text is a UUID or has the look of one: eight or more bytes, or the first three that
  /// VMware gives every disk.
  static func isNearlyOrFully(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    switch UUIDText(text, range) {
    case .uuid: return true
    case .wrongLength(let bytes) where bytes >= 8: return true
    case .wrongLength, .other: break
    }
    let range = withoutPrefix(text, text.trimming(range) { $0.isOne(of: "\"'{ ") })
    return text.hasText("60 00 c2 9", at: range.lowerBound)
      || text.hasText("6000c29", at: range.lowerBound)
  }

  /// The first UUID that stands in a text as a word of its own, in one of the spellings that are
  /// never anything else: `60 00 C2 98 … 08 0c`, `6000c298-42c7-54f8-02c2-d49b206b080c`, or VMware's
  /// 32 digits; nil if there is none.
  static func embedded(
    in text: Span<UInt8>, _ range: Range<Int>
  ) -> (uuid: DiskUUID, range: Range<Int>)? {
    var first: (uuid: DiskUUID, range: Range<Int>)?
    for start in range where hexValue(text[start]) != nil {
      guard let found = uuid(in: text, range, at: start) else { continue }
      // Beside one of VMware's, any other is that of something else.
      if found.uuid.isVMware { return found }
      first = first ?? found
    }
    return first
  }

  /// The UUID that a text begins with, whatever comes behind it; nil if there is none.
  static func leading(_ text: Span<UInt8>, _ range: Range<Int>) -> DiskUUID? {
    guard let (uuid, place) = embedded(in: text, range),
      text.trimming(
        range.lowerBound..<place.lowerBound, while: { $0.isBlank || $0.isOne(of: "\"'{(<") }
      ).isEmpty
    else { return nil }
    return uuid
  }

  /// The UUID that stands at an offset of a text.
  private static func uuid(
    in text: Span<UInt8>, _ range: Range<Int>, at start: Int
  ) -> (uuid: DiskUUID, range: Range<Int>)? {
    if start > range.lowerBound, text[start - 1].isWordPart,
      // What is joined to another word, as where a list was cut off, is no digit of it.
      !text[start - 1].isLetterBeyondHex
    {
      return nil
    }
    for length in [47, 36, 32] where start + length <= range.upperBound {
      let end = start + length
      if end < range.upperBound, text[end].isWordPart { continue }
      let separator = length == 47 ? UInt8(ascii: " ") : UInt8(ascii: "-")
      guard
        length == 32
          ? text.hasText("6000c29", at: start)
          : text[start + (length == 47 ? 2 : 8)] == separator,
        length != 47 || !isInLongerRow(text, start..<end, range) && !isOfTwo(text, start..<end),
        case .uuid(let uuid) = UUIDText(text, start..<end)
      else { continue }
      return (uuid, start..<end)
    }
    return nil
  }

  /// Whether a text is the first two bytes or three of a VMware disk's UUID, or of the bytes a part.
  static func isBeginning(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let beginnings: [StaticString] = ["6000c29", "60 00 c2 9"]
    return range.count >= 2
      && beginnings.contains { beginning in
        beginning.withUTF8Buffer { bytes in
          range.count <= bytes.count
            && range.allSatisfy { text[$0].lowercasedASCII == bytes[$0 - range.lowerBound] }
        }
      }
  }

  /// Whether a word in a text is the beginning of a VMware disk's UUID.
  static func begins(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.contains { start in
      (text.hasText("60 00 c2 9", at: start) || text.hasText("6000c29", at: start))
        && (start == range.lowerBound || !text[start - 1].isWordPart)
    }
  }

  /// All the UUIDs in a text that begin as VMware's disks do.
  static func vmwareUUIDs(in text: Span<UInt8>) -> [DiskUUID] {
    var uuids: [DiskUUID] = []
    var index = 0
    while index + 32 <= text.count {
      guard text[index] == UInt8(ascii: "6"),
        text.hasText("60 00 c2 9", at: index) || text.hasText("6000c29", at: index),
        let (uuid, range) = uuid(in: text, text.range, at: index)
      else {
        index += 1
        continue
      }
      uuids.append(uuid)
      index = range.upperBound
    }
    return uuids
  }

  /// Whether a text is the beginning of one UUID and that of another, as where a list was cut off.
  static func isOfTwo(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let mark: StaticString = "60 00 c2 9"
    guard let first = text.firstRange(of: mark, in: range) else { return false }
    return text.firstRange(of: mark, in: first.upperBound..<range.upperBound) != nil
  }

  /// Whether four more bytes follow behind an offset, so that what is before it is no whole UUID.
  static func goesOn(_ text: Span<UInt8>, at index: Int) -> Bool {
    (0..<4).allSatisfy { number in
      let byte = index + 1 + 3 * number
      return byte + 2 <= text.count && text[byte - 1].isOne(of: " -") && hexValue(text[byte]) != nil
        && hexValue(text[byte + 1]) != nil
    }
  }

  /// Whether one more byte of two digits stands before or behind a part of a text, with a blank
  /// between: then the part is no whole UUID.
  private static func isInLongerRow(
    _ text: Span<UInt8>, _ part: Range<Int>, _ range: Range<Int>
  ) -> Bool {
    func isByte(_ start: Int) -> Bool {
      start >= range.lowerBound && start + 2 <= range.upperBound
        && hexValue(text[start]) != nil && hexValue(text[start + 1]) != nil
        && (start == range.lowerBound || !text[start - 1].isWordPart)
        && (start + 2 == range.upperBound || !text[start + 2].isWordPart)
    }
    return isByte(part.lowerBound - 3) || isByte(part.upperBound + 1)
  }

  private static func withoutPrefix(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let isNAA = text.hasText("naa.", at: range.lowerBound)
    let isHex = text.hasText("0x", at: range.lowerBound)
    let length = isNAA ? 4 : isHex ? 2 : 0
    return min(range.lowerBound + length, range.upperBound)..<range.upperBound
  }
}

extension UInt8 {
  /// Whether the byte is a letter from g on.
  fileprivate var isLetterBeyondHex: Bool {
    (UInt8(ascii: "g")...UInt8(ascii: "z")).contains(lowercasedASCII)
  }

  /// Whether the byte may be a part of the same word as a UUID: a letter, a digit, `-` or `_`.
  fileprivate var isWordPart: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercasedASCII)
      || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
  }
}
