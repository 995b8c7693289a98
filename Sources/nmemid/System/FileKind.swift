import Glibc
import NmemModel

/// What a path leads to, symbolic links followed.
enum FileKind {
  case file
  case folder
  /// A FIFO, a socket or a terminal: read once, from the start to the end.
  case stream
  /// A disk or another device, which has no end.
  case device

  /// The kind of a file; nil if it cannot be found out.
  init?(ofPath path: ByteString) {
    guard let status = FileStatus(ofPath: path) else { return nil }
    switch status.format {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFIFO, S_IFSOCK: self = .stream
    case S_IFCHR: self = Self.isTerminal(path) ? .stream : .device
    default: self = .device
    }
  }

  private static func isTerminal(_ path: ByteString) -> Bool {
    let descriptor = openForReading(path)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return isatty(descriptor) == 1
  }
}

/// What the file system says of a file, symbolic links followed, without opening it.
struct FileStatus {
  /// The `S_IF…` constant of its type.
  var format: mode_t
  var identity: FileIdentity

  /// The status of what is at a path; nil and `errno` if it cannot be found out.
  init?(ofPath path: ByteString) {
    var status = stat()
    guard path.withCString({ stat($0, &status) }) == 0 else { return nil }
    format = status.st_mode & S_IFMT
    identity = FileIdentity(status)
  }
}

/// What makes two names one file.
struct FileIdentity: Hashable {
  private var device: dev_t
  private var inode: ino_t

  init(_ status: stat) {
    device = status.st_dev
    inode = status.st_ino
  }
}

extension ByteString {
  /// Hands the text to a C function, with a NUL behind it.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        // The buffer has at least the NUL, so it has an address.
        characters.baseAddress.map(body)
      }
    } ?? "".withCString(body)
  }
}
