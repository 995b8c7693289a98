internal import Glibc
internal import NmemModel

// Looking at /sys and /proc, for what libndctl does not tell.

/// Whether there is something at a path.
func exists(_ path: String) -> Bool {
  unsafe access(path, F_OK) == 0
}

/// Whether a directory has an entry, even if it is a link that leads to nothing.
func hasEntry(_ path: String) -> Bool {
  var status = stat()
  return unsafe lstat(path, &status) == 0
}

/// The entries of a directory whose name starts so, in the kernel's order, which is none; none if it
/// cannot be read.
func entries(of directory: String, startingWith prefix: String = "") -> [String] {
  entriesOrNil(of: directory, startingWith: prefix) ?? []
}

/// The same; nil and `errno` if the directory cannot be read.
func entriesOrNil(of directory: String, startingWith prefix: String = "") -> [String]? {
  guard let stream = unsafe opendir(directory) else { return nil }
  defer { unsafe closedir(stream) }
  var names: [String] = []
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { buffer in
      unsafe String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasPrefix(prefix) { names.append(name) }
  }
  return names
}

/// The first line of an attribute in sysfs; nil if it cannot be read, or is empty.
func attribute(_ path: String) -> String? {
  let line = contents(of: path)?.prefix { $0 != UInt8(ascii: "\n") } ?? []
  return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
}

// Guests run libndctl 67 as well, as in Ubuntu 20.04, which has no function for these.

/// The attribute `align` of a device, in bytes; nil if it has none. Some drivers print it in
/// hexadecimal.
/// `ndctl_region_get_align` came with libndctl 68, `daxctl_dev_get_align` with libdaxctl 71.
func align(ofDevice name: String?, on bus: String) -> UInt64? {
  guard let text = name.flatMap({ attribute("/sys/bus/\(bus)/devices/\($0)/align") }) else {
    return nil
  }
  return text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
}

/// The attribute `target_node` of a device; nil if it has none, or none that is a node.
/// `ndctl_region_get_target_node` came with libndctl 68.
func targetNode(ofDevice name: String?) -> Int? {
  name.flatMap { attribute("/sys/bus/nd/devices/\($0)/target_node") }
    .flatMap { CInt($0) }.flatMap(nonNegative)
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
