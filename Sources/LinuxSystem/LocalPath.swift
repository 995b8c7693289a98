internal import Glibc
public import NmemModel

/// What a path of this machine leads to, symbolic links followed.
public struct LocalPath: Equatable, Sendable {
  /// Whether there is something at the path itself. If not, the rest is about where it would be made.
  public private(set) var exists = false

  /// Why the path cannot be followed; nil if it can.
  public private(set) var failure: Errno?

  /// The device whose file it is; nil for everything else.
  public private(set) var deviceFile: DeviceFile?

  /// The mounted file system that it is on; nil if that cannot be known.
  public private(set) var mount: Mount?

  /// The number of the block device that the file system lies on; nil if it has none, or none that is
  /// known.
  public private(set) var device: DeviceNumber?

  /// Looks up a path; one that does not start with `/` is meant from the working folder.
  public init(_ path: ByteString) {
    let resolved: ByteString
    switch Resolution(of: path, links: 0) {
    case .existing(let path):
      exists = true
      resolved = path
    case .missing(let path): resolved = path
    case .failed(let error):
      failure = error
      return
    }
    if exists { deviceFile = LinuxSystem.deviceFile(path) }
    guard deviceFile == nil, let text = contents(of: "/proc/self/mountinfo") else { return }
    let entry = MountTable(parsing: text).entry(of: resolved)
    mount = entry?.mount
    device = entry?.device
  }
}

/// Where a path leads to.
private enum Resolution {
  /// To something at this path, which has no symbolic links.
  case existing(ByteString)
  /// To nothing; this is where it would be made.
  case missing(ByteString)
  /// It cannot be followed.
  case failed(Errno)

  /// As many links are followed as the kernel follows.
  private static let mostLinks = 40

  init(of path: ByteString, links: Int) {
    let error: Errno
    do throws(Errno) {
      self = .existing(try canonicalPath(path))
      return
    } catch let reason {
      error = reason
    }
    let (folder, name) = path.folderAndName
    // What is below something that is missing has no way back: `..` would be another folder once it is there.
    guard error == .noEntry, links < Self.mostLinks, name != "..", name != "." else {
      self = .failed(error)
      return
    }
    switch Resolution(of: folder, links: links) {
    case .existing(let folder):
      let place = folder.appending(name)
      guard let target = try? linkTarget(place) else {
        self = .missing(place)
        return
      }
      // A link that leads to nothing: it would be made where the link leads to.
      self = Resolution(
        of: target.bytes.first == UInt8(ascii: "/") ? target : folder.appending(target),
        links: links + 1)
    case .missing(let folder): self = .missing(folder.appending(name))
    case .failed(let error): self = .failed(error)
    }
  }
}

extension ByteString {
  /// The folder that a path's last name is in, and that name.
  var folderAndName: (folder: ByteString, name: ByteString) {
    let slash = UInt8(ascii: "/")
    var path = bytes[...]
    while path.count > 1, path.last == slash { path.removeLast() }
    guard let last = path.lastIndex(of: slash) else { return (".", ByteString(path)) }
    return (last == 0 ? "/" : ByteString(path[..<last]), ByteString(path[(last + 1)...]))
  }

  fileprivate func appending(_ name: ByteString) -> ByteString {
    bytes.last == UInt8(ascii: "/") ? self + name : self + "/" + name
  }
}

/// The path without symbolic links, `.` and `..`. The corresponding C function is `realpath`.
private func canonicalPath(_ path: ByteString) throws(Errno) -> ByteString {
  try unsafe path.withCString { path throws(Errno) in
    let resolved = try unsafe checked(realpath(path, nil))
    defer { unsafe free(resolved) }
    return unsafe ByteString(cString: resolved)
  }
}

/// What a symbolic link says. The corresponding C function is `readlink`.
func linkTarget(_ path: ByteString) throws(Errno) -> ByteString {
  try unsafe path.withCString { path throws(Errno) in
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = try checked(unsafe readlink(path, &buffer, buffer.count))
    return ByteString(buffer.prefix(count).map { UInt8(bitPattern: $0) })
  }
}
