internal import Glibc
internal import NmemModel

extension ByteString {
  /// A copy of a C string; its end is the first NUL.
  init(cString: UnsafePointer<CChar>) {
    let characters = unsafe UnsafeBufferPointer(start: cString, count: strlen(cString))
    self.init(unsafe characters.map(UInt8.init(bitPattern:)))
  }

  /// Hands the text to a C function, with a NUL at its end.
  @discardableResult
  func withCString<Result>(
    _ body: (UnsafePointer<CChar>) throws(Errno) -> Result
  ) throws(Errno) -> Result {
    let characters = bytes.map { CChar(bitPattern: $0) } + [0]
    return try unsafe characters.withUnsafeBufferPointer { buffer throws(Errno) in
      // The buffer has at least the NUL, and so an address.
      try unsafe body(buffer.baseAddress.unsafelyUnwrapped)
    }
  }
}
