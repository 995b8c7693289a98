internal import Glibc

/// Why the C library could not do something.
public struct Errno: Error, Equatable, Sendable, CustomStringConvertible {
  /// Its number, as in `<errno.h>`; always positive.
  public let number: CInt

  public init(_ number: CInt) {
    self.number = number
  }

  /// The C library's words for it. The corresponding C function is `strerror`.
  public var description: String { unsafe String(cString: strerror(number)) }

  /// There is nothing at the path (ENOENT).
  public static let noEntry = Errno(ENOENT)
  /// A name on the way is no folder (ENOTDIR).
  public static let notAFolder = Errno(ENOTDIR)
  /// The path or a name in it is longer than any can be (ENAMETOOLONG).
  public static let nameTooLong = Errno(ENAMETOOLONG)
  /// This user may not (EACCES).
  public static let accessDenied = Errno(EACCES)
  /// Only root may (EPERM).
  public static let notPermitted = Errno(EPERM)
  /// The file system is mounted read-only (EROFS).
  public static let readOnlyFileSystem = Errno(EROFS)
  /// Whoever was to read the pipe has gone (EPIPE).
  public static let brokenPipe = Errno(EPIPE)

  static let exists = Errno(EEXIST)
  fileprivate static let interrupted = Errno(EINTR)

  /// The error that the C library has just reported. Called with nothing after the call that could change it.
  fileprivate static var last: Errno { Errno(errno) }
}

// Every call that can fail goes through one of these. Only they read `errno`, and at once: freeing memory may
// change it.

/// What a function of the C library has returned; throws its error if that is -1.
@discardableResult
func checked<Value: SignedInteger>(_ value: Value) throws(Errno) -> Value {
  guard value != -1 else { throw .last }
  return value
}

/// What a function of the C library has returned; throws its error if that is a null pointer.
func checked<Pointer>(_ pointer: Pointer?) throws(Errno) -> Pointer {
  guard let pointer else { throw .last }
  return pointer
}

/// Calls a function of the C library again as long as a signal interrupts it. Not for close(2), which has closed
/// all the same.
@discardableResult
func uninterrupted<Value: SignedInteger>(_ function: () -> Value) throws(Errno) -> Value {
  while true {
    do throws(Errno) {
      return try checked(function())
    } catch {
      guard error == .interrupted else { throw error }
    }
  }
}
