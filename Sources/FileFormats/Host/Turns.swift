import NmemModel

/// A block of names and answers on lines of their own: what stands between two ends.
///
/// In a block each name is followed by its answer, or by an error that stands for it; or the other way round, if
/// the loop that printed it does so. If not, nothing in it is tied: as the first line or an error may be lost,
/// each UUID may be its neighbour's. So a block is tied as it comes, and untied if it breaks.
struct Turns {
  /// What a name or an answer of a block says.
  struct Name {
    var path: [UInt8]
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
  private var waitingAnswer: Answer?
  private var firstLine = 0
  /// The number of statements in the catalog when the block began.
  private var start = 0
  private(set) var isBroken = false
  private var hasNames = false
  private var hasUUIDs = false
  private var isEmpty = true

  /// Whether a block has begun.
  var isOpen: Bool { !isEmpty }

  /// Whether a name has no answer yet.
  var isWaiting: Bool { waitingName != nil }

  /// Adds a name.
  mutating func add(_ name: Name, into catalog: inout Catalog) {
    begin(name.line, catalog)
    hasNames = true
    if let answer = waitingAnswer, !isBroken {
      waitingAnswer = nil
      return catalog.add(name, answer)
    }
    if waitingName != nil || order == .answersFirst { breakUp(into: &catalog) }
    if isBroken { catalog.add(name, nil) } else { waitingName = name }
  }

  /// Adds an answer.
  mutating func add(_ answer: Answer, into catalog: inout Catalog) {
    begin(answer.line, catalog)
    hasUUIDs = true
    if let name = waitingName, order == .namesFirst, !isBroken {
      waitingName = nil
      return catalog.add(name, answer)
    }
    if order == .answersFirst, waitingAnswer == nil, !isBroken {
      waitingAnswer = answer
      return
    }
    breakUp(into: &catalog)
    catalog.add(answer, isUntied: true)
  }

  /// Whether a name waits that is a given path's.
  func waits(for path: Span<UInt8>) -> Bool {
    waitingName.map { $0.path.span.hasSameFileName(as: path) } ?? false
  }

  /// Adds an error that stands for an answer. `other` tells whether it names another file than the one above.
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
    guard let name = waitingName else { return nil }
    waitingName = nil
    catalog.add(name, nil)
    let record = catalog.count - 1
    if other {
      breakUp(into: &catalog)
      return nil
    }
    return record
  }

  /// Nothing in the block can be tied, whatever follows.
  mutating func breakUp(into catalog: inout Catalog) {
    if let name = waitingName { catalog.add(name, nil) }
    if let answer = waitingAnswer { catalog.add(answer, isUntied: true) }
    (waitingName, waitingAnswer) = (nil, nil)
    guard !isBroken else { return }
    isBroken = true
    catalog.untie(from: start, tiedBy: .turns)
  }

  /// Breaks up what begins in a line that cannot be read.
  mutating func begin(brokenAt line: Int, into catalog: inout Catalog) {
    begin(line, catalog)
    breakUp(into: &catalog)
  }

  /// Ends the block.
  mutating func end(into catalog: inout Catalog) {
    guard !isEmpty else { return }
    if hasUUIDs && hasNames, waitingName != nil || waitingAnswer != nil {
      breakUp(into: &catalog)
    } else if let name = waitingName {
      catalog.add(name, nil)
    } else if let answer = waitingAnswer, answer.uuid != nil {
      catalog.add(answer, isUntied: false)
    }
    if isBroken && hasUUIDs {
      if hasNames {
        catalog.explain(from: start)
        catalog.note(.outOfTurn, line: firstLine, number: firstLine)
      } else {
        catalog.setBare(from: start)
      }
    }
    let order = order
    self = Turns()
    self.order = order
  }

  private mutating func begin(_ line: Int, _ catalog: Catalog) {
    guard isEmpty else { return }
    (isEmpty, firstLine, start) = (false, line, catalog.count)
  }
}

extension Catalog {
  /// Adds what a name and its answer say; without an answer, that the name is there.
  fileprivate mutating func add(_ name: Turns.Name, _ answer: Turns.Answer?) {
    add(
      path: name.path.span, uuid: answer?.uuid, tie: .turns,
      line: answer?.uuid == nil ? name.line : answer?.line ?? name.line)
    if let folder = name.folder { tell(folder: folder.span) }
    if let size = answer?.size { tell(size: size) }
    if let parent = answer?.parent { tell(parent: parent.span) }
  }

  /// Adds a UUID without a path.
  mutating func add(_ answer: Turns.Answer, isUntied: Bool) {
    guard let uuid = answer.uuid else { return }
    let none: [UInt8] = []
    add(path: none.span, uuid: uuid, tie: nil, traits: isUntied ? .isUntied : [], line: answer.line)
    if let size = answer.size { tell(size: size) }
  }
}
