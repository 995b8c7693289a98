public import NmemModel

extension DiskUUID {
  /// The UUID that a text is, in any spelling that host files use; nil if it is not one.
  public init?(spelling text: ByteString) {
    let bytes = text.bytes
    guard case .uuid(let uuid) = UUIDText(bytes.span, 0..<bytes.count) else { return nil }
    self = uuid
  }
}
