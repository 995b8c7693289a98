import NmemModel

/// Whether a JSON document starts in a line: at its start, or after a name or an arrow, as in `"disks": [` and
/// `ok: [host] => {`. `[root@esxi:~]`, `[DS] vm/a.vmdk` and `[1] 1234` are not.
enum JSONOpening: Equatable {
  case none
  /// What is after the text decides.
  case undecided
  /// With the offset of its bracket, and whether its lines come after marks, as in a mail that quotes it.
  case document(bracket: Int, isQuoted: Bool)

  /// How many bytes may be looked at before it must be decided.
  private static let longest = 4096

  /// What the start of the line at an offset of a text shows.
  @inline(__always)
  init(_ text: Span<UInt8>, from start: Int, isLast: Bool) {
    let byte = text[start]
    let mayOpen =
      byte <= 0x20 || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte.isQuoting
      || byte.isASCIIDigit || byte >= 0x80
    self = mayOpen ? Self.looked(text, from: start, isLast: isLast) : .none
  }

  private static func looked(_ text: Span<UInt8>, from start: Int, isLast: Bool) -> JSONOpening {
    var index = start
    var isQuoted = false
    let end = min(text.count, start + longest)
    while index < end {
      let byte = text[index]
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        return opening(text, index, isQuoted, isLast: isLast)
      }
      if byte.isQuoting {
        isQuoted = true
        index += 1
      } else if byte.isBlank {
        index += 1
      } else if byte >= 0x80, index + 3 > text.count, !isLast {
        return .undecided
      } else if byte >= 0x80, let length = text.lengthOfUnseen(at: index) {
        index += length
      } else if byte.isASCIIDigit {
        let behind = text.endOfLineMarks(from: index)
        guard behind > index, index - start < 8 else { return .none }
        isQuoted = true
        index = behind
      } else if byte == 0x1B, let behind = text.endOfSequence(at: index, in: index..<end) {
        index = behind
      } else {
        return .none
      }
    }
    return end == text.count && !isLast ? .undecided : .none
  }

  /// What the brackets of a whole line show that come after other text.
  init(_ text: Span<UInt8>, behindTextOf line: Line, isLast: Bool) {
    self = .none
    for bracket in "{[".utf8 {
      var start = line.range.lowerBound
      while let index = text.firstIndex(of: bracket, in: start..<line.range.upperBound) {
        if Self.isNamed(text, line.range.lowerBound..<index) {
          self = Self.opening(text, index, false, isLast: isLast)
          if self != .none { return }
        }
        start = index + 1
      }
    }
  }

  /// Whether a text ends in a colon or an arrow.
  private static func isNamed(_ text: Span<UInt8>, _ before: Range<Int>) -> Bool {
    guard let last = text.trimmed(before).last else { return false }
    return text[last] == UInt8(ascii: ":")
      || text[last] == UInt8(ascii: ">") && last > before.lowerBound
        && text[last - 1] == UInt8(ascii: "=")
  }

  /// What comes after a bracket, on its line or below.
  private static func opening(
    _ text: Span<UInt8>, _ bracket: Int, _ isQuoted: Bool, isLast: Bool
  ) -> JSONOpening {
    var index = bracket + 1
    let end = min(text.count, bracket + longest)
    while index < end {
      let byte = text[index]
      if byte == 0x0A, isQuoted {
        index = text.endOfLineMarks(from: index + 1)
        continue
      }
      if byte >= 0x80, index + 3 > text.count, !isLast { return .undecided }
      if byte >= 0x80, let length = text.lengthOfUnseen(at: index) {
        index += length
        continue
      }
      guard byte.isBlank || byte == 0x0A else {
        let isJSON =
          text[bracket] == UInt8(ascii: "{")
          ? byte.isOne(of: "\"}") : byte.isOne(of: "{[]\"")
        return isJSON ? .document(bracket: bracket, isQuoted: isQuoted) : .none
      }
      index += 1
    }
    return end == text.count && !isLast ? .undecided : .none
  }
}
