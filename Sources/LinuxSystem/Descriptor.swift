internal import Glibc
internal import NmemModel

/// A file that is open, and is closed with this value.
struct Descriptor: ~Copyable {
  private let number: CInt
  private let isOurs: Bool

  /// Standard input, which others may read after us.
  static var standardInput: Descriptor { Descriptor(borrowing: STDIN_FILENO) }

  private init(borrowing number: CInt) {
    self.number = number
    isOurs = false
  }

  init(_ path: ByteString, _ flags: CInt, mode: mode_t = 0) throws(Errno) {
    number = try unsafe path.withCString { path throws(Errno) in
      try uninterrupted { unsafe open(path, flags | O_CLOEXEC, mode) }
    }
    isOurs = true
  }

  /// Opens what is at a path for reading, without waiting for the writer of a FIFO, and without making a terminal
  /// ours.
  init(reading path: ByteString) throws(Errno) {
    try self.init(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
  }

  deinit {
    if isOurs { Glibc.close(number) }
  }

  /// Closes the file, and says whether all that was written could be kept.
  consuming func close() throws(Errno) {
    let number = number
    discard self
    try checked(Glibc.close(number))
  }

  /// What the file system says about the open file.
  var status: FileStatus {
    get throws(Errno) {
      var status = stat()
      try checked(unsafe fstat(number, &status))
      return FileStatus(status)
    }
  }

  var isTerminal: Bool { isatty(number) == 1 }

  /// How long a FIFO may have no writer, in milliseconds: one that was started at the same time is there by then.
  private static let patience: CInt = 1000

  /// Makes reading wait for whoever writes at the other end, and waits a moment for somebody to do so. A FIFO
  /// that nobody ever opens for writing is empty.
  func waitForWriters() {
    var descriptor = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&descriptor, 1, Self.patience)
    _ = fcntl(number, F_SETFL, O_RDONLY)
  }

  /// Fills a buffer from an offset on as far as the file goes: a pipe may give less at a time than its reader needs
  /// to know what it has before it. Returns the number of bytes, and why they are fewer than the buffer holds, if
  /// they are.
  func fill(_ buffer: inout [UInt8], from start: Int) -> (count: Int, end: ReadEnd?) {
    unsafe buffer.withUnsafeMutableBytes { buffer in
      var filled = start
      while filled < buffer.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        do throws(Errno) {
          let count = try uninterrupted { unsafe read(number, rest.baseAddress, rest.count) }
          if count == 0 { return (filled - start, .endOfFile) }
          filled += count
        } catch {
          return (filled - start, .error(error))
        }
      }
      return (filled - start, nil)
    }
  }

  func write(_ text: Span<UInt8>) throws(Errno) {
    try writeAll(text, to: number)
  }

  /// Waits until all that was written is on the disk.
  func sync() throws(Errno) {
    try uninterrupted { fsync(number) }
  }

  /// Waits until nobody else has the file locked, and locks it until it is closed.
  func lock() throws(Errno) {
    try uninterrupted { flock(number, LOCK_EX) }
  }
}

/// Why no more can be read of a file.
enum ReadEnd {
  case endOfFile
  case error(Errno)
}

func writeAll(_ text: Span<UInt8>, to descriptor: CInt) throws(Errno) {
  try unsafe text.withUnsafeBufferPointer { bytes throws(Errno) in
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      let piece = unsafe UnsafeBufferPointer(rebasing: rest)
      let count = try uninterrupted { unsafe write(descriptor, piece.baseAddress, piece.count) }
      unsafe rest = rest.dropFirst(count)
    }
  }
}
