internal import Glibc
internal import NmemModel

/// The names in a folder but `.` and `..`, in no order. The corresponding C functions are `opendir` and `readdir`.
func names(inFolder folder: ByteString) throws(Errno) -> [ByteString] {
  let stream = try unsafe folder.withCString { path throws(Errno) in
    try unsafe checked(opendir(path))
  }
  defer { unsafe closedir(stream) }
  var names: [ByteString] = []
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      unsafe ByteString(bytes.prefix { $0 != 0 })
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names
}
