import FileFormats
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
    let used = parser.read(bytes.span, isLast: true)
    claim(used == bytes.count || !parser.wantsMore, "\(used) of \(bytes.count) bytes are read")
    return parser.finish()
  }

  /// What is found in the file if it comes in pieces, as from a pipe, each of them as long as chance
  /// will have it, with what was not used before it.
  func findings<Parser: FileParser>(
    by _: Parser.Type, inPieces chance: inout Chance
  ) -> Parser.Found {
    // A line is looked at anew with each piece; not too often.
    let lengths = [1, 16, 256, 4096, 65_536].filter { bytes.count / $0 < 1000 }
    let longest = lengths.randomElement(using: &chance) ?? 65_536
    var parser = Parser(file: name)
    var (start, end) = (0, 0)
    while parser.wantsMore {
      end = min(end + .random(in: 1...longest, using: &chance), bytes.count)
      // Mostly the end is not known before there is no more; and a piece may be empty.
      let isLast = end == bytes.count && (start == end || Bool.random(using: &chance))
      let used = parser.read(bytes.span.extracting(start..<end), isLast: isLast)
      claim(used >= 0 && used <= end - start, "\(used) of \(end - start) bytes are used")
      start += used
      if isLast { break }
      claim(end - start < Self.buffer, "nothing is read of a buffer of \(end - start) bytes")
      if end == bytes.count {
        _ = parser.wantsMore ? parser.read(bytes.span.extracting(start..<end), isLast: true) : 0
        break
      }
    }
    return parser.finish()
  }

  /// Half of the buffer that nmemid has.
  private static let buffer = 128 << 10
}
