import NmemModel

/// What one line of free text says: of a terminal session with `vmkfstools`, or of a list.
/// Ranges are offsets into the line.
enum SessionLine {
  /// Nothing.
  case blank
  /// A question for the UUID of a file; nil if the file cannot be told.
  case question(ByteString?)
  /// A UUID, or what stands in its place, and the path on the same line, if there is one.
  case answer(path: ByteString?, text: Range<Int>)
  /// A path and, instead of its UUID, a message.
  case refusal(path: ByteString, message: Range<Int>)
  /// A path alone.
  case path(ByteString)
  /// Anything else.
  case other

  init(_ line: Span<UInt8>) {
    let all = line.trimmed(line.range)
    if all.isEmpty {
      self = .blank
    } else if let answer = Self.vmkfstoolsAnswer(line, all) ?? Self.descriptorKey(line, all) {
      self = answer
    } else if let command = ShellCommand(line, all) {
      self = .question(command.file)
    } else {
      self = Self.pathAndUUID(line, all) ?? Self.bareUUID(line, all) ?? .other
    }
  }

  /// `UUID is 60 00 C2 …`, with or without a path before it.
  private static func vmkfstoolsAnswer(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard let words = line.firstRange(of: "UUID is", in: all) else { return nil }
    let before = line.trimming(all.lowerBound..<words.lowerBound) { $0.isBlank || $0.isSeparator }
    return .answer(
      path: PathText.expected(line, before) ?? uuidFileNamesake(line, before),
      text: line.trimmed(words.upperBound..<all.upperBound))
  }

  /// `ddb.uuid = "60 00 C2 …"`, with or without the file that `grep` found it in. The keys that only
  /// start like it (`ddb.uuid.image`) are other ids.
  private static func descriptorKey(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard let key = line.firstRange(of: "ddb.uuid", in: all) else { return nil }
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
    return .answer(
      path: PathText.expected(line, before), text: line.trimmed(equals + 1..<value.upperBound))
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
    let pathRange = all.lowerBound..<(isQuoted ? end + 1 : end)
    if UUIDText.isNearlyOrFully(line, rest) {
      return .answer(path: PathText.expected(line, pathRange), text: rest)
    }
    let gap = end..<rest.lowerBound
    guard gap.contains(where: { ":\t".utf8.contains(line[$0]) }),
      let path = PathText.alone(line, pathRange)
    else { return nil }
    return .refusal(path: path, message: rest)
  }

  /// A line that ends with a path: the path alone, or a UUID before it.
  private static func pathAtEnd(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    for (offset, index) in all.enumerated()
    where offset >= 32 && (line[index].isSeparator || line[index].isBlank) {
      if case .uuid = UUIDText(line, all.lowerBound..<index),
        let path = PathText.expected(
          line, line.trimming(index..<all.upperBound) { $0.isBlank || $0.isSeparator })
      {
        return .answer(path: path, text: all.lowerBound..<index)
      }
    }
    return PathText.alone(line, all).map(SessionLine.path)
  }

  /// `name<tab>UUID`, where the name need not end in `.vmdk`: the tab says that it is one.
  private static func uuidAfterTab(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard let tab = line.firstIndex(in: all, where: { $0 == UInt8(ascii: "\t") }) else {
      return nil
    }
    let name = line.unquoted(line.trimmed(all.lowerBound..<tab))
    let rest = line.trimmed(tab..<all.upperBound)
    guard !name.isEmpty, !UUIDText.isNearlyOrFully(line, name) else { return nil }
    return UUIDText.isNearlyOrFully(line, rest)
      ? .answer(path: ByteString(line.bytes(name)), text: rest) : nil
  }

  /// A line that is a UUID and nothing else, or nearly so.
  private static func bareUUID(_ line: Span<UInt8>, _ all: Range<Int>) -> SessionLine? {
    guard !isVolumeID(line, all) else { return nil }
    return UUIDText.isNearlyOrFully(line, all) ? .answer(path: nil, text: all) : nil
  }

  /// Whether a text is the name of a VMFS volume, as `ls /vmfs/volumes` prints it: 16 bytes too, in
  /// groups of 8, 8, 4 and 12 digits.
  private static func isVolumeID(_ line: Span<UInt8>, _ all: Range<Int>) -> Bool {
    all.count == 35 && [8, 17, 22].allSatisfy { line[all.lowerBound + $0] == UInt8(ascii: "-") }
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

  /// The VMDK of a `.uuid` file that `grep` found the answer in.
  private static func uuidFileNamesake(_ line: Span<UInt8>, _ range: Range<Int>) -> ByteString? {
    VMDKFileName.namesake(ofFile: ByteString(line.bytes(range)))
  }
}

extension UInt8 {
  /// Whether the byte may stand between a path and its UUID.
  fileprivate var isSeparator: Bool { ":,;|=".utf8.contains(self) }

  /// Whether the byte is a quote.
  fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
