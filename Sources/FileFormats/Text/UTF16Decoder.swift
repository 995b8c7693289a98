/// Turns UTF-16 into UTF-8, however the chunks fall. Half a surrogate pair becomes U+FFFD; an odd
/// byte at the end is dropped.
struct UTF16Decoder {
  private let isBigEndian: Bool

  /// The first byte of a unit whose second one has not come yet.
  private var firstByte: UInt8?

  /// The first half of a surrogate pair whose second half has not come yet.
  private var highSurrogate: UInt16?

  /// A decoder for a file that starts so; nil if it is not UTF-16. The first bytes decide: a byte order
  /// mark, or ASCII of which every other byte is 0.
  init?(start: Span<UInt8>) {
    let count = start.count & ~1
    if start.count >= 2, start[0] == 0xFF, start[1] == 0xFE {
      isBigEndian = false
    } else if start.count >= 2, start[0] == 0xFE, start[1] == 0xFF {
      isBigEndian = true
    } else if count >= 4, (0..<count).allSatisfy({ (start[$0] == 0) == ($0 % 2 == 1) }) {
      isBigEndian = false
    } else if count >= 4, (0..<count).allSatisfy({ (start[$0] == 0) == ($0 % 2 == 0) }) {
      isBigEndian = true
    } else {
      return nil
    }
  }

  /// The text of the next chunk. The byte order mark is handed on like any other character.
  mutating func decode(_ chunk: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(chunk.count)
    for offset in chunk.indices {
      guard let first = firstByte else {
        firstByte = chunk[offset]
        continue
      }
      firstByte = nil
      let (high, low) = isBigEndian ? (first, chunk[offset]) : (chunk[offset], first)
      append(UInt16(high) << 8 | UInt16(low), to: &text)
    }
    return text
  }

  /// What is left at the end of the file.
  mutating func finish() -> [UInt8] {
    var text: [UInt8] = []
    endSurrogate(&text)
    return text
  }

  private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
    if unit < 0x80 && highSurrogate == nil {
      text.append(UInt8(truncatingIfNeeded: unit))
    } else if let high = highSurrogate, UTF16.isTrailSurrogate(unit) {
      highSurrogate = nil
      text += UTF8.encode(UTF16.decode(UTF16.EncodedScalar([high, unit]))) ?? Self.replacement
    } else {
      endSurrogate(&text)
      if UTF16.isLeadSurrogate(unit) {
        highSurrogate = unit
      } else {
        text += Unicode.Scalar(unit).flatMap(UTF8.encode) ?? Self.replacement
      }
    }
  }

  /// Gives up the second half of a surrogate pair, if one is waited for.
  private mutating func endSurrogate(_ text: inout [UInt8]) {
    guard highSurrogate != nil else { return }
    highSurrogate = nil
    text += Self.replacement
  }

  private static var replacement: UTF8.EncodedScalar { UTF8.encodedReplacementCharacter }
}
