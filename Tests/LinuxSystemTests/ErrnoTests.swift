import Glibc
import Testing

@testable import LinuxSystem

@Suite struct ErrnoTests {
  /// A function of the C library that fails with each of some errors before it does what it should.
  private final class Function {
    var errors: [CInt]

    init(_ errors: CInt...) { self.errors = errors }

    func call() -> CInt {
      guard !errors.isEmpty else { return 7 }
      errno = errors.removeFirst()
      return -1
    }
  }

  @Test func aCallThatASignalInterruptsIsMadeAgain() throws {
    let function = Function(EINTR, EINTR)
    #expect(try uninterrupted(function.call) == 7)
  }

  @Test func anyOtherErrorIsThrown() {
    let function = Function(EINTR, EACCES)
    #expect(throws: Errno.accessDenied) { try uninterrupted(function.call) }
    #expect(throws: Errno.noEntry) { try checked(Function(ENOENT).call()) }
  }
}
