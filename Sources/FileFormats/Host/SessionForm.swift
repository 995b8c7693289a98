import NmemModel

/// Reads free text: what an administrator pasted from a terminal, or a list of paths and UUIDs.
///
/// A UUID belongs to the path on its own line; or to the one VMDK that the command above names, if one answer
/// follows it; or to the name above, if names and answers take turns (``Turns``). No UUID is ever lent to
/// another path.
struct SessionForm: HostForm {
  let wants: Marks = []
  let isOpen = true

  private let file: ByteString
  private var turns = Turns()
  private var folder = WorkingFolder()
  private var owner: AnswerOwner?
  /// Whether the last command named several VMDKs, so no answer can be distinguished from another.
  private var isOwnerUnclear = false
  /// Whether no blank line has come since the last command.
  private var isOwnerNear = false
  /// The same since its answer.
  private var isAnswerNear = false
  private var descriptor: Descriptor?
  private var descriptorCount = 0
  /// Whether the line above the descriptor has a path that could not be read.
  private var isDescriptorBelowPath = false
  private var isAtStart = true
  /// The last line that is a statement, or a command.
  private var lastUnderstood = 0
  /// The last answer, if it belongs to no name above it.
  private var looseAnswer: Turns.Answer?
  /// Whether the shell has traced a command: `+ vmkfstools -J getuuid a.vmdk`.
  private var isTracing = false

  init(file: ByteString) {
    self.file = file
    // A file that is named after its VMDK holds its answer.
    let isDescriptor = file.hasSuffix(ignoringCase: ".vmdk")
    if let path = VMDKFileName.disk(ofUUIDFile: file) ?? (isDescriptor ? file : nil) {
      owner = AnswerOwner(path: path.bytes, line: 0)
      owner?.isFile = true
    }
  }

  mutating func read(_ line: Line, of text: Span<UInt8>, into catalog: inout Catalog) -> Bool {
    if readDescriptor(line, text, into: &catalog) { return true }
    if isAtStart, !line.range.isEmpty { isAtStart = false }
    let wasWrapped = line.isContinued
    switch SessionLine(line, text) {
    case .statement(let path, let uuid):
      if turns.isOpen { turns.end(into: &catalog) }
      if wasWrapped, !PathText.hasRoot(text, at: path.lowerBound) {
        return addUntied(
          uuid, text.extracting(0..<0), .wrapped, line.number - 1, line.number, &catalog)
      }
      catalog.add(path: text.extracting(path), uuid: uuid, tie: .line, line: line.number)
      // What a command prints that names others is a list.
      if let owner, !owner.isFile, !owner.hasAnswer, !owner.names(text.extracting(path)) {
        self.owner?.isConfused = true
      }
      lastUnderstood = line.number
      tellFolder(of: text.extracting(path), &catalog)
    case .blank:
      turns.end(into: &catalog)
      (isOwnerNear, isAnswerNear) = (false, false)
    case .command(let command):
      lastUnderstood = line.number
      read(command, line, text, into: &catalog)
      readAnswers(behind: line, text, into: &catalog)
    case .header(let path):
      begin(owner: AnswerOwner(path: text.bytes(path), line: line.number), into: &catalog)
    case .name(let path):
      readName(text.extracting(path), line.number, isRest: wasWrapped, into: &catalog)
    case .answer(_, let uuid?):
      lookAbove(line)
      give(Turns.Answer(uuid: uuid, line: line.number), into: &catalog)
    case .otherUUID(let uuid):
      // Where one is asked for, it is the answer all the same: a disk can be given any UUID.
      lookAbove(line)
      if hasOwner {
        give(Turns.Answer(uuid: uuid, line: line.number), into: &catalog)
      } else {
        if UUIDText.all(in: text, line.range).isEmpty {
          catalog.add(doubtful: uuid, line: line.number)
        }
        readOther(line, text, into: &catalog)
      }
    case .answer(let value, nil):
      readUnusable(value, line.number, text, into: &catalog)
    case .unusable(let path, let value):
      turns.end(into: &catalog)
      addUnusable(path, value, line.number, text, into: &catalog)
    case .refusal(let path, let message):
      refuse(path, message, line.number, text, into: &catalog)
    case .untied(let found, let beside):
      turns.end(into: &catalog)
      // It may be the command's answer, and the next one be another's.
      if owner?.isFile == false { owner?.isConfused = true }
      add(found, beside: beside, line.number, text, into: &catalog)
      for uuid in found {
        catalog.note(.notTied, line: line.number, excerpt: Array(uuid.uuid.description.utf8).span)
      }
      // It may be an answer whose line was cut, or to which the end of another was joined.
      if line.pathCount == 0 { turns.begin(brokenAt: line.number, into: &catalog) }
    case .cutShort(let beside):
      if let beside {
        addPath(text.extracting(beside), line.number, .cutShort, into: &catalog)
      } else {
        catalog.note(.cutShort, line: line.number)
      }
      turns.end(into: &catalog)
      turns.begin(brokenAt: line.number, into: &catalog)
    case .commentedOut(let found, let beside):
      turns.end(into: &catalog)
      add(found, beside: beside, line.number, text, into: &catalog)
      catalog.note(.commentedOut, line: line.number)
    case .wrapped:
      if turns.isOpen, line.hasGluedPath { turns.begin(brokenAt: line.number, into: &catalog) }
      turns.end(into: &catalog)
    // The name is in the next line.
    case .other where SessionLine.isLabel(text, line.range): break
    case .other:
      readOther(line, text, into: &catalog)
    }
    return true
  }

  mutating func end(_ ending: Ending, into catalog: inout Catalog) {
    isAtStart = false
    endDescriptor(into: &catalog)
    turns.end(into: &catalog)
    switch ending {
    case .otherForm: break
    // What cannot be read may have been a name, or an answer.
    case .unreadable: turns.begin(brokenAt: 0, into: &catalog)
    case .file: closeOwner(into: &catalog)
    }
  }

  /// Whether all that was read is a descriptor.
  private(set) var isDescriptor = false

  // Descriptors

  private mutating func readDescriptor(
    _ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog
  ) -> Bool {
    if descriptor != nil {
      if descriptor?.read(line, text, into: &catalog) == true { return true }
      isDescriptor = false
      endDescriptor(into: &catalog)
    }
    guard line.marks.contains(.hash) || isAtStart,
      let next = Descriptor(line, text, atStartOf: isAtStart ? file : nil)
    else { return false }
    isDescriptor = isAtStart
    isAtStart = false
    descriptor = next
    isDescriptorBelowPath = line.isBelowPath && lastUnderstood != line.number - 1
    return descriptor?.read(line, text, into: &catalog) ?? false
  }

  private mutating func endDescriptor(into catalog: inout Catalog) {
    guard let descriptor else { return }
    self.descriptor = nil
    descriptorCount += 1
    if descriptorCount > 1, owner?.isFile == true { owner?.tellsOfSeveral(in: &catalog) }
    for uuid in descriptor.unattributed {
      catalog.add(uuid, isUntied: true)
      catalog.note(.notTied, line: uuid.line)
    }
    for answer in descriptor.complete {
      if owner == nil, !turns.isOpen, !isOwnerUnclear {
        catalog.add(answer, isUntied: isDescriptorBelowPath)
        catalog.note(.noPath, line: answer.line)
      } else {
        give(answer, into: &catalog)
      }
    }
    var record: Int?
    if descriptor.answers.isEmpty {
      let line = descriptor.unusable.first?.line ?? descriptor.firstLine
      record =
        owner != nil
        ? owner?.refuse(line: line, into: &catalog)
        : turns.addError(namingOther: false, line: line, into: &catalog)
      if record == catalog.count - 1, let size = descriptor.size { catalog.tell(size: size) }
      if descriptor.unusable.isEmpty {
        catalog.note(.descriptorWithoutUUID, line: descriptor.firstLine, record: record)
      }
    }
    for (text, line) in descriptor.unusable {
      // A whole one may be in there.
      add(
        UUIDText.all(in: text.span, text.span.range), beside: nil, line, text.span, into: &catalog)
      catalog.note(
        unusable: UUIDText(text.span, text.span.range), line: line, record: record,
        excerpt: text.span)
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
      if looseAnswer?.line == line.number - 1 { next?.above = looseAnswer?.uuid }
    }
    // A path that is not the command's was joined to it: the UUID above, or below, may be that one's.
    let hidesPath = line.pathCount > command.pathCount && next == nil
    if hidesPath {
      if turns.isOpen { turns.begin(brokenAt: line.number, into: &catalog) }
      turns.leaveName()
    }
    begin(owner: next, into: &catalog)
    if hidesPath { turns.leaveName() }
    isOwnerUnclear =
      command.isUnclear || next == nil && command.loop == nil && command.namesSeveral
    turns.order = command.loop ?? .namesFirst
    // A UUID below it is not what it printed.
    if command.onlyPrints { turns.leaveName() }
  }

  /// Reads the UUIDs in a command's own line: its answer, if nothing has ended the line; else they are not said.
  private mutating func readAnswers(
    behind line: Line, _ text: Span<UInt8>, into catalog: inout Catalog
  ) {
    let found = UUIDText.all(in: text, line.range).filter {
      $0.isOfDisk && !PathText.isInPath(text, $0.range)
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
    if found.count == 1, first.isWhole, owner?.asks == true, first.range.lowerBound > question {
      return give(Turns.Answer(uuid: first.uuid, line: line.number), into: &catalog)
    }
    for uuid in found {
      catalog.add(Turns.Answer(uuid: uuid.uuid, line: line.number), isUntied: true)
    }
    catalog.note(.notTied, line: line.number)
  }

  private mutating func begin(owner next: AnswerOwner?, into catalog: inout Catalog) {
    turns.end(into: &catalog)
    turns.order = .namesFirst
    closeOwner(into: &catalog)
    owner = next
    isOwnerUnclear = false
    isOwnerNear = true
  }

  private mutating func closeOwner(into catalog: inout Catalog) {
    owner?.close(into: &catalog)
    owner = nil
  }

  // Names and answers

  /// Looks whether an answer without a name is below a path that belongs to no other: one that was not understood, or
  /// what another form has read.
  private mutating func lookAbove(_ line: Line) {
    if line.isBelowPath, !turns.isOpen, lastUnderstood != line.number - 1 { turns.leaveName() }
  }

  /// Whether another name stands between the command and what comes next.
  private var isOwnerPassed: Bool { turns.isWaiting || owner?.isConfused ?? false }

  /// Whether a path is known that the next answer belongs to.
  private var hasOwner: Bool { owner != nil || turns.isWaiting }

  private mutating func readName(
    _ path: Span<UInt8>, _ number: Int, isRest: Bool, into catalog: inout Catalog
  ) {
    if VMDKFileName.isExtent(path, path.range) {
      return turns.passOverExtent(into: &catalog)
    }
    if isRest, !PathText.hasRoot(path, at: 0) {
      catalog.note(.wrapped, line: number - 1)
      turns.leaveName()
      return turns.begin(brokenAt: number, into: &catalog)
    }
    if let again = looseAnswer, again.line == number - 1, let uuid = again.uuid,
      owner?.hasOnly(uuid) == true
    {
      // The answer once more, which may be that of the name.
      catalog.add(untied: uuid, beside: path, line: number)
    }
    if owner?.isFile == false, owner?.names(path) == false {
      // What a command prints that names others is a list.
      let isOver = owner.map { $0.hasAnswer ? !isAnswerNear : !$0.asks } ?? true
      if isOver { closeOwner(into: &catalog) } else { owner?.isConfused = true }
    }
    turns.add(name: path, in: folder.path?.bytes, line: number, into: &catalog)
  }

  private mutating func readUnusable(
    _ value: Range<Int>, _ number: Int, _ text: Span<UInt8>, into catalog: inout Catalog
  ) {
    // What is no UUID stands for the answer all the same.
    let record: Int?
    if owner != nil, !isOwnerPassed {
      record = owner?.refuse(line: number, into: &catalog)
    } else {
      record = turns.addError(namingOther: false, line: number, into: &catalog)
      if record == nil {
        turns.end(into: &catalog)
        turns.begin(brokenAt: number, into: &catalog)
      }
    }
    // One with more after it may well be the right one: as a candidate it casts its doubt.
    add(UUIDText.all(in: text, value), beside: nil, number, text, into: &catalog)
    catalog.note(
      unusable: UUIDText(text, value), line: number, record: record,
      excerpt: text.extracting(value))
  }

  private mutating func give(_ answer: Turns.Answer, into catalog: inout Catalog) {
    looseAnswer = owner.map(\.hasAnswer) ?? !turns.isWaiting ? answer : nil
    if let owner, isOwnerPassed {
      if owner.isConfused {
        turns.leaveName()
        turns.begin(brokenAt: answer.line, into: &catalog)
        if isOwnerNear { self.owner?.doubt(into: &catalog) }
      }
      return turns.add(answer, into: &catalog)
    }
    if owner != nil {
      owner?.take(answer, into: &catalog)
      isAnswerNear = true
    } else if isOwnerUnclear {
      catalog.add(answer, isUntied: true)
      catalog.note(.notTied, line: answer.line)
    } else {
      turns.add(answer, into: &catalog)
    }
  }

  /// A line of another kind: an error in place of an answer, or the end of a block.
  private mutating func readOther(
    _ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog
  ) {
    folder.read(text, line.range, prompt: nil, number: line.number)
    let named = line.pathEnd.flatMap {
      PathText.path(endingAt: $0, of: text, in: line.range, line.marks)
    }
    if owner?.isFile == false {
      // It may be another name, which nobody can read.
      if line.pathCount > 0, named == nil { owner?.isConfused = true }
      owner?.hear(text.extracting(line.range), about: text.extracting(named ?? 0..<0))
    }
    addOthers(line, text, beside: named, into: &catalog)
    // A name of the block that nobody can read.
    if turns.isOpen, line.hasGluedPath || line.pathCount > 0 && named == nil {
      turns.begin(brokenAt: line.number, into: &catalog)
    }
    guard turns.isWaiting || turns.order == .answersFirst,
      turns.order == .answersFirst || line.pathCount > 0 || SessionLine.isError(text, line.range)
    else {
      // An error in a block whose lines do not belong together is no end of it.
      let isWithin = turns.isBroken && (line.pathCount > 0 || SessionLine.isError(text, line.range))
      // The UUID next to it may be that of the path, which nobody can read.
      let hasPath = line.pathCount > 0 || line.hasGluedPath
      if hasPath { turns.leaveName() }
      if !isWithin { turns.end(into: &catalog) }
      if hasPath { turns.leaveName() }
      return
    }
    if line.pathCount > 0 { turns.leaveName() }
    let isOther = named.map { !turns.waits(for: text.extracting($0)) } ?? false
    if let record = turns.addError(namingOther: isOther, line: line.number, into: &catalog) {
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
    add(found, beside: path, line.number, text, into: &catalog)
    if found.contains(where: \.isOfDisk) { catalog.note(.notTied, line: line.number) }
  }

  private mutating func refuse(
    _ path: Range<Int>, _ message: Range<Int>, _ number: Int, _ text: Span<UInt8>,
    into catalog: inout Catalog
  ) {
    let name = text.extracting(path)
    if turns.isWaiting || turns.order == .answersFirst {
      let isOther = !turns.waits(for: name)
      if let record = turns.addError(namingOther: isOther, line: number, into: &catalog) {
        catalog.note(.refused, line: number, record: record, excerpt: text.extracting(message))
        return
      }
      if !isOther || turns.order == .answersFirst { return }
    } else {
      turns.end(into: &catalog)
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
    add(UUIDText.all(in: text, value), beside: path, number, text, into: &catalog)
    catalog.note(
      unusable: UUIDText(text, value), line: number, record: record,
      excerpt: text.extracting(value))
  }

  /// Adds UUIDs that no path is tied to. Those that the text does not call a disk's may be another thing's.
  private func add(
    _ found: [UUIDText.Found], beside path: Range<Int>?, _ number: Int, _ text: Span<UInt8>,
    into catalog: inout Catalog
  ) {
    let path = text.extracting(path ?? 0..<0)
    for found in found {
      if found.isOfDisk {
        catalog.add(untied: found.uuid, beside: path, line: number)
      } else {
        catalog.add(doubtful: found.uuid, beside: path, line: number)
      }
    }
  }

  private func addPath(
    _ path: Span<UInt8>, _ number: Int, _ kind: Note.Kind, into catalog: inout Catalog
  ) {
    let record = catalog.add(path: path, uuid: nil, tie: nil, line: number)
    tellFolder(of: path, &catalog)
    catalog.note(kind, line: number, record: record)
  }

  private func addUntied(
    _ uuid: DiskUUID, _ path: Span<UInt8>, _ kind: Note.Kind, _ noted: Int, _ number: Int,
    _ catalog: inout Catalog
  ) -> Bool {
    catalog.add(untied: uuid, beside: path, line: number)
    catalog.note(kind, line: noted)
    catalog.note(.notTied, line: number)
    return true
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

extension Catalog {
  /// Notes that a text is no UUID which should be that of a VMDK.
  mutating func note(
    unusable reading: UUIDText, line: Int, record: Int?, excerpt: Span<UInt8>
  ) {
    if case .wrongLength(let bytes) = reading {
      note(.wrongLength, line: line, number: bytes, record: record, excerpt: excerpt)
    } else {
      note(.notUUID, line: line, record: record, excerpt: excerpt)
    }
  }
}
