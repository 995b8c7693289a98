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
      text, text.trimming(range) { $0.isBlank || "\"'{}()<>,;".utf8.contains($0) })
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
      } else if index + 1 < range.upperBound, "-:".utf8.contains(text[index]) {
        index += 1
      }
    }
    switch count {
    case 0: self = .other
    case 16: self = .uuid(DiskUUID(high: high, low: low))
    default: self = .wrongLength(bytes: count)
    }
  }

  /// What is wrong with a text that is not a UUID, as the start of a message.
  func complaint(about excerpt: String) -> String {
    switch self {
    case .uuid: "the UUID \(excerpt) is right"
    case .wrongLength(let bytes): "the UUID \(excerpt) has \(bytes) bytes and not 16"
    case .other: "\(excerpt) is not a UUID, which is 16 bytes in hexadecimal"
    }
  }

  /// Whether a text is a UUID or has the look of one: eight or more bytes, or the first three that
  /// VMware gives every disk.
  static func isNearlyOrFully(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    switch UUIDText(text, range) {
    case .uuid: return true
    case .wrongLength(let bytes) where bytes >= 8: return true
    case .wrongLength, .other: break
    }
    let range = withoutPrefix(text, text.trimming(range) { "\"'{ ".utf8.contains($0) })
    return text.hasText("60 00 c2 9", at: range.lowerBound)
      || text.hasText("6000c29", at: range.lowerBound)
  }

  private static func withoutPrefix(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let isNAA = text.hasText("naa.", at: range.lowerBound)
    let isHex = text.hasText("0x", at: range.lowerBound)
    let length = isNAA ? 4 : isHex ? 2 : 0
    return min(range.lowerBound + length, range.upperBound)..<range.upperBound
  }
}
