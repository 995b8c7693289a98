import NmemModel

/// What one line of free text says: of a terminal session with `vmkfstools`, or of a list.
/// Ranges are offsets into the line.
enum SessionLine {
  /// Nothing.
  case blank
  /// A question for the UUID of a file.
  case question(ShellCommand)
  /// A UUID, or what stands in its place.
  case answer(Owner, text: Range<Int>)
  /// A path and a UUID behind a `#`.
  case commentedOut
  /// A path and, instead of its UUID, a message.
  case refusal(path: ByteString, message: Range<Int>)
  /// The beginning of a UUID and no more, as a narrow table shows it.
  case cutShort
  /// A path alone.
  case path(ByteString)
  /// Anything else.
  case other

  /// Whose UUID an answer is.
  enum Owner {
    /// That of the path on the same line.
    case path(ByteString)
    /// That of the path above, if there is one: nothing else stands on the line.
    case above
    /// Not to be told: something that is no path stands on the line.
    case unknown
  }

  init(_ line: Span<UInt8>) {
    let all = line.withoutTerminalSequences(line.range)
    guard let first = all.first, line[first] == UInt8(ascii: "#") else {
      self.init(line, all)
      // What a shell traces with `set -x` it prints again when it does it.
      if let first = all.first, line[first] == UInt8(ascii: "+"),
        line.trimming(all, while: { $0 == UInt8(ascii: "+") }).first.map({ line[$0].isBlank })
          == true
      {
        switch self {
        case .question: break
        // What is traced is no answer; who put the sign there by hand should know.
        case .answer: self = .commentedOut
        default: self = .blank
        }
      }
      return
    }
    // Either a comment or the prompt of root's shell.
    self.init(line, line.trimming(all) { $0.isBlank || $0 == UInt8(ascii: "#") })
    switch self {
    case .answer: self = .commentedOut
    case .path, .refusal, .cutShort: self = .other
    case .blank, .question, .commentedOut, .other: break
    }
  }

  private init(_ line: Span<UInt8>, _ all: Range<Int>) {
    if all.isEmpty {
      self = .blank
    } else if let answer = Self.vmkfstoolsAnswer(line, all) ?? Self.descriptorKey(line, all) {
      self = answer
    } else if let command = ShellCommand(line, all) {
      self = .question(command)
    } else if ShellPrompt(inBrackets: line, all) != nil {
      self = .other
    } else {
      self =
        Self.pathAndUUID(line, all) ?? Self.bareUUID(line, all) ?? Self.someUUID(line, all)
        ?? .other
    }
  }

  /// `UUID is 60 00 C2 …`, with or without a path before it.
  private static func vmkfstoolsAnswer(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard let words = line.lastRange(of: "UUID is", in: all) ?? Self.uuidName(line, all) else {
      return nil
    }
    let before = line.withoutTerminalSequences(
      line.trimming(all.lowerBound..<words.lowerBound) { $0.isBlank || $0.isSeparator })
    let text = line.trimmed(words.upperBound..<all.upperBound)
    return .answer(owner(line, before), text: firstColumn(line, text))
  }

  /// Whether a line is a UUID and nothing else: `UUID is 60 00 C2 …`.
  static func isAnswerToLineAbove(_ line: Span<UInt8>) -> Bool {
    guard case .answer(.above, _) = SessionLine(line) else { return false }
    return true
  }

  /// The name in `UUID: 60 00 C2 …`, if that is all the line has.
  private static func uuidName(_ line: Span<UInt8>, _ all: Range<Int>) -> Range<Int>? {
    let name: StaticString = "UUID"
    guard line.hasText(name, at: all.lowerBound) else { return nil }
    let end = all.lowerBound + name.utf8CodeUnitCount
    let colon = line.trimmed(end..<all.upperBound).lowerBound
    guard colon < all.upperBound, line[colon] == UInt8(ascii: ":") else { return nil }
    return all.lowerBound..<colon + 1
  }

  /// Whose UUID it is that stands behind a range of text.
  private static func owner(_ line: Span<UInt8>, _ before: Range<Int>) -> Owner {
    if before.isEmpty { return .above }
    if let command = ShellCommand(line, before) {
      if case .file(let path) = command { return .path(path) }
      return .unknown
    }
    let path =
      PathText.expected(line, before)
      ?? VMDKFileName.namesake(ofFile: ByteString(line.bytes(before)))
    return path.map(Owner.path) ?? .unknown
  }

  /// `ddb.uuid = "60 00 C2 …"`, with or without the file that `grep` found it in. The keys that only
  /// start like it (`ddb.uuid.image`) are other ids.
  private static func descriptorKey(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard let key = line.lastRange(of: "ddb.uuid", in: all) else { return nil }
    let value = line.trimmed(key.upperBound..<all.upperBound)
    guard let equals = value.first, line[equals] == UInt8(ascii: "=") else { return nil }
    var before = line.trimming(all.lowerBound..<key.lowerBound) {
      $0.isBlank || $0 == UInt8(ascii: ":")
    }
    // `grep -n` puts the line's number behind the file.
    let withoutNumber = line.trimming(before, while: \.isASCIIDigit)
    if let last = withoutNumber.last, line[last] == UInt8(ascii: ":") {
      before = before.lowerBound..<last
    }
    return .answer(owner(line, before), text: line.trimmed(equals + 1..<value.upperBound))
  }

  /// A path and a UUID in one line, in either order, with a tab, a comma, a colon or blanks between.
  private static func pathAndUUID(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard let end = pathEnd(line, all) else { return uuidAfterTab(line, all) }
    let rest = line.trimming(end..<all.upperBound) {
      $0.isBlank || $0.isSeparator || $0.isQuote
    }
    guard !rest.isEmpty else { return pathAtEnd(line, all) }
    // The quote that closes the path, if one does, belongs to it.
    let isQuoted = line[end].isQuote && line[all.lowerBound] == line[end]
    // A table in Markdown has a bar at its edge.
    let start = line.trimming(all) { $0.isBlank || $0 == UInt8(ascii: "|") }.lowerBound
    let pathRange = start..<(isQuoted ? end + 1 : end)
    if UUIDText.isNearlyOrFully(line, rest) {
      return answer(line, pathRange, firstColumn(line, rest))
    }
    // A list was cut off there.
    if UUIDText.isBeginning(line, rest) { return answer(line, pathRange, rest) }
    let gap = end..<rest.lowerBound
    guard gap.contains(where: { line[$0].isOne(of: ":\t") }),
      let path = PathText.alone(line, pathRange)
    else { return nil }
    return .refusal(path: path, message: rest)
  }

  /// The UUID that a range of text starts with, if other columns of a table stand behind it.
  private static func firstColumn(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    if case .uuid = UUIDText(line, range) { return range }
    guard let uuid = UUIDText.embedded(in: line, range)?.range, uuid.lowerBound == range.lowerBound
    else { return range }
    let next = line.extracting(uuid.upperBound..<range.upperBound)
    return next.hasText("\t", at: 0) || next.hasText("  ", at: 0) ? uuid : range
  }

  /// A UUID with its path.
  private static func answer(
    _ line: Span<UInt8>, _ path: Range<Int>, _ uuid: Range<Int>
  ) -> SessionLine {
    .answer(PathText.expected(line, path).map(Owner.path) ?? .unknown, text: uuid)
  }

  /// A line that ends with a path: the path alone, or a UUID before it.
  private static func pathAtEnd(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    // No spelling of a UUID is longer; a line may be.
    for (offset, index) in all.prefix(128).enumerated()
    where offset >= 32 && (line[index].isSeparator || line[index].isBlank) {
      guard case .uuid = UUIDText(line, all.lowerBound..<index),
        !UUIDText.isOfTwo(line, all.lowerBound..<index), !UUIDText.goesOn(line, at: index)
      else { continue }
      // 32 digits before a name, with nothing between two of them, are its MD5 sum.
      guard offset > 32 || line.hasText("6000c29", at: all.lowerBound) else { break }
      let path = PathText.withoutSource(
        line, line.trimming(index..<all.upperBound) { $0.isBlank || $0.isSeparator })
      return PathText.hasMoreThanColumns(line, path, separator: line[index])
        ? .answer(.unknown, text: all.lowerBound..<index)
        : answer(line, path, all.lowerBound..<index)
    }
    // `echo "$f:"` puts a colon behind the name.
    let name = line.trimming(all) { $0.isBlank || $0 == UInt8(ascii: ":") }
    return PathText.alone(line, name).map(SessionLine.path)
  }

  /// `name<tab>UUID`, where the name need not end in `.vmdk`: the tab says that it is one.
  private static func uuidAfterTab(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard let tab = line.firstIndex(in: all, where: { $0 == UInt8(ascii: "\t") }) else {
      return nil
    }
    let name = line.unquoted(line.trimmed(all.lowerBound..<tab))
    // `uuid.bios` and its like are ids of virtual machines.
    guard line.firstRange(of: "uuid", in: name) == nil else { return nil }
    let rest = line.trimmed(tab..<all.upperBound)
    guard !name.isEmpty, !UUIDText.isNearlyOrFully(line, name) else { return nil }
    return UUIDText.isNearlyOrFully(line, rest)
      ? .answer(.path(ByteString(line.bytes(name))), text: rest) : nil
  }

  /// A line that is a UUID and nothing else, or nearly so.
  private static func bareUUID(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard !isVolumeID(line, all) else { return nil }
    return UUIDText.isNearlyOrFully(line, all) ? .answer(.above, text: all) : nil
  }

  /// Whether a text is the name of a VMFS volume, as `ls /vmfs/volumes` prints it: 16 bytes too, in
  /// groups of 8, 8, 4 and 12 digits.
  private static func isVolumeID(_ line: Span<UInt8>, _ all: Range<Int>) -> Bool {
    all.count == 35 && [8, 17, 22].allSatisfy { line[all.lowerBound + $0] == UInt8(ascii: "-") }
  }

  /// A UUID somewhere in a line that is about a VMDK, or a VMware disk's own: whose it is cannot be
  /// told, but it must not be overlooked.
  private static func someUUID(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    // `uuid.bios` and `ddb.uuid.image` are ids of other things.
    guard line.firstRange(of: "uuid.", in: all) == nil else { return nil }
    guard let (uuid, text) = UUIDText.embedded(in: line, all)
    else { return UUIDText.begins(in: line, all) ? .cutShort : nil }
    guard uuid.isVMware || pathEnd(line, all) != nil else { return nil }
    return .answer(.unknown, text: text)
  }

  /// Where the last path of a line ends: behind a `.vmdk` that ends a word.
  private static func pathEnd(_ line: Span<UInt8>, _ all: Range<Int>) -> Int? {
    guard all.count >= 5 else { return nil }
    return (all.lowerBound...all.upperBound - 5).last { index in
      guard line.hasText(".vmdk", at: index) else { return false }
      guard index + 5 < all.upperBound else { return true }
      let next = line[index + 5]
      return next.isBlank || next.isSeparator || next.isQuote
    }.map { $0 + 5 }
  }
}

extension UInt8 {
  /// Whether the byte may stand between a path and its UUID.
  fileprivate var isSeparator: Bool { isOne(of: ":,;|=") }

  /// Whether the byte is a quote.
  fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
