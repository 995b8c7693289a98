import NmemModel

/// Reads free text: what an administrator pasted from a terminal, or a list of paths and UUIDs.
///
/// A UUID belongs to the path on its own line; or to the one VMDK that the command above names, if one answer
/// follows it; or to the name above, if names and answers take turns (``Turns``). No UUID is ever lent to
/// another path.
struct SessionForm: HostForm {
  let wants: Marks = []
  let isOpen = true

  private var answers: Answers
  private var descriptors: DescriptorReader
  private var folder = WorkingFolder()
  /// The last line that is a statement, or a command.
  private var lastUnderstood = 0
  /// The last line of the block that has a path and was not understood.
  private var lastUnknown = 0
  /// Whether the shell has traced a command: `+ vmkfstools -J getuuid a.vmdk`.
  private var isTracing = false

  init(file: ByteString) {
    answers = Answers(file: file)
    descriptors = DescriptorReader(file: file)
  }

  /// Whether all that was read is a descriptor.
  var isDescriptor: Bool { descriptors.isAll }

  mutating func read(_ line: Line, of text: Span<UInt8>, into catalog: inout Catalog) -> Bool {
    let isBelowUnknown = isBelowUnknownPath(line) || lastUnknown > lastUnderstood
    if descriptors.read(
      line, text, isBelowPath: isBelowUnknown, &answers, into: &catalog)
    {
      return true
    }
    let wasWrapped = line.isContinued
    switch SessionLine(line, text) {
    case .statement(let path, let uuid):
      if answers.turns.isOpen { answers.turns.end(into: &catalog) }
      if wasWrapped, !PathText.hasRoot(text, at: path.lowerBound) {
        catalog.add(untied: uuid, line: line.number)
        catalog.note(.wrapped, line: line.number - 1)
        catalog.note(.notTied, line: line.number)
        return true
      }
      catalog.add(path: text.extracting(path), uuid: uuid, tie: .line, line: line.number)
      answers.pass(text.extracting(path))
      lastUnderstood = line.number
      tellFolder(of: text.extracting(path), &catalog)
    case .blank:
      answers.part(into: &catalog)
      lastUnknown = 0
    case .command(let command):
      lastUnderstood = line.number
      read(command, line, text, into: &catalog)
      readAnswers(of: command, behind: line, text, into: &catalog)
    case .header(let path):
      answers.begin(owner: AnswerOwner(path: text.bytes(path), line: line.number), into: &catalog)
    case .name(let path):
      readName(text.extracting(path), line.number, isRest: wasWrapped, into: &catalog)
    case .answer(_, let uuid?):
      lookAbove(line)
      answers.give(Turns.Answer(uuid: uuid, line: line.number), into: &catalog)
    case .otherUUID(let uuid):
      // Where one is asked for, it is the answer all the same: a disk can be given any UUID.
      lookAbove(line)
      if answers.hasOwner {
        answers.give(Turns.Answer(uuid: uuid, line: line.number), into: &catalog)
      } else {
        if UUIDText.all(in: text, line.range).isEmpty {
          catalog.add(doubtful: uuid, line: line.number)
        }
        readOther(line, text, into: &catalog)
        // It may be the answer of a loop that prints the name after it.
        answers.turns.begin(brokenAt: line.number, into: &catalog)
      }
    case .answer(let value, nil):
      readUnusable(value, line.number, text, into: &catalog)
    case .unusable(let path, let value):
      answers.turns.end(into: &catalog)
      addUnusable(path, value, line.number, text, into: &catalog)
    case .refusal(let path, let message):
      refuse(path, message, line.number, text, into: &catalog)
    case .untied(let found, let beside):
      let isAgain = found.contains { $0.uuid == answers.loose?.uuid }
      answers.turns.end(
        besidePath: line.pathCount > 0 && beside == nil && !isAgain, into: &catalog)
      // It may be the command's answer, and the next one be another's.
      answers.confuse()
      catalog.add(found, beside: text.extracting(beside ?? 0..<0), line: line.number)
      for uuid in found {
        catalog.note(.notTied, line: line.number, excerpt: Array(uuid.uuid.description.utf8).span)
      }
      // It may be an answer whose line was cut, or to which the end of another was joined.
      if line.pathCount == 0 { answers.turns.begin(brokenAt: line.number, into: &catalog) }
    case .cutShort(let beside):
      if let beside {
        addPath(text.extracting(beside), line.number, .cutShort, into: &catalog)
      } else {
        catalog.note(.cutShort, line: line.number)
      }
      answers.turns.end(brokenAt: line.number, into: &catalog)
    case .commentedOut(let found, let beside):
      answers.turns.end(into: &catalog)
      catalog.add(found, beside: text.extracting(beside ?? 0..<0), line: line.number)
      catalog.note(.commentedOut, line: line.number)
      // It may be the answer of a loop that prints the name after it.
      if line.pathCount == 0 { answers.turns.begin(brokenAt: line.number, into: &catalog) }
    case .wrapped:
      if answers.turns.isOpen, line.hasGluedPath {
        answers.turns.begin(brokenAt: line.number, into: &catalog)
      }
      answers.turns.end(into: &catalog)
    // The name is in the next line.
    case .other where SessionLine.isLabel(text, line.range): break
    case .other where SessionLine.isCutMark(text, line.range):
      answers.confuse()
      answers.turns.end(brokenAt: line.number, into: &catalog)
      catalog.note(.leftOut, line: line.number)
    case .other:
      readOther(line, text, into: &catalog)
    }
    return true
  }

  mutating func end(_ ending: Ending, into catalog: inout Catalog) {
    descriptors.end(&answers, into: &catalog)
    answers.turns.end(besidePath: ending == .otherForm, into: &catalog)
    switch ending {
    // What comes may have the path of the answer above it.
    case .otherForm: answers.passOtherForm(into: &catalog)
    // What cannot be read may have been a name, or an answer.
    case .unreadable: answers.turns.begin(brokenAt: 0, into: &catalog)
    case .file: answers.closeOwner(into: &catalog)
    }
  }

  // Commands

  private mutating func read(
    _ command: ShellCommand, _ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog
  ) {
    folder.read(text, line.range, prompt: command.prompt, number: line.number)
    let isTrace = text[line.range.lowerBound] == UInt8(ascii: "+")
    if command.asks, isTrace { isTracing = true }
    var next: AnswerOwner?
    if case .file(let path) = command.target {
      next = AnswerOwner(path: path.bytes, line: line.number)
      next?.folder = folder.path?.bytes
      // A trace has no prompt, and may be of another session.
      next?.isFolderSure = folder.isSure && !isTrace
      next?.asks = command.asks
      if let above = answers.loose, above.line == line.number - 1 { next?.above = above.uuid }
    }
    // A path that is not the command's was joined to it: the UUID above, or below, may be that one's.
    let hidesPath =
      line.pathCount > command.pathCount || command.loop != nil && command.namesSeveral
    if hidesPath, answers.turns.isOpen {
      answers.turns.begin(brokenAt: line.number, into: &catalog)
    }
    answers.begin(owner: next, besidePath: hidesPath, into: &catalog)
    // One that goes through full paths prints such.
    answers.isInLoop =
      command.loop != nil && text.firstRange(of: " /vmfs/volumes/", in: line.range) == nil
    answers.isUnclear =
      command.isUnclear || next == nil && command.loop == nil && command.namesSeveral
    answers.turns.order = command.loop ?? .namesFirst
    // A UUID below it is not what it printed.
    if command.onlyPrints { answers.turns.leaveName() }
  }

  /// Reads the UUIDs in a command's own line: its answer, if nothing has ended the line; else they are not said.
  private mutating func readAnswers(
    of command: ShellCommand, behind line: Line, _ text: Span<UInt8>, into catalog: inout Catalog
  ) {
    // A folder in the prompt may be called like a UUID. What the line begins with is the end of another.
    let hasPrompt = text[line.range.lowerBound] == UInt8(ascii: "[")
    let start = (hasPrompt ? command.prompt?.end : nil) ?? line.range.lowerBound
    let found = UUIDText.all(in: text, start..<line.range.upperBound).filter {
      ($0.isOfDisk || $0.range.lowerBound == line.range.lowerBound)
        && !PathText.isInPath(text, $0.range)
    }
    guard let first = found.first else { return }
    // What a shell traces is printed again.
    if isTracing, !PathText.hasGluedEnd(text, line.range),
      text[line.range.lowerBound] == UInt8(ascii: "+")
    {
      return catalog.note(.commentedOut, line: line.number)
    }
    // What stands before the command was joined to it, and is another's.
    let question =
      text.firstRange(of: "getuuid", in: line.range)?.lowerBound ?? line.range.lowerBound
    if found.count == 1, first.isWhole, first.isSaid, answers.owner?.asks == true,
      first.range.lowerBound > question
    {
      return answers.give(Turns.Answer(uuid: first.uuid, line: line.number), into: &catalog)
    }
    for uuid in found {
      catalog.add(untied: uuid.uuid, line: line.number)
    }
    catalog.note(.notTied, line: line.number)
  }

  // Names and answers

  /// Looks whether an answer without a name is below a path that belongs to no other: one that was not understood, or
  /// what another form has read.
  private mutating func lookAbove(_ line: Line) {
    if isBelowUnknownPath(line), !answers.turns.isOpen { answers.turns.leaveName() }
  }

  private func isBelowUnknownPath(_ line: Line) -> Bool {
    line.isBelowPath && lastUnderstood != line.number - 1
  }

  private mutating func readName(
    _ path: Span<UInt8>, _ number: Int, isRest: Bool, into catalog: inout Catalog
  ) {
    if VMDKFileName.isExtent(path, path.range) {
      return answers.turns.passOverExtent(into: &catalog)
    }
    if isRest, !PathText.hasRoot(path, at: 0) {
      catalog.note(.wrapped, line: number - 1)
      answers.turns.leaveName()
      return answers.turns.begin(brokenAt: number, into: &catalog)
    }
    // Only a shell has files whose names look like a datastore and a path.
    let isFull = path[0] == UInt8(ascii: "[") && !answers.isInLoop
    answers.add(name: path, in: isFull ? nil : folder.path?.bytes, line: number, into: &catalog)
  }

  private mutating func readUnusable(
    _ value: Range<Int>, _ number: Int, _ text: Span<UInt8>, into catalog: inout Catalog
  ) {
    let isOwners = answers.isOwnerNext
    let record = answers.refuse(line: number, into: &catalog)
    if !isOwners, record == nil {
      answers.turns.end(brokenAt: number, into: &catalog)
    }
    catalog.add(unusable: text, value, line: number, record: record)
  }

  /// A line of another kind: an error in place of an answer, or the end of a block.
  private mutating func readOther(
    _ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog
  ) {
    folder.read(text, line.range, prompt: nil, number: line.number)
    let named = line.pathEnd.flatMap {
      PathText.path(endingAt: $0, of: text, in: line.range, line.marks)
    }
    answers.hear(
      text.extracting(line.range), about: text.extracting(named ?? 0..<0),
      hidesName: line.pathCount > 0 && named == nil, into: &catalog)
    addOthers(line, text, beside: named, into: &catalog)
    if line.pathCount > 0 || line.hasGluedPath { lastUnknown = line.number }
    // A name that nobody can read.
    if line.hasGluedPath || line.pathCount > 0 && named == nil,
      answers.turns.isOpen || !PathText.isListing(text, line.range)
    {
      answers.turns.begin(brokenAt: line.number, into: &catalog)
    }
    guard answers.turns.isWaiting || answers.turns.order == .answersFirst,
      answers.turns.order == .answersFirst || line.pathCount > 0
        || SessionLine.isError(text, line.range)
    else {
      // An error in a block whose lines do not belong together is no end of it.
      let isWithin =
        answers.turns.isBroken && (line.pathCount > 0 || SessionLine.isError(text, line.range))
      // The UUID next to it may be that of the path, which nobody can read.
      let hasPath = line.pathCount > 0 || line.hasGluedPath
      if hasPath { answers.turns.leaveName() }
      if !isWithin { answers.turns.end(besidePath: hasPath, into: &catalog) }
      return
    }
    if line.pathCount > 0 { answers.turns.leaveName() }
    let isOther = named.map { !answers.turns.waits(for: text.extracting($0)) } ?? false
    if let record = answers.turns.addError(namingOther: isOther, line: line.number, into: &catalog)
    {
      catalog.note(
        .refused, line: line.number, record: record, excerpt: text.extracting(line.range))
    }
  }

  /// Adds the UUIDs in a line that was not understood, but for those that are called something else's.
  private func addOthers(
    _ line: Line, _ text: Span<UInt8>, beside path: Range<Int>?, into catalog: inout Catalog
  ) {
    guard line.range.count >= 36,
      line.pathCount > 0 || text.firstRange(of: "uuid.", in: line.range) == nil
        || text.firstRange(of: "ddb.uuid =", in: line.range) != nil
        || text.firstRange(of: "uuid is", in: line.range) != nil
    else { return }
    let found = UUIDText.all(in: text, line.range).filter { !PathText.isInPath(text, $0.range) }
    guard !found.isEmpty else { return }
    catalog.add(found, beside: text.extracting(path ?? 0..<0), line: line.number)
    if found.contains(where: \.isOfDisk) { catalog.note(.notTied, line: line.number) }
  }

  private mutating func refuse(
    _ path: Range<Int>, _ message: Range<Int>, _ number: Int, _ text: Span<UInt8>,
    into catalog: inout Catalog
  ) {
    let name = text.extracting(path)
    if answers.turns.isWaiting || answers.turns.order == .answersFirst {
      let isOther = !answers.turns.waits(for: name)
      if let record = answers.turns.addError(namingOther: isOther, line: number, into: &catalog) {
        catalog.note(.refused, line: number, record: record, excerpt: text.extracting(message))
        return
      }
      if !isOther || answers.turns.order == .answersFirst { return }
    } else {
      answers.turns.end(into: &catalog)
    }
    let record = catalog.add(path: name, uuid: nil, tie: nil, line: number)
    tellFolder(of: name, &catalog)
    catalog.note(.refused, line: number, record: record, excerpt: text.extracting(message))
  }

  private func addUnusable(
    _ path: Range<Int>, _ value: Range<Int>, _ number: Int, _ text: Span<UInt8>,
    into catalog: inout Catalog
  ) {
    let name = text.extracting(path)
    let record = catalog.add(path: name, uuid: nil, tie: nil, line: number)
    tellFolder(of: name, &catalog)
    catalog.add(unusable: text, value, beside: path, line: number, record: record)
  }

  private func addPath(
    _ path: Span<UInt8>, _ number: Int, _ kind: Note.Kind, into catalog: inout Catalog
  ) {
    let record = catalog.add(path: path, uuid: nil, tie: nil, line: number)
    tellFolder(of: path, &catalog)
    catalog.note(kind, line: number, record: record)
  }

  /// Says in which folder the last statement's path is, if the session says and the path does not.
  @inline(__always)
  private func tellFolder(of path: Span<UInt8>, _ catalog: inout Catalog) {
    guard let folder = folder.path, !path.isEmpty, path[0] != UInt8(ascii: "/"),
      path[0] != UInt8(ascii: "[")
    else { return }
    catalog.tell(folder: folder.bytes.span)
  }
}
