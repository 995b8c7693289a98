import NmemModel

/// The one VMDK that a command names, or that a file is named after: the answer that follows is its own, if it is
/// the only one.
struct AnswerOwner {
  var path: [UInt8]
  var folder: [UInt8]?
  /// Whether there is no doubt that the path is relative to it.
  var isFolderSure = false
  var line: Int

  /// Whether a UUID is missing if none follows.
  var asks = false

  /// Whether it is the file that is being read, or one next to it.
  var isFile = false

  /// Whether something in between may also own the answer.
  var isConfused = false

  /// An answer that stands above the command, and belongs to nothing there: two lines may have changed places.
  var above: DiskUUID?

  /// Whether no blank line has come since the command.
  private(set) var isNear = true
  /// The same since its answer.
  private var isAnswerNear = false

  /// Whether another name after it is none that its command has printed.
  var isOver: Bool { hasAnswer ? !isAnswerNear : !asks }

  /// Whether the command above got nothing: two lines may have changed places.
  var isBelowSilence = false

  /// Whether this command got nothing so far, neither an answer nor anything else.
  var isSilent: Bool { asks && answer == nil && reply.isEmpty && !isRefused && !isConfused }

  /// Whether an answer has come.
  var hasAnswer: Bool { answer != nil }

  private var answer: (record: Int, uuid: DiskUUID, line: Int)?
  private var hasSeveral = false
  private var isRefused = false
  /// Whether the host has said what is wrong with this VMDK: what comes after that is no answer.
  private var hasFailed = false
  /// What came in place of an answer.
  private var reply: [UInt8] = []

  init(path: [UInt8], line: Int) {
    self.path = path
    self.line = line
  }

  /// Whether a path is that of this VMDK.
  func names(_ other: Span<UInt8>) -> Bool {
    path.span.mayBeSameFile(as: other)
  }

  /// Whether a UUID is its answer, and nothing speaks against it.
  func hasOnly(_ uuid: DiskUUID?) -> Bool { answer != nil && answer?.uuid == uuid && !hasSeveral }

  /// A blank line comes.
  mutating func part() { (isNear, isAnswerNear) = (false, false) }

  mutating func take(_ next: Turns.Answer, into catalog: inout Catalog) {
    guard let uuid = next.uuid else { return }
    isAnswerNear = true
    if isRefused || hasFailed {
      if uuid.isVMware {
        catalog.add(untied: uuid, beside: path.span, line: next.line)
      } else {
        catalog.add(doubtful: uuid, beside: path.span, line: next.line)
      }
      return catalog.note(.notTied, line: next.line)
    }
    if let answer {
      guard answer.uuid != uuid || hasSeveral else { return }
      if !hasSeveral { catalog.untie(answer.record) }
      hasSeveral = true
      catalog.add(untied: uuid, beside: path.span, line: next.line)
      catalog.note(
        isFile ? .severalInFile : .severalAnswers, line: next.line, number: answer.line)
      return
    }
    let record = catalog.add(
      path: path.span, uuid: uuid, tie: .command,
      traits: isFile ? .isLocal : folder != nil && isFolderSure ? .isFolderSure : [],
      line: next.line)
    if let folder { catalog.tell(folder: folder.span) }
    if let size = next.size { catalog.tell(size: size) }
    if let parent = next.parent { catalog.tell(parent: parent.span) }
    answer = (record, uuid, next.line)
  }

  /// The file holds more than one descriptor, so it belongs to none.
  mutating func tellsOfSeveral(in catalog: inout Catalog) {
    if let answer, !hasSeveral {
      catalog.note(.severalInFile, line: answer.line, number: answer.line)
    }
    doubt(into: &catalog)
  }

  /// What follows shows that the answer may be another's.
  mutating func doubt(into catalog: inout Catalog) {
    if let answer, !hasSeveral { catalog.untie(answer.record) }
    hasSeveral = true
  }

  /// Takes what is no UUID for the answer. Returns the statement of the path.
  mutating func refuse(line: Int, into catalog: inout Catalog) -> Int? {
    isRefused = true
    if let answer, !hasSeveral {
      hasSeveral = true
      catalog.untie(answer.record)
      return nil
    }
    return addPath(line: isFile ? line : self.line, into: &catalog)
  }

  /// Hears what the host says, and of which VMDK, if it names one; the first line is kept.
  mutating func hear(_ text: Span<UInt8>, about other: Span<UInt8>, into catalog: inout Catalog) {
    if !other.isEmpty, !names(other), !VMDKFileName.isExtent(other, other.range) {
      isConfused = true
    }
    if isBelowSilence, isNear, let answer, !hasSeveral, !text.isEmpty {
      doubt(into: &catalog)
      catalog.note(.notTied, line: answer.line)
    }
    guard asks, answer == nil, reply.isEmpty else { return }
    if !other.isEmpty, names(other) { hasFailed = true }
    reply = text.bytes(0..<min(text.count, 512))
  }

  /// Ends what belongs to the command.
  func close(into catalog: inout Catalog) {
    if answer == nil, let above {
      catalog.add(untied: above, beside: path.span, line: line)
    }
    guard answer == nil, asks, !isRefused else { return }
    let record = addPath(line: line, into: &catalog)
    if !reply.isEmpty { catalog.note(.refused, line: line, record: record, excerpt: reply.span) }
  }

  private func addPath(line: Int, into catalog: inout Catalog) -> Int {
    let record = catalog.add(
      path: path.span, uuid: nil, tie: nil, traits: isFile ? .isLocal : [], line: line)
    if let folder { catalog.tell(folder: folder.span) }
    return record
  }
}

extension Span<UInt8> {
  /// Where the file's name is in a path.
  var fileName: Range<Int> {
    if let slash = lastIndex(of: UInt8(ascii: "/"), in: range) { return trimmed(slash + 1..<count) }
    guard let first = range.first, self[first] == UInt8(ascii: "["),
      let end = firstIndex(of: UInt8(ascii: "]"), in: range)
    else { return trimmed(range) }
    return trimmed(end + 1..<count)
  }

  /// Whether two paths may be those of one file: of one name, in folders of one name, as far as they say.
  func mayBeSameFile(as other: Span<UInt8>) -> Bool {
    if !isEmpty, !other.isEmpty, self[0] == other[0],
      self[0] == UInt8(ascii: "/")
        || PathText.hasRoot(self, at: 0) && PathText.hasRoot(other, at: 0)
    {
      return isEqual(to: other)
    }
    let (folder, otherFolder) = (folderName, other.folderName)
    return extracting(fileName).isEqual(to: other.extracting(other.fileName))
      && (folder.isEmpty || otherFolder.isEmpty
        || extracting(folder).isEqual(to: other.extracting(otherFolder)))
  }

  /// Where the name of the innermost folder is in a path; empty if there is none below the datastore.
  private var folderName: Range<Int> {
    guard let end = lastIndex(of: UInt8(ascii: "/"), in: range) else { return 0..<0 }
    let folder = extracting(0..<end).fileName
    let isDots = folder.allSatisfy { self[$0] == UInt8(ascii: ".") }
    let isDatastore = isDatastore(at: folder.lowerBound)
    return isDots || isDatastore ? 0..<0 : folder
  }

  /// Whether a longer path is that of a file with this bare name.
  func isFileName(of path: Span<UInt8>) -> Bool {
    path.count > count && path.extracting(path.fileName).isEqual(to: self)
  }
}
