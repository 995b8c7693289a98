internal import Glibc
public import NmemModel

/// What a path of this machine leads to, symbolic links followed.
public struct LocalPath: Equatable, Sendable {
  /// Whether there is something at the path itself. If not, the rest is about the folder that it would
  /// be in.
  public var exists: Bool

  /// The device whose file it is; nil for everything else.
  public var deviceFile: DeviceFile?

  /// The mounted file system that it is on; nil if that cannot be known.
  public var mount: Mount?

  /// Looks up a path; one that does not start with `/` is meant from the working folder.
  public init(_ path: ByteString) {
    var resolved = canonicalPath(path)
    exists = resolved != nil
    // As far as there are folders, the rest is as the user wrote it.
    var (rest, missing) = (path, [ArraySlice<UInt8>]())
    while resolved == nil {
      guard let slash = rest.bytes.lastIndex(of: UInt8(ascii: "/")) else {
        missing.insert(rest.bytes[...], at: 0)
        resolved = canonicalPath(".")
        break
      }
      missing.insert(rest.bytes[(slash + 1)...], at: 0)
      rest = ByteString(rest.bytes[..<slash])
      resolved = canonicalPath(rest.isEmpty ? "/" : rest)
    }
    guard let resolved else { return }
    let whole = ([resolved.bytes[...]] + missing).joined(separator: "/".utf8)
    if exists { deviceFile = Ndctl.deviceFile(path) }
    if deviceFile == nil, let table = contents(of: "/proc/self/mountinfo") {
      mount = MountTable(parsing: table).mount(of: ByteString(whole))
    }
  }
}

/// The path without symbolic links, `.` and `..`; nil if there is nothing.
/// The corresponding C function is `realpath`.
private func canonicalPath(_ path: ByteString) -> ByteString? {
  let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
  guard let resolved = unsafe realpath(name, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe ByteString(
    UnsafeBufferPointer(start: resolved, count: strlen(resolved)).map { UInt8(bitPattern: $0) })
}
