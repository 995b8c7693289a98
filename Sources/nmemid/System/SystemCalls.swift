import CArguments
import Glibc
import NmemModel

// What the C library is asked for, with its pointers kept in here.

/// The words of the command line behind the program's name, as bytes: a file's name need not be
/// UTF-8.
func commandLineWords() -> [ByteString] {
  (1..<max(1, nmemid_argument_count())).compactMap { index in
    nmemid_argument(index).map { word in
      ByteString(UnsafeBufferPointer(start: word, count: strlen(word)).map(UInt8.init(bitPattern:)))
    }
  }
}

/// A variable of the environment; nil if it is not set or empty.
func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}

/// The time since the machine was started, in milliseconds.
func milliseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
}

/// The time now, in seconds since 1970.
func secondsNow() -> Int64 { Int64(time(nil)) }

/// When this machine was started, in seconds since 1970, by its clock of today.
func secondsAtStart() -> Int64 {
  var uptime = timespec()
  clock_gettime(CLOCK_BOOTTIME, &uptime)
  return secondsNow() - Int64(uptime.tv_sec)
}

/// The C library's words for an error number.
func errorText(_ errorNumber: Int32) -> String {
  String(cString: strerror(errorNumber))
}

/// Whether a shell's pattern matches a path, or with `orFolder` the path of a folder that it is in; a
/// `*` stops at a `/`.
func fileNameMatches(_ pattern: ByteString, _ path: ByteString, orFolder: Bool) -> Bool {
  // GNU's FNM_LEADING_DIR.
  let leadingFolder: Int32 = orFolder ? 1 << 3 : 0
  return pattern.withCString { pattern in
    path.withCString { fnmatch(pattern, $0, FNM_PATHNAME | leadingFolder) == 0 }
  }
}

/// Writes all of a text. Returns the error number, or nil if all went well.
func writeAll(_ text: Span<UInt8>, to descriptor: Int32) -> Int32? {
  text.withUnsafeBufferPointer { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// Why no more can be read of a file.
enum ReadEnd {
  case endOfFile
  case error(Int32)
}

/// Fills a buffer from an offset on as far as a file goes: a pipe may give less at a time than its reader needs to know
/// what it has before it. Returns the number of bytes, and why they are fewer than the buffer holds, if they
/// are.
func fill(
  _ buffer: inout [UInt8], from start: Int, from descriptor: Int32
) -> (count: Int, end: ReadEnd?) {
  buffer.withUnsafeMutableBytes { buffer in
    let buffer = UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = read(descriptor, rest.baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return (filled, .error(errno)) }
      if count == 0 { return (filled, .endOfFile) }
      filled += count
    }
    return (filled, nil)
  }
}

/// Opens a file for reading. Returns a negative number and `errno` if that fails.
///
/// Does not wait for the writer of a FIFO, nor make a terminal ours.
func openForReading(_ path: ByteString) -> Int32 {
  path.withCString { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
}

/// The names in a folder but `.` and `..`, in no order; nil and `errno` if it cannot be read.
func namesInFolder(_ folder: ByteString) -> [ByteString]? {
  guard let stream = folder.withCString({ opendir($0) }) else { return nil }
  defer { closedir(stream) }
  var names: [ByteString] = []
  while let entry = readdir(stream) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { ByteString($0.prefix { $0 != 0 }) }
    if name != "." && name != ".." { names.append(name) }
  }
  return names
}
