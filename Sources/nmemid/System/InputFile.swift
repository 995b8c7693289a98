import Glibc
import NmemModel

/// A file that is open for reading once, from the start to the end.
struct InputFile: ~Copyable {
  /// What makes it one file under any name; nil for what is no regular file, as a pipe.
  let identity: FileIdentity?

  /// How many bytes it has; 0 if that is not known.
  let size: Int

  private let descriptor: Int32
  private let isOurs: Bool

  /// Standard input, whatever it is.
  static var standardInput: InputFile { InputFile(descriptor: STDIN_FILENO) }

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    identity = nil
    size = 0
    isOurs = false
  }

  /// Opens what is at a path. Returns nil and `errno` if that fails.
  init?(_ path: ByteString) {
    let descriptor = openForReading(path)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let errorNumber = errno
      close(descriptor)
      errno = errorNumber
      return nil
    }
    if status.st_mode & S_IFMT == S_IFREG {
      // Not to wait stays right: some of the kernel's files look regular and never end.
      identity = FileIdentity(status)
      size = Int(status.st_size)
    } else {
      // Waiting for a writer that is there is right.
      _ = fcntl(descriptor, F_SETFL, O_RDONLY)
      identity = nil
      size = 0
    }
    self.descriptor = descriptor
    isOurs = true
  }

  deinit {
    if isOurs { close(descriptor) }
  }

  /// Hands over the content in large pieces through a buffer, until all is read or `body` returns nil. `body`
  /// returns how much it has used of a piece, and gets the rest again with more behind it; it is told which piece is
  /// the last. Returns the error number if reading failed; what came before it counts all the same.
  func read(
    through buffer: inout ReadBuffer, _ body: (Span<UInt8>, _ isLast: Bool) -> Int?
  ) -> Int32? {
    var count = 0
    while true {
      let (filled, end) = fill(&buffer.bytes, from: count, from: descriptor)
      count += filled
      guard let used = body(buffer.bytes.span.extracting(0..<count), end != nil) else { return nil }
      switch end {
      // Not to be asked for again: at a terminal, the user would have to say so twice.
      case .endOfFile: return nil
      case .error(let errorNumber): return errorNumber
      case nil: break
      }
      count -= used
      buffer.move(from: used, count)
    }
  }
}

/// What a file is read into.
struct ReadBuffer {
  /// No more than this is read of what turns out to be a disk's data.
  fileprivate var bytes = [UInt8](repeating: 0, count: 256 << 10)

  /// Moves what was not used to the front.
  fileprivate mutating func move(from start: Int, _ count: Int) {
    guard start > 0, count > 0 else { return }
    bytes.withUnsafeMutableBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
      UnsafeMutableRawBufferPointer(rebasing: bytes[0..<count]).copyMemory(from: rest)
    }
  }
}
