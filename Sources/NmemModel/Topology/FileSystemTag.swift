/// What fstab(5) names a file system by: `UUID=…` or `LABEL=…`, with or without quotes.
public enum FileSystemTag: Equatable, Sendable {
  /// Its UUID, in any case.
  case uuid(ByteString)
  /// What an administrator called it.
  case label(ByteString)

  /// Reads a text; nil if it is no tag.
  init?(_ text: ByteString) {
    let parts = text.bytes.split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    var value = parts[1]
    let quote = UInt8(ascii: "\"")
    if value.count > 1, value.first == quote, value.last == quote {
      value = value.dropFirst().dropLast()
    }
    guard !value.isEmpty else { return nil }
    switch String(decoding: parts[0], as: UTF8.self) {
    case "UUID": self = .uuid(ByteString(value))
    case "LABEL": self = .label(ByteString(value))
    default: return nil
    }
  }

  /// Whether what lies on a device has it.
  func names(_ content: DeviceContent) -> Bool {
    switch self {
    case .uuid(let uuid):
      content.fileSystemUUID.map { ByteString($0).lowercasedASCII == uuid.lowercasedASCII } ?? false
    case .label(let label): content.fileSystemLabel == label
    }
  }
}
