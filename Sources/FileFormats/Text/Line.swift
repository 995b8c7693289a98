import NmemModel

/// What kinds of bytes a text has: a form asks these before it looks at a line.
struct Marks: OptionSet, Sendable {
  var rawValue: UInt16

  static let tab = Marks(rawValue: 1)
  /// A comma, a semicolon or a bar: with the tab, what may separate the columns of a table.
  static let separator = Marks(rawValue: 2)
  static let colon = Marks(rawValue: 4)
  static let equals = Marks(rawValue: 8)
  /// A quote, single or double, or a back quote.
  static let quote = Marks(rawValue: 16)
  /// A curly bracket.
  static let brace = Marks(rawValue: 32)
  static let bracket = Marks(rawValue: 64)
  static let hash = Marks(rawValue: 128)
  /// One of `$`, `%`, `<` and `>`, with which a prompt may end.
  static let prompt = Marks(rawValue: 256)
  /// A control character other than those that have a mark of their own.
  static let control = Marks(rawValue: 512)
  /// ESC, with which a terminal's control sequences begin.
  static let escape = Marks(rawValue: 1024)
  static let nul = Marks(rawValue: 2048)
  /// A byte beyond ASCII.
  static let foreign = Marks(rawValue: 4096)
  static let backslash = Marks(rawValue: 8192)
  static let carriageReturn = Marks(rawValue: 16384)
}

/// A line of text, as offsets into the text that it is in, with what one look at each of its bytes shows.
struct Line {
  /// Where it is, without its end.
  var range: Range<Int>

  /// Where the next line starts.
  var next: Int

  /// How many bytes at its start have no mark.
  private var plainCount = -1

  /// Counted from 1.
  var number: Int

  var marks: Marks

  /// The offset after the last `.vmdk` that ends a word; nil if there is none.
  var pathEnd: Int?

  /// How many there are.
  var pathCount: Int

  /// Whether a `.vmdk` goes on as another word: the path is another file's, or two lines have become one.
  var hasGluedPath = false

  /// Whether the line above has a path, if that is known.
  var isBelowPath = false

  /// Whether there is nothing above it, or a blank line.
  var isParted = false

  /// Whether the line above ends within a path.
  var isContinued = false

  /// Whether the mark of an item came before it, `- `.
  var isItem = false

  /// The longest line that is read, in bytes. ESXi's own limit for a path is 4096.
  static let longest = 64 << 10

  init(_ text: Span<UInt8>, number: Int) {
    self.init(start: 0, number: number)
    var end = 0
    while !look(text, &end), end < text.count {}
    range = 0..<text.count
    next = text.count
  }

  private init(start: Int, number: Int) {
    range = start..<start
    next = start
    self.number = number
    marks = []
    pathEnd = nil
    pathCount = 0
  }

  /// The line that starts at an offset of a text, without its newline and the CR before it; nil if the text ends
  /// before it does. What it has in common with the line before it, up to that one's first mark, has none.
  init?(_ text: Span<UInt8>, from start: Int, number: Int, after previous: Line?) {
    self.init(start: start, number: number)
    var end = start
    if let previous, previous.plainCount >= 16 {
      end += text.countInCommon(
        previous.range.lowerBound..<previous.range.lowerBound + previous.plainCount, start)
    }
    while !look(text, &end) {
      if end >= text.count { return nil }
    }
    next = end + 1
    range = start..<(end > start && text[end - 1] == 0x0D ? end - 1 : end)
    plainCount = plainCount < 0 ? range.count : min(plainCount, range.count)
  }

  /// The same line in a text in which it starts at another offset.
  @inline(__always)
  func moved(to start: Int) -> Line {
    var line = self
    line.range = start..<start + range.count
    if let pathEnd { line.pathEnd = pathEnd - range.lowerBound + start }
    return line
  }

  /// Looks at the next sixteen bytes. Returns whether a newline is among them, and moves the offset to it, or
  /// else after them.
  @inline(__always)
  private mutating func look(_ text: Span<UInt8>, _ offset: inout Int) -> Bool {
    var bits = text.block(at: offset).marked
    while bits != 0 {
      let index = offset &+ bits.trailingZeroBitCount
      bits &= bits &- 1
      if plainCount < 0 { plainCount = index &- range.lowerBound }
      let mark = markTable[Int(text[index])]
      marks.rawValue |= mark & ~Self.special
      guard mark & Self.special != 0 else { continue }
      switch text[index] {
      case 0x0A:
        offset = index
        return true
      case UInt8(ascii: "."): lookAtDot(text, index)
      default:
        // A CR before the newline is a part of the line's end.
        if index &+ 1 == text.count || text[index &+ 1] != 0x0A { marks.insert(.carriageReturn) }
      }
    }
    offset = min(offset &+ 16, text.count)
    return false
  }

  /// The bit of the table for bytes that are looked at more closely.
  private static var special: UInt16 { 1 << 15 }

  @inline(__always)
  private mutating func lookAtDot(_ text: Span<UInt8>, _ index: Int) {
    guard text.hasVMDK(at: index) else { return }
    let end = index &+ 5
    if end < text.count, text[end].isPartOfWord || text[end] == UInt8(ascii: "[") {
      hasGluedPath = true
      return
    }
    pathEnd = end
    pathCount &+= 1
  }
}

extension UInt8 {
  /// Whether a `.vmdk` before the byte goes on as another word: `.vmdks`, `.vmdk.bak`, `.vmdk~`.
  var isPartOfWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "@"):
      true
    default: false
    }
  }
}

extension Span<UInt8> {
  /// How many bytes from an offset on are the same as those of a range, by sixteens.
  @inline(__always)
  fileprivate func countInCommon(_ range: Range<Int>, _ start: Int) -> Int {
    let limit = Swift.min(range.count, count &- start) &- 16
    var shared = 0
    while shared <= limit {
      let difference = twoWords(at: range.lowerBound &+ shared) ^ twoWords(at: start &+ shared)
      guard difference[0] | difference[1] == 0 else { break }
      shared &+= 16
    }
    return shared
  }

  /// The sixteen bytes at an offset; what would be past the end is a letter.
  @inline(__always)
  fileprivate func block(at offset: Int) -> SIMD16<UInt8> {
    if offset >= 0, offset &+ 16 <= count {
      return bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: offset, as: SIMD16<UInt8>.self)
    }
    var block = SIMD16<UInt8>(repeating: 0x61)
    for index in 0..<Swift.max(0, count &- offset) { block[index] = self[offset &+ index] }
    return block
  }
}

extension SIMD16<UInt8> {
  /// A bit for each byte that is no letter, digit, blank, slash, dash or underscore: nearly all have a mark.
  @inline(__always)
  fileprivate var marked: UInt64 {
    // Only arithmetic becomes vector instructions; comparisons become loops.
    let plain =
      (self | 0x20).within(0x61, 0x7A) | within(0x2F, 0x39) | equal(0x20) | equal(0x2D)
      | equal(0x5F)
    let words = unsafeBitCast(~plain & 0x80, to: SIMD2<UInt64>.self)
    if words[0] | words[1] == 0 { return 0 }
    // Gathers the highest bits of eight bytes in one.
    let low = ((words[0] &>> 7) &* 0x0102_0408_1020_4080) &>> 56
    let high = ((words[1] &>> 7) &* 0x0102_0408_1020_4080) &>> 56
    return low | high &<< 8
  }

  /// The highest bit of each byte of ASCII that is from one to another.
  @inline(__always)
  private func within(_ first: UInt8, _ last: UInt8) -> SIMD16<UInt8> {
    (self &+ (0x80 &- first)) & ~(self &+ (0x7F &- last))
  }

  /// The highest bit of each byte that is a given one.
  @inline(__always)
  private func equal(_ byte: UInt8) -> SIMD16<UInt8> {
    let difference = self ^ SIMD16(repeating: byte)
    return (difference &- 1) & ~difference
  }
}
