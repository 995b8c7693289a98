import Glibc
import NmemModel

/// The file in which a state is kept.
enum SavedState {
  /// Where it is unless a user says otherwise.
  static let standardPath = "/etc/nmemid/expected.json"

  /// Puts a text in the place of a file, and the file that was there beside it, with a `~` behind its name. Whatever
  /// happens, one of them is whole. Returns why that has failed; nil if it has not.
  static func replace(_ path: ByteString, with text: Span<UInt8>) -> String? {
    if let complaint = complaint(about: path) { return complaint }
    let folder = path.folder
    let folderDescriptor = openForReading(folder)
    guard folderDescriptor >= 0 else { return reason(errno, "opened", folder) }
    defer { close(folderDescriptor) }
    // One at a time: else the state that one saves would be lost to the other.
    while flock(folderDescriptor, LOCK_EX) != 0 {
      if errno != EINTR { return reason(errno, "locked", folder) }
    }
    let new = path + ".\(getpid()).new"
    if let errorNumber = write(text, to: new) { return reason(errorNumber, "written", path) }
    if let errorNumber = keepOld(path) {
      _ = remove(new)
      return reason(errorNumber, "kept as \(path.lossyText)~", path)
    }
    guard rename(new, path) == 0, fsync(folderDescriptor) == 0 else {
      let errorNumber = errno
      _ = remove(new)
      return reason(errorNumber, "replaced", path)
    }
    return nil
  }

  /// Why what is at a path is not replaced; nil if nothing speaks against it.
  private static func complaint(about path: ByteString) -> String? {
    var status = stat()
    guard path.withCString({ lstat($0, &status) }) == 0 else { return nil }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "\(path.lossyText) is a folder: give a file"
    case S_IFLNK: "\(path.lossyText) is a symbolic link: give the file that it leads to"
    default: "\(path.lossyText) is no file; --to - writes to standard output"
    }
  }

  /// Writes a file that was not there, and waits until it is on the disk. Returns the number of an error; then nothing
  /// is left of the file.
  private static func write(_ text: Span<UInt8>, to path: ByteString) -> Int32? {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var descriptor = path.withCString { open($0, flags, 0o644) }
    if descriptor < 0 && errno == EEXIST {
      // Left by a process of the same number that was ended: we have the lock.
      _ = remove(path)
      descriptor = path.withCString { open($0, flags, 0o644) }
    }
    guard descriptor >= 0 else { return errno }
    var errorNumber = writeAll(text, to: descriptor)
    if errorNumber == nil && fsync(descriptor) != 0 { errorNumber = errno }
    if close(descriptor) != 0 && errorNumber == nil { errorNumber = errno }
    if errorNumber != nil { _ = remove(path) }
    return errorNumber
  }

  /// Gives the file that is there a second name. Returns the number of an error.
  private static func keepOld(_ path: ByteString) -> Int32? {
    let link = path + ".\(getpid()).old"
    _ = remove(link)
    guard path.withCString({ old in link.withCString { Glibc.link(old, $0) } }) == 0 else {
      return errno == ENOENT ? nil : errno
    }
    guard rename(link, path + "~") == 0 else {
      let errorNumber = errno
      _ = remove(link)
      return errorNumber
    }
    // Two names of one file, as after a save that was ended in between, rename leaves alone.
    _ = remove(link)
    return nil
  }

  private static func remove(_ path: ByteString) -> Int32 { path.withCString { unlink($0) } }

  private static func rename(_ old: ByteString, _ new: ByteString) -> Int32 {
    old.withCString { old in new.withCString { Glibc.rename(old, $0) } }
  }

  private static func reason(_ errorNumber: Int32, _ what: String, _ path: ByteString) -> String {
    let advice =
      [EACCES, EPERM, EROFS].contains(errorNumber)
      ? "; it takes root, or --to with a file of your own" : ""
    return "\(path.lossyText) cannot be \(what): \(errorText(errorNumber))\(advice)"
  }
}

extension ByteString {
  /// The folder that a file is in.
  fileprivate var folder: ByteString {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == 0 ? "/" : ByteString(bytes[..<slash])
  }
}
