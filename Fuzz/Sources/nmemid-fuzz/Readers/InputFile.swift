import NmemModel

/// A file that the fuzzer has made up.
struct InputFile {
  var name: ByteString
  var bytes: [UInt8]

  /// How many lines the file has. The end is one of its own, as in an editor: something may be missing
  /// there. Of UTF-16 it may be more.
  var lineCount: Int { 1 + bytes.count { $0 == 0x0A } }

  /// What is found in the file if it comes in one piece.
  func findings<Parser: FileParser>(by _: Parser.Type) -> Parser.Found {
    var parser = Parser(file: name)
    parser.feed(bytes.span)
    return parser.finish()
  }

  /// What is found in the file if it comes in pieces, as from a pipe, each of them as long as chance
  /// will have it and the first no shorter than the parser asks for.
  func findings<Parser: FileParser>(
    by _: Parser.Type, inPieces chance: inout Chance
  ) -> Parser.Found {
    let longest = [1, 16, 256, 4096].randomElement(using: &chance) ?? 1
    var parser = Parser(file: name)
    var start = 0
    var length = Parser.probeLength
    while parser.wantsMore, start < bytes.count {
      length = min(length + .random(in: 0...longest, using: &chance), bytes.count - start)
      parser.feed(bytes.span.extracting(start..<start + length))
      start += length
      length = 0
    }
    return parser.finish()
  }
}
