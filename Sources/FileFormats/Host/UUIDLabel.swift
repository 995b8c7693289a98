import NmemModel

/// What is in a text where a UUID may be, without what may come before it: `: UUID is `, `ddb.uuid = `.
struct UUIDLabel {
  /// The value, without quotes and separators around it.
  var range: Range<Int>

  /// Where the text ends, without quotes and separators. It goes on after the value if that is the first
  /// column of a table.
  var end: Int

  /// The UUID that the value is, if nothing around it belongs to it; nil may be one in another spelling.
  var uuid: DiskUUID?

  /// Whether a label says that a UUID follows.
  var isLabelled = false

  /// Whether nothing but a UUID can follow.
  var isSure = false

  /// The value in a part of a text.
  @inline(__always)
  static func value(_ text: Span<UInt8>, _ all: Range<Int>) -> UUIDLabel {
    var label = UUIDLabel(range: all, end: all.upperBound)
    var index = all.lowerBound
    while index < all.upperBound {
      let byte = text[index]
      if byte.isBlank || byte.mayStandBeforeUUID {
        index &+= 1
      } else if byte == UInt8(ascii: "-"), index + 1 < all.upperBound,
        text[index + 1] == UInt8(ascii: ">") || text[index + 1] == byte || text[index + 1].isBlank
      {
        index += 2
      } else if byte | 0x20 == UInt8(ascii: "u"), let end = label.endOfUUIDWord(text, index, all) {
        index = end
      } else if byte | 0x20 == UInt8(ascii: "d"), let end = label.endOfKey(text, index, all) {
        index = end
      } else if byte.isASCIIDigit, let end = endOfLineNumber(text, index, all) {
        index = end
      } else {
        break
      }
    }
    label.finish(text, index..<all.upperBound)
    return label
  }

  /// Takes the rest for the value: its first column, if it has some.
  @inline(__always)
  private mutating func finish(_ text: Span<UInt8>, _ rest: Range<Int>) {
    var end = rest.upperBound
    while end > rest.lowerBound,
      text[end &- 1].isBlank || text[end &- 1].mayStandBehindUUID
    {
      end &-= 1
    }
    self.end = end
    range = rest.lowerBound..<end
    let prefix = text.hasText("naa.", at: rest.lowerBound) ? 4 : 0
    guard let (found, behind) = UUIDText.pairs(text, at: rest.lowerBound + prefix, upTo: end) else {
      return
    }
    guard behind < end else {
      uuid = UUIDText.checked(found).uuid
      return
    }
    let next = text[behind]
    let isColumn =
      next == 0x09 || next.isOne(of: ",;|\"'`})")
      || next == UInt8(ascii: " ") && behind + 1 < end && text[behind + 1] == next
    if isColumn { range = rest.lowerBound..<behind }
  }

  /// Where `UUID is`, `UUID:` or `UUID =` ends.
  private mutating func endOfUUIDWord(
    _ text: Span<UInt8>, _ start: Int, _ all: Range<Int>
  ) -> Int? {
    if start + 7 == all.upperBound, text.hasText("UUID is", at: start) {
      (isLabelled, isSure) = (true, true)
      return all.upperBound
    }
    guard start + 8 <= all.upperBound else { return nil }
    // In lower case: "uuid", and "uuid is ".
    let word = text.word(at: start) | 0x2020_0020_2020_2020
    guard UInt32(truncatingIfNeeded: word) == 0x6469_7575 else { return nil }
    if word == 0x2073_6920_6469_7575 {
      (isLabelled, isSure) = (true, true)
      return start + 7
    }
    let next = text.trimmed(start + 4..<all.upperBound).lowerBound
    guard next < all.upperBound, text[next].isOne(of: ":=") else { return nil }
    isLabelled = true
    return next + 1
  }

  /// Where `ddb.uuid =` ends. The keys that only start like it (`ddb.uuid.image`) are other ids.
  private mutating func endOfKey(_ text: Span<UInt8>, _ start: Int, _ all: Range<Int>) -> Int? {
    guard text.hasText("ddb.uuid", at: start), start + 8 < all.upperBound else { return nil }
    let next = text.trimmed(start + 8..<all.upperBound).lowerBound
    guard next < all.upperBound, text[next] == UInt8(ascii: "=") else { return nil }
    (isLabelled, isSure) = (true, true)
    return next + 1
  }

  /// Where the number of a line ends that `grep -n` puts before `ddb.uuid`.
  private static func endOfLineNumber(
    _ text: Span<UInt8>, _ start: Int, _ all: Range<Int>
  ) -> Int? {
    var index = start
    while index < all.upperBound, text[index].isASCIIDigit { index += 1 }
    guard index < all.upperBound, text[index].isOne(of: ":-"),
      text.hasText("ddb.uuid", at: index + 1)
    else { return nil }
    return index + 1
  }
}

extension UInt8 {
  /// Whether the byte may be between a path and its UUID.
  @inline(__always)
  fileprivate var mayStandBeforeUUID: Bool {
    switch self {
    case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"),
      UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"),
      UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ">"),
      UInt8(ascii: "<"):
      true
    default: false
    }
  }

  /// Whether the byte may come after a UUID that is the last on its line.
  @inline(__always)
  fileprivate var mayStandBehindUUID: Bool {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "}"),
      UInt8(ascii: "]"), UInt8(ascii: ">"):
      true
    default: false
    }
  }
}
