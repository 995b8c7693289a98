import NmemModel

/// A line `key = "value"`, as descriptors and VMX files have it. Ranges are offsets into the line.
struct KeyValueLine {
  /// The key in lower case.
  var key: String

  /// Where the value is, without its quotes.
  var value: Range<Int>

  /// The key and the value in a line, or nil if it has none; `all` is the line without blanks around.
  init?(_ line: Span<UInt8>, _ all: Range<Int>) {
    guard let equals = line.firstIndex(of: UInt8(ascii: "="), in: all) else {
      return nil
    }
    let name = line.trimmed(all.lowerBound..<equals)
    guard !name.isEmpty, name.allSatisfy({ line[$0] > 0x20 && line[$0] < 0x7F }) else {
      return nil
    }
    key = String(decoding: name.map { line[$0].lowercasedASCII }, as: UTF8.self)
    value = line.unquoted(line.trimmed(equals + 1..<all.upperBound))
  }
}
