/// A file of text in UTF-8 or UTF-16, in chunks: decodes it, and hands over its lines and its JSON
/// documents.
struct TextStream {
  /// How many bytes decide whether a file is text.
  static let probeLength = 4096

  private var splitter = TextSplitter()
  private var decoder: UTF16Decoder?
  private var hasBytes = false
  /// What is in the bytes of UTF-16, and what in the text that they make.
  private var marks = (bytes: MarkCounter(), text: MarkCounter())

  /// Whether a part of the file is in another encoding than the rest, or a byte is missing or too many in
  /// it, so that it was not read.
  var isMixed: Bool { decoder != nil && marks.bytes.count != marks.text.count }

  /// Whether a file that starts so is text: no character of the first 4096 bytes is NUL. The chunk
  /// must be at least as long, unless the file is shorter.
  static func isText(_ start: Span<UInt8>) -> Bool {
    let probe = start.extracting(0..<min(start.count, probeLength))
    guard var decoder = UTF16Decoder(start: probe) else {
      return probe.firstIndex(in: probe.range, where: { $0 == 0 }) == nil
    }
    return !decoder.decode(probe).contains(0)
  }

  /// Reads the next chunk. The first one must be at least as long as ``probeLength``, unless the file
  /// is shorter.
  mutating func feed(_ chunk: Span<UInt8>, into reader: inout some TextReader) {
    guard !chunk.isEmpty else { return }
    let isFirst = !hasBytes
    hasBytes = true
    if isFirst {
      decoder = UTF16Decoder(start: chunk.extracting(0..<min(chunk.count, Self.probeLength)))
    }
    if let text = decoder?.decode(chunk) {
      // ASCII is the same in every encoding, but for the NULs.
      marks.bytes.feed(chunk.bytes(chunk.range).filter { $0 != 0 })
      marks.text.feed(text)
      split(text.span, isFirst, &reader)
    } else {
      split(chunk, isFirst, &reader)
    }
  }

  /// Ends the file.
  mutating func finish(into reader: inout some TextReader) {
    if let rest = decoder?.finish() {
      marks.text.feed(rest)
      splitter.split(rest.span, into: &reader)
    }
    splitter.finish(into: &reader)
  }

  private mutating func split(
    _ text: Span<UInt8>, _ isFirst: Bool, _ reader: inout some TextReader
  ) {
    // The byte order mark that some editors put before the text.
    let hasMark =
      isFirst && text.count >= 3 && (text[0], text[1], text[2]) == (0xEF, 0xBB, 0xBF)
    splitter.split(text.extracting((hasMark ? 3 : 0)..<text.count), into: &reader)
  }
}
