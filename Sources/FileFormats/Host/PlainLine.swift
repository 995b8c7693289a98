import NmemModel

/// A line such as nearly all of a datacentre's list are:
/// `/vmfs/volumes/DS/vm/vm.vmdk: UUID is 60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c`.
///
/// It is told at a glance, eight bytes at a time, and nothing of it is copied. Plain is only what
/// leaves no reader in doubt: no other form claims it, and ``SessionLine`` finds in it one path, one
/// UUID and nothing else. What is not, is read as any line is, with the same result.
struct PlainLine {
  /// Where the path is in the text.
  var path: Range<Int>

  var uuid: DiskUUID

  /// Where the next line starts.
  var end: Int

  /// The plain line that starts at an offset of a text; nil if there is none, or if the text ends
  /// with it. `previous` is the path of one before it.
  init?(_ text: Span<UInt8>, at start: Int, after previous: Range<Int>?) {
    // No form but the session's wants a line that starts so; JSON may start with `[`, too.
    guard start + 1 < text.count,
      text[start] == UInt8(ascii: "/")
        || text[start] == UInt8(ascii: "[") && text[start + 1].isLetterOrDigit
    else { return nil }
    let known = previous.map { text.countOfSharedBytes($0, start) } ?? 0
    let unknown = start + max(0, known - Self.longestMark)
    guard let pathEnd = Self.pathEnd(text, start, from: unknown) else { return nil }
    path = start..<pathEnd
    let uuidStart = pathEnd + 10
    guard let uuid = DiskUUID(vmkfstools: text, at: uuidStart) else { return nil }
    self.uuid = uuid
    end = uuidStart + 47
    // Windows ends lines with a CR, too.
    if end < text.count, text[end] == 0x0D { end += 1 }
    guard end < text.count, text[end] == 0x0A else { return nil }
    end += 1
  }

  /// The longest text that has a meaning within a path, less one byte: that much before a byte decides
  /// what the byte means.
  private static let longestMark = 10

  /// Where the path ends, behind which stands `: UUID is `; nil if the line is not plain. What is
  /// before `index` is known to be.
  private static func pathEnd(_ text: Span<UInt8>, _ start: Int, from index: Int) -> Int? {
    var index = index
    while index + 10 <= text.count {
      let word = text.word(at: index)
      if text.hasVMwareDigits(word, at: index) { return nil }
      let marks = word.bytesThatMayBeMarks
      guard marks != 0 else {
        index += 8
        continue
      }
      index += marks.trailingZeroBitCount / 8
      guard index + 10 <= text.count, index - start < longestPath else { return nil }
      if text.word(at: index) == 0x6920_4449_5555_203A,  // ": UUID i"
        text.word(at: index + 2) == 0x2073_6920_4449_5555  // "UUID is "
      {
        // ".vmdk"
        let ending = index - start >= 8 ? text.word(at: index - 8) >> 24 : 0
        return ending == 0x6B_646D_762E ? index : nil
      }
      guard isPartOfName(text, index) else { return nil }
      index += 1
    }
    return nil
  }

  /// ESXi's own limit.
  private static let longestPath = 4096

  /// Whether a byte is a part of a name, whatever is around it, and no mark: none of what may part a
  /// path from something else, a command from its file, or one byte of a UUID from the next.
  private static func isPartOfName(_ text: Span<UInt8>, _ index: Int) -> Bool {
    switch text[index] {
    case UInt8(ascii: " "):
      let next = text[index + 1]
      return next > 0x20 && next != UInt8(ascii: "/") && next != UInt8(ascii: "[")
        && !text.hasText("ds:", at: index + 1) && !text.hasText(".vmdk", at: index - 5)
        && !text.hasText("vmkfstools", at: index - 10)
        && !text.hasText("60 00 c2 9", at: index - 2)
    case UInt8(ascii: ":"):
      return !text.hasText(".vmdk", at: index - 5)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: "|"):
      return false
    case let byte:
      return byte > 0x20 && byte != 0x7F
    }
  }
}

extension Span<UInt8> {
  /// How many bytes from an offset on are those of a range before it.
  fileprivate func countOfSharedBytes(_ range: Range<Int>, _ start: Int) -> Int {
    var shared = 0
    while shared + 8 <= range.count, start + shared + 8 <= count {
      let difference = word(at: range.lowerBound + shared) ^ word(at: start + shared)
      if difference != 0 { return shared + difference.trailingZeroBitCount / 8 }
      shared += 8
    }
    return shared
  }

  /// Whether what VMware's UUIDs start with as digits, `6000c29`, starts within a word of the text.
  fileprivate func hasVMwareDigits(_ word: UInt64, at offset: Int) -> Bool {
    var sixes = word.bytes(from: UInt8(ascii: "6"), to: UInt8(ascii: "6"))
    while sixes != 0 {
      if hasText("6000c29", at: offset + sixes.trailingZeroBitCount / 8) { return true }
      sixes &= sixes - 1
    }
    return false
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercasedASCII)
  }
}

extension UInt64 {
  /// For each byte its highest bit: whether it is anything but a letter, a digit, `-`, `.`, `/` or `_`.
  fileprivate var bytesThatMayBeMarks: UInt64 {
    let letters = (self | UInt64(repeating: 0x20))
      .bytes(from: UInt8(ascii: "a"), to: UInt8(ascii: "z"))
    let others = bytes(from: UInt8(ascii: "-"), to: UInt8(ascii: "9"))
    let lines = bytes(from: UInt8(ascii: "_"), to: UInt8(ascii: "_"))
    return ~(letters | others | lines) & UInt64(repeating: 0x80)
  }
}

extension DiskUUID {
  /// The UUID at an offset of a text, in vmkfstools' own spelling:
  /// `60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c`; nil if there is none.
  fileprivate init?(vmkfstools text: Span<UInt8>, at start: Int) {
    guard start + 47 <= text.count, text[start + 23] == UInt8(ascii: "-"),
      let high = UInt64(spacedBytes: text, at: start),
      let low = UInt64(spacedBytes: text, at: start + 24),
      // A UUID that was never set is nobody's.
      high != low || low != 0 && low != .max
    else { return nil }
    self.init(high: high, low: low)
  }
}

extension UInt64 {
  /// The number that eight bytes are, `60 00 C2 98 42 c7 54 f8`; nil if they are not so spelled.
  fileprivate init?(spacedBytes text: Span<UInt8>, at start: Int) {
    guard text[start + 8] == UInt8(ascii: " "),
      // A word has three bytes; the sixth is in two of them.
      let first = Self.threeSpacedBytes(text.word(at: start)),
      let second = Self.threeSpacedBytes(text.word(at: start + 9)),
      let third = Self.threeSpacedBytes(text.word(at: start + 15))
    else { return nil }
    self = first << 40 | second << 16 | third & 0xFFFF
  }

  /// The number that three bytes are, `60 00 C2`; nil if they are not so spelled.
  private static func threeSpacedBytes(_ word: UInt64) -> UInt64? {
    let separators: UInt64 = 0x0000_FF00_00FF_0000
    // A blank with one bit more is the digit 0.
    let digits = word | separators & UInt64(repeating: 0x10)
    let isDigit = digits.bytes(from: UInt8(ascii: "0"), to: UInt8(ascii: "9"))
    let isLetter = (digits | UInt64(repeating: 0x20))
      .bytes(from: UInt8(ascii: "a"), to: UInt8(ascii: "f"))
    guard word & separators == separators & UInt64(repeating: 0x20),
      isDigit | isLetter == UInt64(repeating: 0x80)
    else { return nil }
    let values =
      digits & UInt64(repeating: 0x0F) &+ (digits >> 6 & UInt64(repeating: 1)) &* 9
    let pairs = values << 4 | values >> 8
    return (pairs & 0xFF) << 16 | (pairs >> 24 & 0xFF) << 8 | pairs >> 48 & 0xFF
  }
}
