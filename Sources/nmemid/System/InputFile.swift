import Glibc
import NmemModel

/// A file that is open for reading once, from the start to the end.
struct InputFile: ~Copyable {
  /// What makes it one file under any name; nil for what is no regular file, as a pipe.
  let identity: FileIdentity?

  private let descriptor: Int32
  private let isOurs: Bool

  /// Standard input, whatever it is.
  static var standardInput: InputFile { InputFile(descriptor: STDIN_FILENO) }

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    identity = nil
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
    } else {
      // Waiting for a writer that is there is right.
      _ = fcntl(descriptor, F_SETFL, O_RDONLY)
      identity = nil
    }
    self.descriptor = descriptor
    isOurs = true
  }

  deinit {
    if isOurs { close(descriptor) }
  }

  /// Hands over the content in large chunks, none of them empty, until all is read or `body` returns
  /// false. Returns the error number if reading failed; what came before it counts all the same.
  func readChunks(_ body: (Span<UInt8>) -> Bool) -> Int32? {
    var buffer = ReadBuffer()
    return readChunks(through: &buffer, body)
  }

  /// The same through a buffer that was used before, as for many small files.
  func readChunks(through buffer: inout ReadBuffer, _ body: (Span<UInt8>) -> Bool) -> Int32? {
    while true {
      let (count, end) = fill(&buffer.bytes, from: descriptor)
      if count > 0, !body(buffer.bytes.span.extracting(0..<count)) { return nil }
      switch end {
      case nil: continue
      // Not to be asked for again: at a terminal, the user would have to say so twice.
      case .endOfFile: return nil
      case .error(let errorNumber): return errorNumber
      }
    }
  }
}

/// What a file is read into.
struct ReadBuffer {
  /// No more than this is read of what turns out to be a disk's data.
  fileprivate var bytes = [UInt8](repeating: 0, count: 256 << 10)
}
