public import NmemModel

/// How the content of what a path leads to is read.
public enum InputKind: Sendable {
  case file
  case folder
  /// A FIFO, a socket or a terminal: read once, from the start to the end.
  case stream
  /// A disk or another device, which has no end.
  case device

  /// The kind of what a path leads to, symbolic links followed.
  public init(ofPath path: ByteString) throws(Errno) {
    self =
      switch try FileStatus(ofPath: path).kind {
      // A link that was followed is not one.
      case .file, .symbolicLink: .file
      case .folder: .folder
      case .pipe: .stream
      case .characterDevice: Self.isTerminal(path) ? .stream : .device
      case .blockDevice: .device
      }
  }

  private static func isTerminal(_ path: ByteString) -> Bool {
    guard let file = try? Descriptor(reading: path) else { return false }
    return file.isTerminal
  }
}
