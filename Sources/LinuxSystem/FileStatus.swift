internal import Glibc
public import NmemModel

/// What the file system says about a file, without opening it.
public struct FileStatus: Sendable {
  public enum Kind: Sendable {
    case file
    case folder
    case symbolicLink
    /// A FIFO or a socket: read once, from the start to the end.
    case pipe
    case blockDevice
    case characterDevice
  }

  public let kind: Kind

  /// What makes two names one file.
  public let identity: FileIdentity

  /// In bytes; for what is no regular file it means nothing.
  let size: Int

  /// The number of the device whose file this is; meant only for those.
  let deviceNumber: DeviceNumber

  /// The status of what is at a path, symbolic links followed. The corresponding C function is `stat`.
  public init(ofPath path: ByteString) throws(Errno) {
    var status = stat()
    try unsafe path.withCString { path throws(Errno) in try checked(unsafe stat(path, &status)) }
    self.init(status)
  }

  /// The status of what is at a path itself, be it a symbolic link. The corresponding C function is `lstat`.
  init(ofLink path: ByteString) throws(Errno) {
    var status = stat()
    try unsafe path.withCString { path throws(Errno) in try checked(unsafe lstat(path, &status)) }
    self.init(status)
  }

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      case S_IFIFO, S_IFSOCK: .pipe
      case S_IFBLK: .blockDevice
      case S_IFCHR: .characterDevice
      default: .file
      }
    identity = FileIdentity(device: status.st_dev, inode: status.st_ino)
    size = Int(status.st_size)
    deviceNumber = DeviceNumber(packed: status.st_rdev)
  }
}

/// What makes two names one file.
public struct FileIdentity: Hashable, Sendable {
  fileprivate let device: UInt
  fileprivate let inode: UInt
}

extension DeviceNumber {
  /// The number that the C library packs so; `gnu_dev_major` and `gnu_dev_minor` of `<sys/sysmacros.h>`, which
  /// Swift does not import.
  fileprivate init(packed: dev_t) {
    let number = UInt64(packed)
    self.init(
      major: UInt32(truncatingIfNeeded: (number >> 8 & 0xFFF) | (number >> 32 & 0xFFFF_F000)),
      minor: UInt32(truncatingIfNeeded: (number & 0xFF) | (number >> 12 & 0xFFFF_FF00)))
  }
}

/// The device whose file is at a path, symbolic links followed; nil if there is none.
func deviceFile(_ path: ByteString) -> DeviceFile? {
  guard let status = try? FileStatus(ofPath: path) else { return nil }
  return switch status.kind {
  case .blockDevice: .block(status.deviceNumber)
  case .characterDevice: .character(status.deviceNumber)
  default: nil
  }
}
