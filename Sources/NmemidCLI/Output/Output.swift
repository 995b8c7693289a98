import LinuxSystem
import NmemModel

/// Text on its way out. It is written in large pieces as it is made, so a million lines take no more memory
/// than a thousand.
///
/// The first error is remembered, and nothing is written after it. Whoever makes a lot asks ``isClosed`` now and
/// then: nothing more need be made for a reader that has gone.
struct Output: ~Copyable {
  /// Writes a piece. Nil collects all of the text.
  private let sink: ((Span<UInt8>) throws(Errno) -> Void)?

  /// Why writing has failed; nil if it has not.
  private var error: Errno?

  /// What was not written yet, or all of it where it is collected. For each of a row's many
  /// short pieces whether it is the only owner of its memory.
  private var buffer: UnsafeMutableBufferPointer<UInt8>

  /// How many bytes are in the buffer.
  private(set) var count = 0

  /// Collects the text in memory.
  init() {
    sink = nil
    buffer = .allocate(capacity: 256)
  }

  /// Hands the text on in pieces.
  init(_ sink: @escaping (Span<UInt8>) throws(Errno) -> Void) {
    self.sink = sink
    buffer = .allocate(capacity: 1 << 16)
  }

  deinit {
    buffer.deallocate()
  }

  /// Whether nothing more is taken.
  var isClosed: Bool { error != nil }

  /// Hands on what is left. Throws why writing has failed, now or before.
  mutating func finish() throws(Errno) {
    handOn()
    if let error { throw error }
  }

  /// Looks at what was collected.
  func withText<Result, Failure>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(rebasing: buffer[..<count]).span)
  }

  /// What was collected, as Unicode.
  var text: String {
    withText { $0.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
  }

  /// Forgets what was collected, and keeps the memory for what is collected next.
  mutating func clear() {
    count = 0
  }

  @inline(__always)
  mutating func write(_ text: Span<UInt8>) {
    text.withUnsafeBufferPointer { write($0) }
  }

  /// Writes what is written in the source.
  @inline(__always)
  mutating func write(_ literal: StaticString) {
    literal.withUTF8Buffer { write($0) }
  }

  @inline(__always)
  private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    if text.count > buffer.count &- count { makeRoom(for: text.count) }
    if let source = text.baseAddress, let start = buffer.baseAddress {
      UnsafeMutableRawPointer(start + count).copyMemory(from: source, byteCount: text.count)
    }
    count &+= text.count
  }

  /// Makes room by handing on what is there, and by getting more memory, if that is not enough.
  @inline(never)
  private mutating func makeRoom(for more: Int) {
    handOn()
    guard more > buffer.count - count else { return }
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(
      capacity: max(count + more, 2 * buffer.count))
    _ = larger.initialize(fromContentsOf: buffer[..<count])
    buffer.deallocate()
    buffer = larger
  }

  private mutating func handOn() {
    guard let sink else { return }
    if error == nil && count > 0 {
      do throws(Errno) {
        try withText(sink)
      } catch {
        self.error = error
      }
    }
    count = 0
  }
}

extension Output {
  mutating func write(text: String) {
    write(text.utf8.span)
  }

  mutating func write(blanks count: Int) {
    for _ in 0..<count { write(" ") }
  }

  mutating func write(_ number: UInt64) {
    // As many digits as the largest number has.
    var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var start = digits.count
    var rest = number
    repeat {
      start -= 1
      digits[start] += UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    write(digits.span.extracting(start...))
  }

  /// Writes a UUID in its one spelling.
  mutating func write(_ uuid: DiskUUID) {
    let digits = uuid.digits
    write(digits.span)
  }
}
