import NmemModel

/// A block of names and answers on lines of their own: what is between two ends.
///
/// In a block each name is followed by its answer, or by an error that stands for it; or the other way round, if
/// the loop that printed it does so. If not, nothing in it is tied: as the first line or an error may be lost,
/// each UUID may be its neighbour's. So a block is tied as it comes, and untied if it breaks.
struct Turns {
  /// A name that waits for its answer; its path is kept apart, where there is room for the next one, too.
  private struct Name {
    var folder: [UInt8]?
    var line: Int
  }

  struct Answer {
    var uuid: DiskUUID?
    var size: UInt64?
    var parent: [UInt8]?
    var line: Int
  }

  /// Which of the two a loop prints first.
  var order = ShellCommand.Loop.namesFirst

  private var waitingName: Name?
  private var path: [UInt8] = []
  private var waitingAnswer: Answer?
  private var firstLine = 0
  /// The number of statements in the catalog when the block began.
  private var start = 0
  private(set) var isBroken = false
  /// Whether the block above ended with a name without an answer, so one of this block may be its own.
  private(set) var isNameLeft = false
  /// Whether the last one was a name.
  private var isNameLast = false
  private var hasNames = false
  private var hasUUIDs = false
  private var isEmpty = true
  /// How many of the statements since then are answers that belong to no name.
  private var bareCount = 0

  /// A line above the next block has a path that could not be read: an answer that has no name may be its own.
  mutating func leaveName() { isNameLeft = true }

  /// Whether a block has begun.
  var isOpen: Bool { !isEmpty }

  /// Whether a name has no answer yet.
  var isWaiting: Bool { waitingName != nil }

  /// Adds a name: a path, and the folder that the session is in.
  mutating func add(
    name: Span<UInt8>, in folder: [UInt8]?, line: Int, into catalog: inout Catalog
  ) {
    begin(line, catalog)
    (hasNames, isNameLast) = (true, true)
    if waitingName != nil || order == .answersFirst && waitingAnswer == nil {
      breakUp(into: &catalog)
    }
    path.removeAll(keepingCapacity: true)
    name.withUnsafeBufferPointer { path.append(contentsOf: $0) }
    waitingName = Name(folder: folder, line: line)
    if let answer = waitingAnswer, !isBroken {
      waitingAnswer = nil
      say(answer, into: &catalog)
    } else if isBroken {
      say(nil, into: &catalog)
    }
  }

  /// Says what the name that waits and its answer say; without an answer, that the name is there.
  private mutating func say(_ answer: Answer?, into catalog: inout Catalog) {
    guard let name = waitingName else { return }
    waitingName = nil
    catalog.add(
      path: path.span, uuid: answer?.uuid, tie: .turns,
      line: answer?.uuid == nil ? name.line : answer?.line ?? name.line)
    if let folder = name.folder { catalog.tell(folder: folder.span) }
    if let size = answer?.size { catalog.tell(size: size) }
    if let parent = answer?.parent { catalog.tell(parent: parent.span) }
  }

  mutating func add(_ answer: Answer, into catalog: inout Catalog) {
    begin(answer.line, catalog)
    (hasUUIDs, isNameLast) = (true, false)
    if waitingName != nil, order == .namesFirst, !isBroken { return say(answer, into: &catalog) }
    if order == .answersFirst, waitingAnswer == nil, !isBroken {
      waitingAnswer = answer
      return
    }
    breakUp(into: &catalog)
    addBare(answer, into: &catalog)
  }

  private mutating func addBare(_ answer: Answer, into catalog: inout Catalog) {
    catalog.add(answer, isUntied: true)
    bareCount += 1
  }

  /// Passes over an extent, which is not a name and owns no answer: what is next to it has to be an error.
  mutating func passOverExtent(into catalog: inout Catalog) {
    if waitingName != nil || waitingAnswer?.uuid != nil { breakUp(into: &catalog) }
    waitingAnswer = nil
  }

  /// Whether a name waits that is a given path's.
  func waits(for path: Span<UInt8>) -> Bool {
    waitingName != nil && self.path.span.mayBeSameFile(as: path)
  }

  /// Adds an error that stands for an answer. `other` says whether it names another file than the one above.
  /// Returns the statement of the name that it stands for; nil if there is none.
  mutating func addError(
    namingOther other: Bool, line: Int, into catalog: inout Catalog
  ) -> Int? {
    if order == .answersFirst {
      begin(line, catalog)
      if waitingAnswer != nil { breakUp(into: &catalog) }
      waitingAnswer = Answer(line: line)
      return nil
    }
    guard waitingName != nil else { return nil }
    say(nil, into: &catalog)
    let record = catalog.count - 1
    if other {
      breakUp(into: &catalog)
      return nil
    }
    return record
  }

  /// Nothing in the block can be tied, whatever follows.
  mutating func breakUp(into catalog: inout Catalog) {
    say(nil, into: &catalog)
    if let answer = waitingAnswer, answer.uuid != nil { addBare(answer, into: &catalog) }
    waitingAnswer = nil
    guard !isBroken else { return }
    isBroken = true
    catalog.untie(from: start, tiedBy: .turns)
  }

  /// Ends the block, and breaks up what begins in a line that cannot be read.
  mutating func end(brokenAt line: Int, into catalog: inout Catalog) {
    end(into: &catalog)
    begin(brokenAt: line, into: &catalog)
  }

  /// Breaks up what begins in a line that cannot be read.
  mutating func begin(brokenAt line: Int, into catalog: inout Catalog) {
    begin(line, catalog)
    breakUp(into: &catalog)
  }

  /// Ends the block. A path that could not be read, `besidePath`, may be that of the answer above it, or below.
  mutating func end(besidePath: Bool = false, into catalog: inout Catalog) {
    if besidePath { leaveName() }
    defer { if besidePath { leaveName() } }
    guard !isEmpty else { return }
    let wasNameLeft = isNameLeft
    isNameLeft = waitingName != nil || isBroken && isNameLast
    if hasUUIDs && hasNames, waitingName != nil || waitingAnswer != nil {
      breakUp(into: &catalog)
    } else if waitingName != nil {
      say(nil, into: &catalog)
    } else if let answer = waitingAnswer, answer.uuid != nil {
      catalog.add(answer, isUntied: wasNameLeft)
    }
    if isBroken && hasUUIDs {
      // What another form has found among the answers may be what they belong to.
      if hasNames || catalog.count > start + bareCount {
        catalog.explain(from: start)
        catalog.note(.outOfTurn, line: firstLine, number: firstLine)
      } else {
        catalog.noteBare(from: start, mayBelongAbove: wasNameLeft)
      }
    }
    (isEmpty, isBroken, hasNames, hasUUIDs) = (true, false, false, false)
    (waitingName, waitingAnswer) = (nil, nil)
  }

  private mutating func begin(_ line: Int, _ catalog: Catalog) {
    guard isEmpty else { return }
    (isEmpty, firstLine, start, bareCount) = (false, line, catalog.count, 0)
  }
}
