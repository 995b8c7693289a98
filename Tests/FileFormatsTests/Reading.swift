import FileFormats
import NmemModel

/// What a file of the given text says, read this many bytes at a time.
func findings(
  _ text: String, file: ByteString = "list", chunk: Int = .max
) -> Catalog {
  findings(bytes: Array(text.utf8), file: file, chunk: chunk)
}

func findings(bytes: [UInt8], file: ByteString = "list", chunk: Int = .max) -> Catalog {
  read(bytes, file: file, chunk: chunk).catalog
}

/// What a file says, and how it was understood.
func read(
  _ bytes: [UInt8], file: ByteString = "list", chunk: Int = .max
) -> (catalog: Catalog, understanding: HostListReader.Understanding) {
  var reader = HostListReader(file: file, into: Catalog())
  feed(bytes, chunk) { reader.wantsMore ? reader.read($0, isLast: $1) : nil }
  let understanding = reader.finish()
  return (reader.takeCatalog(), understanding)
}

/// Hands over bytes as a file gives them, this many more each time, with what was not used before them.
func feed(
  _ bytes: [UInt8], _ chunk: Int, to read: (Span<UInt8>, _ isLast: Bool) -> Int?
) {
  feed(bytes, cutAt: Array(stride(from: chunk, to: bytes.count, by: chunk)), to: read)
}

/// The same, with the offsets at which one read ends and the next begins.
func feed(
  _ bytes: [UInt8], cutAt cuts: [Int], to read: (Span<UInt8>, _ isLast: Bool) -> Int?
) {
  var start = 0
  for end in cuts.filter({ $0 < bytes.count }) + [bytes.count] {
    let isLast = end == bytes.count
    guard let used = read(bytes.span.extracting(start..<end), isLast) else { return }
    precondition(used <= end - start, "more was used than was handed over")
    start += used
    if isLast { return }
  }
}

extension Catalog {
  /// Whether two catalogs say the same.
  static func == (lhs: Catalog, rhs: Catalog) -> Bool {
    lhs.statements == rhs.statements && lhs.problems == rhs.problems
      && lhs.isCutOff == rhs.isCutOff
  }
}

/// What a text says of each VMDK: its path, the last bytes of its UUID and how they are tied, each in a line of
/// its own; `?` is no path, `-` no UUID. `{7}` in the text stands for a UUID of a disk that ends in 7.
func told(_ text: String, file: ByteString = "list") -> [String] {
  findings(expanded(text), file: file).statements.map { statement in
    let path = statement.path?.lossyText ?? "?"
    guard let uuid = statement.uuid else { return "\(path) -" }
    let isNumbered = uuid.high == numbered.high && uuid.low & ~0xFF == numbered.low
    let name = isNumbered ? "\(uuid.low & 0xFF)" : "\(uuid)"
    return ["\(path) \(name)", statement.tie?.rawValue].compactMap(\.self).joined(separator: " ")
  }.sorted()
}

/// A text with the UUIDs that it stands for.
func expanded(_ text: String) -> String {
  (UInt64(1)...9).reduce(text) { text, number in
    text.replacing(
      "{\(number)}", with: "\(DiskUUID(high: numbered.high, low: numbered.low | number))")
  }
}

private let numbered = DiskUUID(high: 0x6000_C298_42C7_54F8, low: 0x02C2_D49B_206B_0800)
