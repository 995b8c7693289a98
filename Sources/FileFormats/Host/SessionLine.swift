import NmemModel

/// What one line of free text says: of a terminal session, or of a list. Ranges are offsets into the text.
enum SessionLine {
  case blank
  /// A command, or a shell's prompt.
  case command(ShellCommand)
  /// A path and its UUID.
  case statement(path: Range<Int>, DiskUUID)
  /// What is in place of a UUID, and nothing else; the UUID, if it is one.
  case answer(Range<Int>, DiskUUID?)
  /// A UUID that VMware gives no disk, and nothing else: it may be that of anything.
  case otherUUID(DiskUUID)
  /// Only a path, perhaps after a label.
  case name(Range<Int>)
  /// A path as `head` and `tail` print it above what is in the file: `==> a.vmdk <==`.
  case header(Range<Int>)
  /// A path, and in place of its UUID something that is not one.
  case unusable(path: Range<Int>, Range<Int>)
  /// A path and, instead of its UUID, a message.
  case refusal(path: Range<Int>, message: Range<Int>)
  /// UUIDs that the line gives to no path; with the path next to them, if there is one.
  case untied([UUIDText.Found], beside: Range<Int>?)
  /// The beginning of a UUID and no more.
  case cutShort(beside: Range<Int>?)
  /// The same after a `#`: out of use, or after the prompt of a shell.
  case commentedOut([UUIDText.Found], beside: Range<Int>?)
  /// The beginning of a path, which goes on in the next line.
  case wrapped
  /// Anything else.
  case other

  init(_ line: Line, _ text: Span<UInt8>) {
    let all = line.range
    guard let first = all.first else {
      self = .blank
      return
    }
    if Self.mayBeCommand(text, all, line.marks), let command = ShellCommand(line, of: text) {
      if let answer = command.answer {
        // What a program printed after a prompt, since nothing had ended the line.
        var rest = line
        rest.range = answer
        rest.marks.subtract([.prompt, .hash])
        self.init(rest, text)
      } else {
        self = .command(command)
      }
    } else if text[first] == UInt8(ascii: "#") {
      self = Self.comment(line, text)
    } else if line.hasGluedPath, line.pathCount == 0 || PathText.hasGluedEnd(text, all) {
      self = Self.untied(text, all, beside: nil) ?? .other
    } else if line.pathCount > 1 {
      self = Self.severalPaths(line, text)
    } else if let end = line.pathEnd {
      self = Self.path(endingAt: end, line, text)
    } else {
      self = Self.withoutPath(line, text)
    }
  }

  /// Whether a line has what every command has: a prompt's sign, or a word that begins one.
  @inline(__always)
  private static func mayBeCommand(
    _ text: Span<UInt8>, _ all: Range<Int>, _ marks: Marks
  ) -> Bool {
    let first = text[all.lowerBound]
    if first == UInt8(ascii: "/") { return !marks.isDisjoint(with: [.hash, .prompt]) }
    return !marks.isDisjoint(with: [.hash, .prompt])
      || first == UInt8(ascii: "[") || first == UInt8(ascii: "+")
      || first == UInt8(ascii: ":") || ShellCommand.begins(text, all)
  }

  /// A line with a `#` before it that is no command.
  private static func comment(_ line: Line, _ text: Span<UInt8>) -> SessionLine {
    let rest = text.trimming(line.range) { $0.isBlank || $0 == UInt8(ascii: "#") }
    let found = UUIDText.all(in: text, rest).filter { $0.isOfDisk || line.pathCount > 0 }
    let path = line.pathCount == 1 ? line.pathEnd : nil
    return found.isEmpty
      ? .other
      : .commentedOut(
        found, beside: path.flatMap { PathText.path(endingAt: $0, of: text, in: rest, line.marks) })
  }

  @inline(__always)
  private static func path(
    endingAt end: Int, _ line: Line, _ text: Span<UInt8>
  ) -> SessionLine {
    let all = line.range
    guard let path = PathText.path(endingAt: end, of: text, in: all, line.marks) else {
      let found = UUIDText.all(in: text, all).filter { $0.isOfDisk || $0.range.lowerBound > end }
      return found.isEmpty ? .other : .untied(found, beside: nil)
    }
    if let unattributed = uuidsAmongWords(text, path, of: all) {
      let behind = UUIDText.all(in: text, end..<all.upperBound).filter(\.isOfDisk)
      return .untied(unattributed + behind, beside: nil)
    }
    // A quote, or the stars that make a text bold in Markdown.
    let closing =
      end == all.upperBound ? 0 : text[end].isQuote ? 1 : text.hasText("**", at: end) ? 2 : 0
    let behind = UUIDLabel.value(text, end + closing..<all.upperBound)
    let value = behind.uuid.map(UUIDText.uuid) ?? UUIDText(text, behind.range)
    let isFirst = path.lowerBound <= all.lowerBound + 1
    let isSure =
      value.uuid?.isVMware == true || behind.isSure
      || isFirst && !skipsColumn(text, path.upperBound..<behind.range.lowerBound)
    if let uuid = value.uuid, behind.range.upperBound == behind.end, isSure {
      return owned(path, uuid, text, before: all.lowerBound..<path.lowerBound, line.marks)
    }
    return pathAndMore(line, text, path, behind, value)
  }

  /// Whether there is an empty column in a gap: what is after it is another column than the next.
  static func skipsColumn(_ text: Span<UInt8>, _ gap: Range<Int>) -> Bool {
    gap.count { text[$0].isOne(of: ",;|\t") } > 1
  }

  /// UUIDs that are words of their own within what ends as a relative path does: only the writer knows where that
  /// starts. Nil if there are none. One at the start of a line that ends with its path is the path's.
  private static func uuidsAmongWords(
    _ text: Span<UInt8>, _ path: Range<Int>, of all: Range<Int>
  ) -> [UUIDText.Found]? {
    guard path.count > 36, !PathText.hasRoot(text, at: path.lowerBound) else { return nil }
    let found = UUIDText.all(in: text, path).filter {
      let isFirst = $0.range.lowerBound == all.lowerBound
      // As `vmkfstools` prints it, with blanks, a UUID is in no name.
      if text[$0.range.upperBound].isOne(of: "/._-") { return $0.isOfDisk && $0.range.count >= 47 }
      let isParted =
        text[$0.range.upperBound].isBlank || text[$0.range.upperBound].isOne(of: ",;|:")
      return $0.isOfDisk
        && (isFirst
          ? path.upperBound < all.upperBound || !isParted
          : text[$0.range.lowerBound - 1].isBlank || text[$0.range.lowerBound - 1].isOne(of: ",;|"))
    }
    return found.isEmpty ? nil : found
  }

  /// A path with its UUID after it: an extent has none.
  @inline(__always)
  private static func owned(
    _ path: Range<Int>, _ uuid: DiskUUID, _ text: Span<UInt8>, before: Range<Int>, _ marks: Marks
  ) -> SessionLine {
    let others = before.count < 32 ? [] : UUIDText.all(in: text, before).filter(\.isOfDisk)
    // `\x20` is a blank of nmemid's own --raw: where such a path starts and ends is not known.
    let isEscaped =
      marks.contains(.backslash) && text.firstRange(of: "\\x", in: path) != nil
    // In no name is a UUID as `vmkfstools` prints it, with blanks: two lines have become one.
    let inName =
      text.firstIndex(of: UInt8(ascii: " "), in: path) == nil
      ? []
      : UUIDText.all(in: text, path).filter {
        $0.range.count >= 47
          || $0.range.lowerBound == path.lowerBound && text[$0.range.upperBound].isBlank
      }
    if others.isEmpty, inName.isEmpty, !isEscaped, !VMDKFileName.isExtent(text, path) {
      return .statement(path: path, uuid)
    }
    let found = UUIDText.Found(uuid: uuid, range: path.upperBound..<path.upperBound, isWhole: true)
    return .untied(others + inName + [found], beside: nil)
  }

  /// A line with several paths: what is repeated, as a bare name, is one.
  private static func severalPaths(_ line: Line, _ text: Span<UInt8>) -> SessionLine {
    let all = line.range
    var paths: [Range<Int>] = []
    var start = all.lowerBound
    for index in all where text.hasVMDK(at: index) {
      let end = index + 5
      guard end == all.upperBound || !text[end].isPartOfWord || end >= line.pathEnd ?? 0 else {
        continue
      }
      guard
        let path = PathText.path(endingAt: end, of: text, in: start..<all.upperBound, line.marks)
      else { return untied(text, all, beside: nil) ?? .other }
      paths.append(path)
      start = min(end + 1, all.upperBound)
    }
    let files = paths.filter { !VMDKFileName.isExtent(text, $0) }
    // A bare name next to a path to such a file says nothing new.
    let names = files.filter { name in
      !files.contains { other in
        text.extracting(name).isFileName(of: text.extracting(other))
      }
    }
    guard names.count == 1, let uuids = Optional(UUIDText.all(in: text, all)),
      uuids.count == 1, uuids[0].isWhole
    else { return untied(text, all, beside: nil) ?? .other }
    return .statement(path: names[0], uuids[0].uuid)
  }

  private static func withoutPath(_ line: Line, _ text: Span<UInt8>) -> SessionLine {
    let all = line.range
    // The rest of a row.
    if text[all.lowerBound].isOne(of: ",;"), let rest = untied(text, all, beside: nil) {
      return rest
    }
    let value = UUIDLabel.value(text, all)
    switch value.uuid.map(UUIDText.uuid) ?? UUIDText(text, value.range) {
    case .uuid where value.end > value.range.upperBound && Self.goesOn(text, value): break
    case .uuid(let uuid) where value.isSure || uuid.isVMware:
      return .answer(value.range, uuid)
    case .uuid(let uuid) where value.isLabelled || !isVolumeID(text, value.range):
      return .otherUUID(uuid)
    case .wrongLength(let bytes) where bytes >= 8 || value.isLabelled:
      return .answer(value.range, nil)
    case .unset: return .answer(value.range, nil)
    case .other where value.isSure:
      return UUIDText.isCutShort(text, value.range)
        ? .cutShort(beside: nil) : .answer(value.range, nil)
    default: break
    }
    if line.marks.contains(.tab), let statement = nameAndTab(text, all) { return statement }
    if UUIDText.isCutShort(text, value.range), UUIDText.all(in: text, value.range).isEmpty {
      return .cutShort(beside: nil)
    }
    // `uuid.bios` and `ddb.uuid.image` are ids of other things.
    let other = text.firstRange(of: "uuid.", in: all)?.lowerBound ?? all.upperBound
    let isPath =
      PathText.hasRoot(text, at: all.lowerBound) && text[all.upperBound - 1] != UInt8(ascii: ":")
    // What is in a path is a part of it.
    let found = UUIDText.all(in: text, all).filter {
      $0.isOfDisk && $0.range.upperBound <= other
        && !(isPath && PathText.isInPath(text, $0.range))
    }
    if !found.isEmpty { return .untied(found, beside: nil) }
    if isPath { return .wrapped }
    return other == all.upperBound && UUIDText.begins(in: text, all)
      ? .cutShort(beside: nil) : .other
  }

  /// Whether a path, or another UUID, follows in the same line.
  private static func goesOn(_ text: Span<UInt8>, _ value: UUIDLabel) -> Bool {
    let rest = value.range.upperBound..<value.end
    return PathText.firstRoot(text, rest, [.bracket]) != nil || UUIDText.begins(in: text, rest)
  }

  /// `name<tab>UUID`, where the name need not end in `.vmdk`: the tab says that it is one.
  private static func nameAndTab(_ text: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard let tab = text.firstIndex(of: 0x09, in: all) else { return nil }
    let name = text.unquoted(text.trimmed(all.lowerBound..<tab))
    // `uuid.bios` and similar keys are ids of virtual machines.
    guard let last = name.last, text[last] != UInt8(ascii: "/"), !text[last].isQuote,
      // The number of a line.
      !name.allSatisfy({ text[$0].isASCIIDigit }),
      text.firstRange(of: "uuid", in: name) == nil,
      UUIDText(text, name) == .other,
      case .uuid(let uuid) = UUIDText(text, UUIDLabel.value(text, tab + 1..<all.upperBound).range)
    else { return nil }
    return .statement(path: name, uuid)
  }

  /// Whether a line says that others were left out: `[...]`, `<snip>`, `(output truncated)`.
  static func isCutMark(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let word = text.trimming(range) { $0.isBlank || $0.isOne(of: "[<({-") }
    let marks: [StaticString] = ["...", "\u{2026}", "snip", "output truncated", "truncated"]
    return word.lowerBound > range.lowerBound
      && marks.contains { text.hasText($0, at: word.lowerBound) }
      || word.allSatisfy { text[$0] == UInt8(ascii: ".") } && word.count >= 3
  }

  /// Whether a text says that something went wrong.
  static func isError(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let words: [StaticString] = [
      "fail", "error", "cannot", "can't", "no such", "not found", "busy", "denied", "(0x", "unable",
      "invalid", "locked", "not a ", "could not", "warning",
    ]
    return words.contains { text.firstRange(of: $0, in: range) != nil }
  }

  /// The UUIDs somewhere in a line, if some are those of VMware's disks; nil if none is.
  static func untied(
    _ text: Span<UInt8>, _ all: Range<Int>, beside path: Range<Int>?
  ) -> SessionLine? {
    let found = UUIDText.all(in: text, all)
    return found.contains(where: \.isOfDisk) ? .untied(found, beside: path) : nil
  }

  /// Whether a text is the name of a VMFS volume, as `ls /vmfs/volumes` prints it: 16 bytes too, in
  /// groups of 8, 8, 4 and 12 digits.
  private static func isVolumeID(_ text: Span<UInt8>, _ all: Range<Int>) -> Bool {
    all.count == 35 && [8, 17, 22].allSatisfy { text[all.lowerBound + $0] == UInt8(ascii: "-") }
  }
}
