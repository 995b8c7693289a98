import NmemModel

/// What a file is that is not text, from its first bytes.
struct BinaryContent {
  /// The raw value ends the sentence "the file is …".
  enum Kind: String {
    case sparseDisk = "the data of a sparse disk; give the text descriptor next to it"
    case packed = "packed; unpack it first"
    case damagedList = "a list with binary data in it, or UTF-32: save it as text, in UTF-8"
    case other = "binary data; give text, such as what vmkfstools -J getuuid prints"
  }

  /// How many bytes are searched for the UUIDs of a list: enough for what the crash of a machine leaves
  /// of one, while a disk's data, or a machine's memory, is not read through.
  private static let searchLength = 64 << 10

  /// How many NULs may come before that: a list that is written on after it was emptied begins with as many
  /// as it had bytes.
  private static let longestGap = 16 << 20

  private var found: Kind
  /// What may be text, as far as it was read.
  private var characters: [UInt8] = []
  private var count = 0
  private var gap = 0

  /// The content of a file that starts so; nil if it is text. The chunk must be at least as long as
  /// ``TextFile/probeLength``, unless the file is shorter.
  init?(start chunk: Span<UInt8>) {
    guard let kind = Self.kind(chunk) else { return nil }
    found = kind
  }

  /// Whether more bytes could still change what it is.
  var wantsMore: Bool {
    found == .other && count < Self.searchLength && gap < Self.longestGap
  }

  /// Reads the next bytes of the file.
  mutating func feed(_ chunk: Span<UInt8>) {
    guard wantsMore else { return }
    var start = 0
    if count == 0 {
      start = chunk.firstIndex(in: chunk.range, where: { $0 != 0 }) ?? chunk.count
      gap += start
      guard gap < Self.longestGap else { return }
    }
    let part = chunk.bytes(start..<min(chunk.count, start + Self.searchLength - count))
    count += part.count
    // In UTF-32 three of four bytes are NUL.
    characters += part.filter { $0 != 0 }
  }

  /// Ends the file.
  mutating func finish() -> Kind {
    if found == .other && Self.isOfList(characters.span) { found = .damagedList }
    return found
  }

  /// Whether a text has what only lists of UUIDs have.
  private static func isOfList(_ text: Span<UInt8>) -> Bool {
    let words: [StaticString] = ["UUID is ", "ddb.uuid", "# nmemid collect"]
    return words.contains { text.firstRange(of: $0, in: text.range) != nil }
      || UUIDText.all(in: text, text.range).contains { $0.isOfDisk }
  }

  private static func kind(_ chunk: Span<UInt8>) -> Kind? {
    // vmfsSparse, and seSparse's constant 0xcafebabe: both have a descriptor next to them.
    let seSparse: [UInt8] = [0xBE, 0xBA, 0xFE, 0xCA, 0, 0, 0, 0]
    if chunk.hasPrefix(Array("COWD".utf8)) || chunk.hasPrefix(seSparse) { return .sparseDisk }
    // gzip, xz, zip, zstd; a tar file has no mark at its start, and NULs soon.
    let packed: [[UInt8]] = [
      [0x1F, 0x8B], [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x50, 0x4B, 0x03, 0x04],
      [0x28, 0xB5, 0x2F, 0xFD],
    ]
    if packed.contains(where: { chunk.hasPrefix($0) }) { return .packed }
    if chunk.count > 262, chunk.hasText("ustar", at: 257) { return .packed }
    return TextFile.isText(chunk) ? nil : .other
  }
}
