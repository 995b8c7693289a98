internal import Glibc
internal import NmemModel

// Looking at /sys and /proc, for what libndctl does not tell.

/// Whether there is something at a path.
func exists(_ path: String) -> Bool {
  unsafe access(path, F_OK) == 0
}

/// The entries of a directory whose name starts so, sorted as a person counts; none if it cannot be
/// read.
func entries(of directory: String, startingWith prefix: String = "") -> [String] {
  guard let stream = unsafe opendir(directory) else { return [] }
  defer { unsafe closedir(stream) }
  var names: [String] = []
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { buffer in
      unsafe String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasPrefix(prefix) { names.append(name) }
  }
  return names.sorted(by: naturallyPrecedes)
}

/// All that a file holds; nil if it cannot be read.
func contents(of path: String) -> [UInt8]? {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var contents: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 16 << 10)
  while true {
    let count = unsafe read(descriptor, &buffer, buffer.count)
    if count < 0 && errno == EINTR { continue }
    if count < 0 { return nil }
    if count == 0 { return contents }
    contents += buffer.prefix(count)
  }
}
