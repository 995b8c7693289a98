/// What fstab(5) names a file system by: `UUID=…`, `LABEL=…` or `PARTUUID=…`, with or without
/// quotes.
public enum FileSystemTag: Equatable, Sendable {
  /// Its UUID, in any case.
  case uuid(ByteString)
  /// What an administrator called it.
  case label(ByteString)
  /// The UUID of the partition that it is on, in any case.
  case partitionUUID(ByteString)

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
    case "PARTUUID": self = .partitionUUID(ByteString(value))
    default: return nil
    }
  }

  /// Whether what lies on a device has it.
  func names(_ content: DeviceContent) -> Bool {
    switch self {
    case .uuid(let uuid): Self.isSame(content.fileSystemUUID, uuid)
    case .label(let label): content.fileSystemLabel == label
    case .partitionUUID(let uuid): Self.isSame(content.partitionUUID, uuid)
    }
  }

  private static func isSame(_ uuid: String?, _ other: ByteString) -> Bool {
    uuid.map { ByteString($0).lowercasedASCII == other.lowercasedASCII } ?? false
  }
}
