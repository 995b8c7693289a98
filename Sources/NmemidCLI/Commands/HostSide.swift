import LinuxSystem
import NmemModel

/// What the host files say, and how reading them went.
struct HostSide {
  var catalog: Catalog

  /// Whether any host file was read at all.
  var isGiven: Bool

  /// Whether any of them could be read.
  var hasRead: Bool

  var hasFailed: Bool

  /// Reads the files of a command line, or else the default folder.
  init(_ invocation: Invocation, _ progress: Progress) {
    let names = invocation.hostFileNames
    var reader = HostFileReader(progress)
    if names.isEmpty { reader.readDefaultFolder() } else { reader.read(names) }
    catalog = reader.catalog
    progress.willJoin(catalog.count)
    hasRead = reader.hasRead
    hasFailed = reader.hasFailed
    isGiven = !names.isEmpty || !catalog.isEmpty
    if let days = invocation.maxAge { check(maxAge: days) }
  }

  /// Says which lists are older than this many days, or have no date.
  private mutating func check(maxAge days: Int64) {
    for list in catalog.lists {
      guard let message = list.listed?.complaint(maxAge: days, list.host) else { continue }
      fail(list.file, message, .tooOld)
    }
    let undated = catalog.lists.filter { $0.listed == nil }.map(\.file)
    guard let first = undated.first else { return }
    if catalog.lists.contains(where: { $0.file == first && $0.listed != nil }) {
      return fail(
        first,
        "--max-age needs a list of nmemid collect: VMDKs outside of the list here have no date")
    }
    let others = undated.dropFirst().map(\.lossyText)
    let more = others.isEmpty ? "" : ", nor \(others.count == 1 ? "does" : "do") \(others.listed)"
    fail(
      first,
      "--max-age needs a list of nmemid collect: this one does not say when it was made\(more)")
  }

  private mutating func fail(
    _ file: ByteString, _ message: String, _ kind: Note.Kind = .said
  ) {
    hasFailed = true
    catalog.note(Problem(Source(file: file), message), kind)
  }
}

extension Moment {
  private static let secondsPerDay: Int64 = 86_400

  /// Whether it lies ahead. Clocks differ; if by more than a day, one is wrong.
  var isToCome: Bool { seconds - secondsNow() > Self.secondsPerDay }

  /// What is wrong with a list of this time if none may be older than this many days; nil if nothing is.
  fileprivate func complaint(maxAge days: Int64, _ host: ByteString?) -> String? {
    let age = secondsNow() - seconds
    let list = "the list" + (host.map { " of \($0.lossyText)" } ?? "")
    if isToCome { return "\(list) is of \(self), which is in the future: is a clock wrong?" }
    guard age > days * Self.secondsPerDay else { return nil }
    return """
      \(list) is of \(self), \(age / Self.secondsPerDay) days ago, and --max-age allows \(days); have it made again
      """
  }
}

extension Inventory {
  /// The problems for people, what repeats said once.
  var diagnostics: [Diagnostic] {
    problems.summarized().map(Diagnostic.init)
  }
}
