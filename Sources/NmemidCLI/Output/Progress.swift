import LinuxSystem
import NmemModel

/// Shows a person at a terminal that a long inventory is being read. Whoever reads standard error from a file
/// sees nothing of it, and nothing is shown if it is over within a second.
final class Progress {
  /// When something is said at the earliest, and how long it stands at least, in milliseconds.
  private static let (patience, interval) = (1000 as UInt64, 100 as UInt64)

  private let isShown: Bool
  private let now: () -> UInt64
  private let write: (ByteString) -> Void
  private var next: UInt64
  private var isOnScreen = false

  /// The bytes of host files that were read so far.
  private var bytes = 0

  /// Begins now. Time is in milliseconds.
  init(
    isShown: Bool = Console.hasTerminalForErrors, now: @escaping () -> UInt64 = milliseconds,
    write: @escaping (ByteString) -> Void = Console.sayUnfinished
  ) {
    self.isShown = isShown
    self.now = now
    self.write = write
    next = isShown ? now() + Self.patience : 0
  }

  /// Reports that more bytes were read.
  func didRead(_ count: Int) {
    bytes += count
    tell("reading host files: \(humanSize(UInt64(bytes)))")
  }

  /// Reports that all was read, and how many lines are going to be joined. Of that
  /// there is no more news, so it is said at once if it may take a second.
  func willJoin(_ count: Int) {
    if count >= Self.longJoin { next = 0 }
    tell("joining what \(count) lines say")
  }

  private static let longJoin = 200_000

  /// Clears the line on the screen for what comes next.
  func erase() {
    guard isOnScreen else { return }
    write(Self.start)
    isOnScreen = false
  }

  private func tell(_ text: @autoclosure () -> String) {
    guard isShown, case let time = now(), time >= next else { return }
    next = time + Self.interval
    write(Self.start + ByteString("nmemid: \(text())"))
    isOnScreen = true
  }

  /// Goes back to the start of the line, and clears it (ECMA-48, EL).
  private static let start = ByteString("\r\u{1B}[K")
}
