import NmemModel

/// A line such as nearly all of a datacentre's list are:
/// `/vmfs/volumes/DS/vm/vm.vmdk: UUID is 60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c`,
/// or in a list of `nmemid collect`, with tabs: `/vmfs/….vmdk<tab>UUID is 60 00 …<tab>1073741824`.
///
/// It is told at a glance, many bytes at a time, and nothing of it is copied. Plain is only what
/// leaves no reader in doubt: no other form claims it, and ``SessionLine``, or ``CollectForm``, finds in
/// it one path, one UUID and nothing else. What is not, is read as any line is, with the same result.
struct PlainLine {
  /// Where the path is in the text.
  var path: Range<Int>

  var uuid: DiskUUID

  /// Whether it is a line of a collected list.
  var isCollected: Bool

  /// The capacity in bytes; nil if the line does not tell.
  var size: UInt64?

  /// Where the next line starts.
  var end: Int

  /// The plain line that starts at an offset of a text; nil if there is none, or if the text ends
  /// with it. What its path has in common with that of a plain line before is known to be plain. With
  /// `inCollectedList`, tabs make it one of that list.
  init?(
    _ text: Span<UInt8>, at start: Int, after previous: Range<Int>, inCollectedList: Bool = false
  ) {
    // No form but the session's wants a line that starts so; JSON may start with `[`, too.
    guard start + 1 < text.count,
      text[start] == UInt8(ascii: "/")
        || text[start] == UInt8(ascii: "[") && text[start + 1].isLetterOrDigit
    else { return nil }
    let known = text.countInCommon(previous, start)
    guard let pathEnd = Self.pathEnd(text, start, from: start + max(0, known - Self.lookBehind))
    else {
      return nil
    }
    path = start..<pathEnd
    isCollected = text[pathEnd] == 0x09
    let uuidStart = pathEnd + (isCollected ? Self.wordsLength - 1 : Self.wordsLength)
    guard !isCollected || inCollectedList, let uuid = DiskUUID(vmkfstools: text, at: uuidStart)
    else { return nil }
    self.uuid = uuid
    end = uuidStart + 47
    if isCollected {
      guard let size = Self.size(text, behindTabAt: &end),
        !text.hasByte(UInt8(ascii: "\\"), in: path)
      else { return nil }
      self.size = size
    }
    guard end + 1 < text.count else { return nil }
    // Windows ends lines with a CR, too.
    if text[end] == 0x0D { end += 1 }
    guard text[end] == 0x0A else { return nil }
    end += 1
  }

  /// The size that the last column of a collected list tells, if it does; nil if something else is there.
  /// Moves the offset behind it.
  private static func size(_ text: Span<UInt8>, behindTabAt end: inout Int) -> UInt64?? {
    guard end < text.count, text[end] == 0x09 else { return nil }
    let start = end + 1
    end = start
    var size: UInt64 = 0
    while end < text.count, text[end].isASCIIDigit {
      guard end - start < longestSize else { return nil }
      size = size * 10 + UInt64(text[end] - UInt8(ascii: "0"))
      end += 1
    }
    return .some(end > start ? size : nil)
  }

  /// So many digits are surely those of a number with 64 bits.
  private static let longestSize = 18

  /// The length of `: UUID is `; with a tab it is one less.
  private static let wordsLength = 10

  /// What a byte means may depend on so many before it.
  private static let lookBehind = PathText.root.utf8CodeUnitCount - 1

  /// ESXi's own limit.
  private static let longestPath = 4096

  /// Where the path ends, behind which stands `: UUID is ` or `<tab>UUID is `; nil if the line is not
  /// plain. What is before `index` is known to be, and so is what the bytes behind it mean by it.
  private static func pathEnd(_ text: Span<UInt8>, _ start: Int, from index: Int) -> Int? {
    var index = index
    while index + wordsLength <= text.count, index - start < longestPath {
      let word = text.word(at: index)
      if word.mayHaveVMwareDigits,
        text.firstRange(of: "6000c29", in: index..<min(index + 14, text.count)) != nil
      {
        return nil
      }
      // Another root makes two paths, of which the first was cut off.
      guard !hasRoot(text, around: word.smallO, of: index, behind: start) else { return nil }
      let marks = word.marks
      if marks == 0 {
        index += 8
        continue
      }
      index += marks.trailingZeroBitCount / 8
      guard index + wordsLength <= text.count else { return nil }
      // "UUID is " behind ": " or behind a tab.
      if text.word(at: index + 2) == 0x2073_6920_4449_5555 && text.hasText(": ", at: index)
        || text.word(at: index + 1) == 0x2073_6920_4449_5555 && text[index] == 0x09
      {
        // ".vmdk"
        return index - start >= 8 && text.word(at: index - 8) >> 24 == 0x6B_646D_762E ? index : nil
      }
      guard isPartOfName(text, index) else { return nil }
      index += 1
    }
    return nil
  }

  /// Whether what all paths start with stands around one of some bytes of the word at an offset, but not where
  /// the line starts.
  @inline(__always)
  private static func hasRoot(
    _ text: Span<UInt8>, around bytes: UInt64, of index: Int, behind start: Int
  ) -> Bool {
    var bytes = bytes
    while bytes != 0 {
      let place = index + bytes.trailingZeroBitCount / 8 - 7
      bytes &= bytes &- 1
      // "/vmfs/vo"
      if place > start, text.word(at: place) | UInt64(repeating: 0x20) == 0x6F76_2F73_666D_762F,
        text.hasText(PathText.root, at: place)
      {
        return true
      }
    }
    return false
  }

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
      return !text.hasText(".vmdk", at: index - 5) && !text.hasText("ds:///", at: index - 2)
    case UInt8(ascii: "#"):
      return !text.hasText(CollectForm.begin, at: index)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: "|"):
      return false
    case let byte:
      return byte > 0x20 && byte != 0x7F
    }
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercasedASCII)
  }
}

extension Span<UInt8> {
  /// Whether a byte stands within a range.
  fileprivate func hasByte(_ byte: UInt8, in range: Range<Int>) -> Bool {
    lastIndex(of: byte, in: range) != nil
  }

  /// How many bytes from an offset on are the same as those of a range, by sixteens.
  fileprivate func countInCommon(_ range: Range<Int>, _ start: Int) -> Int {
    let limit = min(range.count, count - start) - 16
    var shared = 0
    while shared <= limit {
      let difference = twoWords(at: range.lowerBound &+ shared) ^ twoWords(at: start &+ shared)
      guard difference[0] | difference[1] == 0 else { break }
      shared &+= 16
    }
    return shared
  }
}

extension UInt64 {
  /// Which bytes are not from `-` to `9` or from `<` to `{`.
  fileprivate var marks: UInt64 {
    let low = self & UInt64(repeating: 0x7F)
    let isColon = low.isAtLeast(UInt8(ascii: ":")) & ~low.isAtLeast(UInt8(ascii: "<"))
    return (self | ~low.isAtLeast(UInt8(ascii: "-")) | isColon | low.isAtLeast(UInt8(ascii: "|")))
      & UInt64(repeating: 0x80)
  }

  /// Whether what VMware's UUIDs start with as digits, `6000c29`, may start here: a 6 with a 0 behind it,
  /// or as the last byte.
  fileprivate var mayHaveVMwareDigits: Bool {
    bytes(equalTo: UInt8(ascii: "6")) & (bytes(equalTo: UInt8(ascii: "0")) >> 8 | 1 << 63) != 0
  }

  /// Which bytes are an `o`, in either case: of `/vmfs/volumes/` the eighth.
  fileprivate var smallO: UInt64 {
    (self | UInt64(repeating: 0x20)).bytes(equalTo: UInt8(ascii: "o"))
  }
}

extension DiskUUID {
  /// The UUID at an offset of a text, in vmkfstools' own spelling:
  /// `60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c`; nil if there is none.
  fileprivate init?(vmkfstools text: Span<UInt8>, at start: Int) {
    guard start + 47 <= text.count else { return nil }
    let text = text.extracting(start..<start + 47)
    guard text[8] == UInt8(ascii: " "), text[23] == UInt8(ascii: "-"), text[32] == UInt8(ascii: " ")
    else { return nil }
    // Both halves at once. A word has three bytes of each; the sixth is in two words.
    var faults = SIMD2<UInt64>()
    let first = SIMD2(text.word(at: 0), text.word(at: 24)).spacedBytes(&faults)
    let second = SIMD2(text.word(at: 9), text.word(at: 33)).spacedBytes(&faults)
    let third = SIMD2(text.word(at: 15), text.word(at: 39)).spacedBytes(&faults)
    guard faults[0] | faults[1] == 0 else { return nil }
    let halves = first | second &<< 24 | (third &>> 8) &<< 48
    self.init(high: halves[0].byteSwapped, low: halves[1].byteSwapped)
    // A UUID that was never set is nobody's.
    if high == low && (low == 0 || low == .max) { return nil }
  }
}

extension SIMD2<UInt64> {
  /// For each of two words that read `60 00 C2`: the three bytes, the first of them in the lowest bits. What
  /// else there is becomes a fault.
  @inline(__always)
  fileprivate func spacedBytes(_ faults: inout SIMD2<UInt64>) -> SIMD2<UInt64> {
    let separators = SIMD2<UInt64>(repeating: 0x0000_FF00_00FF_0000)
    faults |= (self ^ SIMD2(repeatingByte: 0x20)) & separators
    // One bit more makes a blank the digit 0.
    let digits = self | separators & SIMD2(repeatingByte: 0x10)
    let isDigit = digits.bytes(from: UInt8(ascii: "0"), to: UInt8(ascii: "9"))
    let isLetter = (digits | SIMD2(repeatingByte: 0x20))
      .bytes(from: UInt8(ascii: "a"), to: UInt8(ascii: "f"))
    faults |= (isDigit | isLetter) ^ SIMD2(repeatingByte: 0x80)
    let ones = isLetter &>> 7
    let values = (digits & SIMD2(repeatingByte: 0x0F)) &+ (ones &<< 3) &+ ones
    let pairs = (values &<< 4 | values &>> 8) & SIMD2(repeating: 0x00FF_0000_FF00_00FF)
    return (pairs | pairs &>> 16 | pairs &>> 32) & SIMD2(repeating: 0xFF_FFFF)
  }
}
