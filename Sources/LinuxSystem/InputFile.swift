internal import Glibc
public import NmemModel

/// A file that is open for reading once, from the start to the end.
public struct InputFile: ~Copyable {
  /// What makes it one file under any name; nil for what is no regular file, as a pipe.
  public let identity: FileIdentity?

  /// How many bytes it has; 0 if that is not known.
  public let size: Int

  private let file: Descriptor

  /// Standard input, whatever it is. A function, since as a property it crashes the optimizer of Swift 6.3.1.
  public static func standardInput() -> InputFile { InputFile() }

  private init() {
    file = .standardInput
    identity = nil
    size = 0
  }

  public init(_ path: ByteString) throws(Errno) {
    let file = try Descriptor(reading: path)
    let status = try file.status
    if status.kind == .file {
      // Not to wait stays right: some of the kernel's files look regular and never end.
      identity = status.identity
      size = status.size
    } else {
      // Waiting for a writer that is there is right.
      file.waitForWriters()
      identity = nil
      size = 0
    }
    self.file = file
  }

  /// Hands over the content in large pieces through a buffer, until all is read or `body` returns nil. `body`
  /// returns how much it has used of a piece, and gets the rest again with more after it; it learns which piece is
  /// the last. Returns the error if reading failed; what came before it counts all the same.
  public func read(
    through buffer: inout ReadBuffer, _ body: (Span<UInt8>, _ isLast: Bool) -> Int?
  ) -> Errno? {
    var count = 0
    while true {
      let (filled, end) = file.fill(&buffer.bytes, from: count)
      count += filled
      guard let used = body(buffer.bytes.span.extracting(0..<count), end != nil) else { return nil }
      switch end {
      // Not to be asked for again: at a terminal, the user would have to say so twice.
      case .endOfFile: return nil
      case .error(let error): return error
      case nil: break
      }
      count -= used
      buffer.move(from: used, count)
    }
  }
}

/// What a file is read into.
public struct ReadBuffer {
  /// No more than this is read of what turns out to be a disk's data.
  fileprivate var bytes = [UInt8](repeating: 0, count: 256 << 10)

  public init() {}

  /// Moves what was not used to the front.
  fileprivate mutating func move(from start: Int, _ count: Int) {
    guard start > 0, count > 0 else { return }
    unsafe bytes.withUnsafeMutableBytes { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
      unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[0..<count]).copyMemory(from: rest)
    }
  }
}
