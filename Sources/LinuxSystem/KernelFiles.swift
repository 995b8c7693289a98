internal import Glibc
internal import NmemModel

// Looking at /sys and /proc.

/// Whether there is something at a path, symbolic links followed.
public func exists(_ path: String) -> Bool {
  unsafe access(path, F_OK) == 0
}

/// Whether a folder has an entry, even if it is a link that leads to nothing.
public func hasEntry(_ path: String) -> Bool {
  (try? FileStatus(ofLink: ByteString(path))) != nil
}

/// The entries of a folder whose names have this prefix, in no order; none if it cannot be read.
public func entries(of folder: String, startingWith prefix: String = "") -> [String] {
  let names = (try? names(inFolder: ByteString(folder))) ?? []
  return names.map(\.lossyText).filter { $0.hasPrefix(prefix) }
}

/// The first line of an attribute in sysfs; nil if it cannot be read, or is empty.
public func attribute(_ path: String) -> String? {
  let line = contents(of: path)?.prefix { $0 != UInt8(ascii: "\n") } ?? []
  return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
}

/// All that a file holds; nil if it cannot be read.
public func contents(of path: String) -> [UInt8]? {
  guard let file = try? Descriptor(ByteString(path), O_RDONLY) else { return nil }
  var contents: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 16 << 10)
  while true {
    let (count, end) = file.fill(&buffer, from: 0)
    contents += buffer.prefix(count)
    switch end {
    case .endOfFile: return contents
    case .error: return nil
    case nil: continue
    }
  }
}
