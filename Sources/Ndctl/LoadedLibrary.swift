internal import LinuxSystem

/// The file that libndctl was loaded from, its links resolved, as in
/// `/usr/lib/x86_64-linux-gnu/libndctl.so.6.1.21`; nil if /proc does not say.
///
/// libndctl has no function that returns its version, up to release 81 at least, and keeps the number
/// nowhere in its file. What the build names that file is as near as one can get from within; the
/// package manager knows the rest.
public func loadedLibndctl() -> String? {
  contents(of: "/proc/self/maps").flatMap { mappedFile(startingWith: "libndctl.so", in: $0) }
}

/// The first file of such a name among the mappings of a process: see proc_pid_maps(5).
func mappedFile(startingWith prefix: String, in maps: [UInt8]) -> String? {
  for line in maps.split(separator: UInt8(ascii: "\n")) {
    // The path is the last field, and the only one with a slash.
    let path = String(decoding: line.drop { $0 != UInt8(ascii: "/") }, as: UTF8.self)
    let name = path.split(separator: "/").last ?? ""
    if name.hasPrefix(prefix) { return path }
  }
  return nil
}
