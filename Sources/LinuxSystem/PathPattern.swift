internal import Glibc
public import NmemModel

extension ByteString {
  /// Whether a shell's pattern matches a path, or the path of a folder that it is in; a `*` stops at a `/`. The
  /// corresponding C function is `fnmatch`.
  public func matchesStart(of path: ByteString) -> Bool {
    // GNU's FNM_LEADING_DIR.
    let leadingFolder: CInt = 1 << 3
    let status = try? unsafe withCString { pattern throws(Errno) in
      try unsafe path.withCString { unsafe fnmatch(pattern, $0, FNM_PATHNAME | leadingFolder) }
    }
    return status == 0
  }
}
