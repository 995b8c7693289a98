public import NmemModel

/// What a saved list says about one guest or several.
public struct ParsedGuests: Equatable, Sendable {
  /// The guests. One has no name if the list does not give it; one without buses, of an empty list, is
  /// the only one. Empty if there is no list.
  public var guests: [Guest] = []

  /// What the list says about the VMDKs of each guest's DIMMs, as nmemid's own does.
  public var backings: [String?: [UniqueID: Backing]] = [:]

  /// What identifies the machine on which the list was saved; nil if it does not say.
  public var machine: String?

  /// How many lists of nmemid's own there are.
  public var ownLists = 0

  /// What was not understood.
  public var problems: [Problem] = []

  /// Whether there is text around the JSON: the prompts of a terminal session, or what is left of JSON whose
  /// start was lost.
  public var hasTextAround = false

  /// Whether DIMMs may be missing because something was not understood.
  public var isIncomplete = false

  public init() {}
}

/// Reads what `ndctl list`, or nmemid itself, printed as JSON in a guest, whatever its shape, and
/// whatever text is around it, as in the capture of a terminal session.
///
/// Hand it the file as it comes, and again what it has not used, with more after it; then call ``finish()``.
public struct GuestFileParser {
  /// How many bytes of values are kept of a file: enough for some hundred guests.
  private static let limit = 16 << 20

  private let file: ByteString
  private var text = TextFile()
  private var documents: GuestDocuments
  private var hasBytes = false
  private var isBinary = false

  /// A parser for the file that the user names so; `-` is standard input.
  public init(file: ByteString) {
    self.init(file: file, limit: Self.limit)
  }

  /// A parser that keeps no more than the given number of bytes of values.
  init(file: ByteString, limit: Int) {
    self.file = file
    documents = GuestDocuments(file: file, limit: limit)
  }

  /// Whether more bytes could still change the result.
  public var wantsMore: Bool { !isBinary && !documents.isFull }

  /// Reads what follows of the file, all of it if it is the last. Returns how much was used.
  public mutating func read(_ bytes: Span<UInt8>, isLast: Bool) -> Int {
    guard wantsMore, isLast || bytes.count >= TextFile.probeLength || hasBytes else { return 0 }
    if !hasBytes {
      hasBytes = true
      isBinary = !TextFile.isText(bytes)
    }
    return isBinary ? bytes.count : text.read(bytes, isLast: isLast, into: &documents)
  }

  /// Ends the file and returns all that it says.
  public mutating func finish() -> ParsedGuests {
    var findings = documents.findings
    guard findings.guests.isEmpty else { return findings }
    findings.isIncomplete = true
    if findings.problems.isEmpty {
      let what =
        isBinary
        ? "the file is binary data"
        : documents.isEmpty ? "the file is empty" : "there is no list of DIMMs in the file"
      findings.problems.append(
        Problem(
          Source(file: file),
          "\(what): expected what ndctl list -BDRNi, or nmemid --json, prints in the guest"))
    }
    return findings
  }
}

/// Takes the JSON documents of a file for lists of a guest's devices, and passes over the text around them.
private struct GuestDocuments: TextReader {
  private let file: ByteString
  private var keeper: JSONKeeper
  private var lists: GuestListReader
  private var problems: [Problem] = []
  private var firstLine = 0
  private var isIncomplete = false

  private var hasText = false
  private var hasDocument = false

  /// Whether nothing but blanks was read.
  var isEmpty: Bool { !hasText && !hasDocument }

  init(file: ByteString, limit: Int) {
    self.file = file
    keeper = JSONKeeper(limit: limit) { JSONKey(read: $0) != nil }
    lists = GuestListReader(file: file)
  }

  /// Whether the limit was reached, so no more is read.
  var isFull: Bool { keeper.isFull }

  var findings: ParsedGuests {
    var findings = ParsedGuests()
    findings.guests = lists.guests.guests
    (findings.backings, findings.machine) = (lists.backings, lists.machine)
    findings.ownLists = lists.ownLists
    findings.problems = (problems + lists.problems).sorted()
    findings.hasTextAround = hasText
    findings.isIncomplete = isIncomplete || lists.isIncomplete
    if findings.guests.isEmpty && lists.hasList && !findings.isIncomplete {
      var guest = Guest(buses: [])
      guest.isKnownToBeEmpty = lists.isKnownToBeEmpty
      findings.guests = [guest]
    }
    return findings
  }

  mutating func read(_ line: Line, of text: Span<UInt8>) {
    if !text.trimmed(line.range).isEmpty { hasText = true }
  }

  mutating func skipTooLongLine(number _: Int) {
    hasText = true
  }

  mutating func skipClosingBrackets() {
    hasText = true
  }

  mutating func beginDocument(line: Int) {
    hasDocument = true
    firstLine = line
  }

  mutating func endDocument(line: Int, failure: String?) {
    if keeper.isFull {
      fail(nil, "more than \(keeper.limit >> 20) MiB of values; the rest was not read")
    } else if let failure {
      fail(
        line,
        """
        the JSON that starts in line \(firstLine) goes wrong here: \(failure); DIMMs may be missing
        """)
    }
    if let document = keeper.take() { lists.read(document) }
  }

  mutating func begin(_ container: JSONContainer, key: Span<UInt8>?, line: Int) {
    keeper.begin(container, key: key, line: line)
  }

  mutating func scalar(_ kind: JSONKind, _ text: Span<UInt8>, key: Span<UInt8>?, line: Int) {
    keeper.scalar(kind, text, key: key, line: line)
  }

  mutating func end(_ container: JSONContainer, line: Int) {
    keeper.end(container, line: line)
  }

  private mutating func fail(_ line: Int?, _ message: String) {
    isIncomplete = true
    let problem = Problem(Source(file: file, line: line), message)
    if problems.last != problem { problems.append(problem) }
  }
}
