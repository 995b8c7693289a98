import NmemModel

extension SessionLine {
  /// A line with one path, followed by something other than just its UUID.
  static func pathAndMore(
    _ line: Line, _ text: Span<UInt8>, _ path: Range<Int>, _ behind: UUIDLabel, _ value: UUIDText
  ) -> SessionLine {
    let all = line.range
    let before = beforePath(text, all, path)
    if VMDKFileName.isExtent(text, path) {
      // An extent never owns an answer.
      if behind.range.isEmpty, case .name? = pathAtEnd(text, before, path) { return .name(path) }
      return untied(text, all, beside: nil) ?? .other
    }
    if behind.range.isEmpty, let meaning = pathAtEnd(text, before, path) { return meaning }
    // `ddb.uuid.image` and similar keys are ids of other things.
    if text.hasText("ddb.", at: behind.range.lowerBound) { return .other }
    let own =
      (UUIDText.all(in: text, before)
      + UUIDText.all(in: text, behind.range.lowerBound..<all.upperBound))
      .filter(\.isOfDisk)
    if own.count <= 1, case .wrongLength(let bytes) = value, bytes > 16 {
      return .unusable(path: path, behind.range)
    }
    if own.count == 1, own[0].isWhole, isTable(text, all, before, path, behind),
      !hasOther(text, near: path, own[0].range), !PathText.hasCommand(text, before),
      text.firstRange(of: "getuuid", in: before) == nil, !isError(text, before)
    {
      return .statement(path: path, own[0].uuid)
    }
    if !own.isEmpty {
      let all = UUIDText.all(in: text, all).filter { !path.overlaps($0.range) }
      return .untied(all.isEmpty ? own : all, beside: own.count == 1 ? path : nil)
    }
    if before.isEmpty, case .uuid(let uuid) = value {
      // It may be any UUID; in a row, where only a size follows it, it is the disk's.
      let rest = behind.end..<all.upperBound
      let gap = path.upperBound..<behind.range.lowerBound
      let isRow =
        !skipsColumn(text, gap)
        && rest.allSatisfy {
          text[$0].isBlank || text[$0].isASCIIDigit || text[$0].isOne(of: ",;|\"})")
        }
      let found = UUIDText.Found(uuid: uuid, range: behind.range, isWhole: true)
      return isRow ? .statement(path: path, uuid) : .untied([found], beside: path)
    }
    if UUIDText.isCutShort(text, behind.range) {
      return behind.isLabelled || value != .other
        ? .unusable(path: path, behind.range) : .cutShort(beside: path)
    }
    switch value {
    case .wrongLength(let bytes) where bytes >= 8 || behind.isLabelled:
      return .unusable(path: path, behind.range)
    case .unset: return .unusable(path: path, behind.range)
    case _ where behind.isSure:
      return .unusable(path: path, behind.range)
    default: break
    }
    if isCell(text, all, path) {
      // One of another maker may be the machine's.
      let others = UUIDText.all(in: text, all).filter { !path.overlaps($0.range) }
      if !others.isEmpty { return .untied(others, beside: path) }
    }
    if UUIDText.begins(in: text, path.upperBound..<all.upperBound) {
      return .cutShort(beside: path)
    }
    guard !behind.range.isEmpty, before.isEmpty else { return .other }
    let gap = path.upperBound..<behind.range.lowerBound
    return gap.contains { text[$0].isOne(of: ":\t") }
      ? .refusal(path: path, message: behind.range) : .other
  }

  /// Whether a UUID that may be any thing's is as near to a path as one of VMware's: between the two, or after a path
  /// that the other is before.
  private static func hasOther(
    _ text: Span<UInt8>, near path: Range<Int>, _ uuid: Range<Int>
  ) -> Bool {
    let rest =
      path.upperBound < uuid.lowerBound
      ? path.upperBound..<uuid.lowerBound : uuid.upperBound..<text.count
    return UUIDText.all(in: text, rest).contains { !path.overlaps($0.range) }
  }

  /// What comes before a path, without separators and quotes.
  private static func beforePath(
    _ text: Span<UInt8>, _ all: Range<Int>, _ path: Range<Int>
  ) -> Range<Int> {
    text.trimming(all.lowerBound..<path.lowerBound) {
      $0.isBlank || $0.isOne(of: ",;|\"'`(")
    }
  }

  /// A line that ends with its path: only the path, after a label, or after its UUID.
  private static func pathAtEnd(
    _ text: Span<UInt8>, _ before: Range<Int>, _ path: Range<Int>
  ) -> SessionLine? {
    if before.isEmpty {
      if let statement = leadingUUID(text, path) { return statement }
      // `Warning: stale lock on a.vmdk` is a message.
      let isMessage =
        text.firstRange(of: ": ", in: path) != nil && !PathText.hasRoot(text, at: path.lowerBound)
      return isMessage ? .other : .name(path)
    }
    if text.hasText("==>", at: before.lowerBound), before.count == 3 { return .header(path) }
    if isLabel(text, before) { return .name(path) }
    // There may be an arrow or a dash between the two.
    let end = before.last { !text[$0].isBlank && !text[$0].isOne(of: "->=") }
    let value = UUIDLabel.value(text, before.lowerBound..<(end.map { $0 + 1 } ?? before.lowerBound))
    if text.hasText("==>", at: value.range.upperBound) { return nil }
    if case .uuid(let uuid) = UUIDText(text, value.range) {
      // 32 digits with nothing between two of them are an MD5 sum.
      let isSure = value.end == value.range.upperBound && (value.range.count > 32 || uuid.isVMware)
      return isSure ? .statement(path: path, uuid) : nil
    }
    // The words of a program that says what it does.
    let isName =
      PathText.hasRoot(text, at: path.lowerBound) && UUIDText.all(in: text, before).isEmpty
      && !UUIDText.begins(in: text, before)
      && !isError(text, before)
    return isName ? .name(path) : nil
  }

  /// A path that is not one, since it begins with a UUID and a blank: `60 00 C2 98 … 08 0c a b.vmdk`.
  private static func leadingUUID(_ text: Span<UInt8>, _ path: Range<Int>) -> SessionLine? {
    let isBraced = text.hasText("{", at: path.lowerBound)
    let first = path.lowerBound + (isBraced ? 1 : text.hasText("naa.", at: path.lowerBound) ? 4 : 0)
    guard first < path.upperBound, hexTable[Int(text[first])] < 16,
      let (uuid, lastEnd) = UUIDText.pairs(text, at: first, upTo: path.upperBound)
    else { return nil }
    let end = lastEnd + (isBraced && text.hasText("}", at: lastEnd) ? 1 : 0)
    guard end < path.upperBound, text[end].isBlank || text[end].isOne(of: ",;|:"),
      // 32 digits before a name, with nothing between two of them, are its MD5 sum.
      end - first > 32 || uuid.isVMware || text.hasText("naa.", at: path.lowerBound)
    else { return nil }
    let rest = withoutSource(text, behindSeparators(text, end..<path.upperBound))
    let found = UUIDText.Found(uuid: uuid, range: first..<end, isWhole: true, isSaid: true)
    let isMore =
      UUIDText.begins(in: text, rest) || UUIDText.goesOn(text, at: end)
      || text.firstRange(of: "\\x", in: rest) != nil
      || PathText.firstRoot(text, rest.dropFirst(), [.bracket]) != nil
    return isMore ? .untied([found], beside: nil) : .statement(path: rest, uuid)
  }

  /// A range without what is between a UUID and a path: separators, dashes and arrows.
  private static func behindSeparators(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var rest = text.trimming(range) { $0.isBlank || $0.isOne(of: ",;|:=>") }
    if let first = rest.first, text[first] == UInt8(ascii: "-"), rest.count > 1,
      text[first + 1].isBlank || text[first + 1].isOne(of: "->")
    {
      rest = text.trimming(rest) { $0.isBlank || $0.isOne(of: "->") }
    }
    if let first = rest.first, let length = text.lengthOfBullet(at: first), rest.count > length,
      text[first + length].isBlank
    {
      rest = text.trimmed(first + length..<rest.upperBound)
    }
    return rest
  }

  /// A range without nmemid's own column SOURCE, `vmdks.txt:7`, before the path.
  private static func withoutSource(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard let end = text.firstIndex(in: range, where: \.isBlank) else { return range }
    let number = text.trimming(range.lowerBound..<end, while: \.isASCIIDigit)
    guard number.upperBound < end, let last = number.last, last > range.lowerBound,
      text[last] == UInt8(ascii: ":")
    else { return range }
    return text.trimmed(end..<range.upperBound)
  }

  /// Whether a text is a label for a path: `File:`, `Disk 1:`.
  static func isLabel(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let last = range.last, text[last].isOne(of: ":=") else { return false }
    return PathText.isLabel(text, range.dropLast())
  }

  /// Whether a line is a row of a table, so all of it is about one disk: its cells are separated by tabs, by
  /// commas and the like, or by blanks.
  private static func isTable(
    _ text: Span<UInt8>, _ all: Range<Int>, _ before: Range<Int>, _ path: Range<Int>,
    _ behind: UUIDLabel
  ) -> Bool {
    // Words that a program puts before a path, or after it, may be about anything.
    let isFirst = before.isEmpty
    if isFirst, behind.isLabelled { return true }
    if isCell(text, all, path) { return true }
    let start = path.lowerBound > all.lowerBound ? text[path.lowerBound - 1] : 0x09
    let end = path.upperBound < all.upperBound ? text[path.upperBound] : 0x09
    return start.isBlank && (end.isBlank || path.upperBound == all.upperBound)
      || isFirst && (end.isBlank || isSeparator(end) || end == UInt8(ascii: ":"))
  }

  /// Whether a path is between separators, or at an end of the line.
  private static func isCell(
    _ text: Span<UInt8>, _ all: Range<Int>, _ path: Range<Int>
  ) -> Bool {
    (path.lowerBound == all.lowerBound || isSeparator(text[path.lowerBound - 1]))
      && (path.upperBound == all.upperBound || isSeparator(text[path.upperBound]))
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x09 || byte.isOne(of: ",;|") || byte.isQuote
  }
}
