import NmemModel

/// Reads free text: what an administrator pasted from a terminal, or a list of paths and UUIDs.
///
/// A UUID belongs to the path on its own line, else to the path just above it: a line that is only a
/// path, or the file that a `vmkfstools -J getuuid` command asked about; see ``Tie``. No UUID is ever
/// lent to another path.
struct SessionForm {
  private let file: ByteString

  /// The path that a UUID without one gets: that of the VMDK which a `.uuid` file is named after.
  private let namesake: ByteString?

  private var tie = Tie()
  private var folder = WorkingFolder()
  private var namelessAnswers: [Source] = []

  /// The sightings that put a UUID to the name above, since a line was neither: of names without a command, so
  /// that they may have stood behind their answers.
  private var run: [Int] = []
  private var isBehindAnswer = false
  /// The lines of those answers that have names above, but not in turn.
  private var tornAnswers: Set<Int> = []

  init(file: ByteString) {
    self.file = file
    namesake = VMDKFileName.namesake(ofFile: file)
  }

  /// Reads the next line.
  mutating func read(_ line: Span<UInt8>, number: Int, into findings: inout Findings) {
    let known = findings.sightings.count
    readLine(line, number: number, into: &findings)
    keepOtherUUIDs(of: line, number, besides: known, into: &findings)
  }

  /// Keeps the UUIDs of VMware disks on a line that were not understood: whose they are cannot be told,
  /// but they must not be overlooked. `known` is the number of sightings before the line.
  private func keepOtherUUIDs(
    of line: Span<UInt8>, _ number: Int, besides known: Int, into findings: inout Findings
  ) {
    let uuids = UUIDText.vmwareUUIDs(in: line)
    // Comments count for nothing, what a shell traces it prints again, and `ddb.uuid.image` is another
    // id.
    guard !uuids.isEmpty, !line[line.trimmed(line.range).lowerBound].isOne(of: "#+"),
      line.firstRange(of: "ddb.uuid.", in: line.range) == nil
    else { return }
    var said = findings.sightings[known...].filter { $0.source.line == number }.compactMap(\.uuid)
    let source = Source(file: file, line: number)
    for uuid in uuids {
      if let index = said.firstIndex(of: uuid) {
        said.remove(at: index)
        continue
      }
      findings.addStray(uuid, source)
    }
  }

  private mutating func readLine(
    _ line: Span<UInt8>, number: Int, into findings: inout Findings
  ) {
    let source = Source(file: file, line: number)
    let kind = SessionLine(line)
    switch kind {
    // A blank line behind an answer shows that the name stands before it.
    case .blank: if isBehindAnswer { run = [] }
    case .path, .answer(.above, _): break
    default: run = []
    }
    isBehindAnswer = false
    switch kind {
    case .question, .other:
      folder.read(line, line.withoutTerminalSequences(line.range), number: number)
    default: break
    }
    func waiting(_ path: ByteString, isQuestion: Bool) -> Tie.Waiting {
      Tie.Waiting(path: path, folder: folder.path, source: source, isQuestion: isQuestion)
    }
    switch kind {
    case .blank:
      break
    case .question(.file(let path)):
      giveUp(tie.add(question: waiting(path, isQuestion: true)), into: &findings)
    case .question(.variable):
      giveUp(tie.cut(), into: &findings)
    case .question(.unclear):
      giveUp(tie.cut(leavingBroken: true), into: &findings)
    case .path(let path):
      tie.add(path: waiting(path, isQuestion: false))
    case .answer(.path(let path), let text):
      giveUp(tie.cut().filter { $0.path != path }, into: &findings)
      answer(path, in: folder.path, line, text, source, into: &findings)
    case .answer(.above, let text):
      var owner: Tie.Waiting?
      switch tie.answer() {
      case .owner(let waiting): owner = waiting
      case .none: break
      case .torn(let inVain):
        giveUp(inVain, into: &findings)
        tornAnswers.insert(number)
      }
      isBehindAnswer = true
      if owner?.isQuestion == false { run.append(findings.sightings.count) }
      answer(
        owner?.path, in: owner?.folder, isSure: owner?.isQuestion ?? false, line, text, source,
        into: &findings)
    case .answer(.unknown, let text):
      giveUp(tie.cut(), into: &findings)
      answer(nil, in: nil, line, text, source, into: &findings)
    case .commentedOut:
      giveUp(tie.cut(), into: &findings)
      findings.problems.append(
        Problem(
          source,
          "this line is commented out or traced and was not used; take off the # or + if it counts")
      )
    case .cutShort:
      giveUp(tie.cut(leavingBroken: true), into: &findings)
      findings.problems.append(
        Problem(
          source,
          """
          this looks like a UUID that was cut short, \(line.excerpt(line.trimmed(line.range))): \
          make the window wider, or export as CSV
          """))
    case .refusal(let path, let message):
      giveUp(tie.cut(), into: &findings)
      refuse(waiting(path, isQuestion: false), line.excerpt(message), into: &findings)
    case .other:
      let reply = line.excerpt(line.trimmed(line.range))
      giveUp(tie.cut(), reply: reply, into: &findings)
    }
  }

  /// A line of another form, or one that cannot be read: nothing is tied across it. What cannot be
  /// read may have been a name, or an answer.
  mutating func interrupt(isUnreadable: Bool = false, into findings: inout Findings) {
    run = []
    giveUp(tie.cut(leavingBroken: isUnreadable), into: &findings)
  }

  /// A line of a block that may be a name for the next line: nothing is tied across it, and what does not
  /// take turns before it does not behind it.
  mutating func interruptByName(into findings: inout Findings) {
    run = []
    giveUp(tie.cut(leavingBroken: tie.isBroken), into: &findings)
  }

  /// Is told of a path that the next line answers to.
  mutating func expectAnswer(to path: ByteString, number: Int) {
    tie.add(
      path: Tie.Waiting(
        path: path, folder: folder.path, source: Source(file: file, line: number),
        isQuestion: false))
  }

  /// Whether a path waits for its UUID.
  var isWaiting: Bool { !tie.waiting.isEmpty }

  /// Whether no line before has a say in whose UUID the next one tells.
  var isIdle: Bool { tie.isIdle }

  /// What a line says that is a path and its UUID.
  func sighting(of path: ByteString, _ uuid: DiskUUID, _ source: Source) -> Sighting {
    Sighting(path: path, folder: folder.path, uuid: uuid, source: source)
  }

  /// Ends the file.
  mutating func finish(into findings: inout Findings) {
    if let last = tie.waiting.last, !last.isQuestion, !VMDKFileName.isExtent(last.path) {
      findings.tear(run, last.source)
    }
    giveUp(tie.cut(), into: &findings)
    guard let namesake, namelessAnswers.count == 1 else {
      for source in namelessAnswers {
        let isTorn = source.line.map(tornAnswers.contains) ?? false
        findings.problems.append(
          Problem(
            source,
            isTorn
              ? """
              whose UUID this is cannot be told, since names and answers do not take turns above: \
              keep the host's errors in the list (2>&1), or use nmemid collect
              """
              : "no path stands with this UUID: put the VMDK's path before it, or on the line above"
          ))
      }
      return
    }
    for index in findings.sightings.indices
    where findings.sightings[index].path == nil
      && findings.sightings[index].source == namelessAnswers[0]
    {
      findings.sightings[index].path = namesake
      findings.sightings[index].isPathLocal = true
    }
  }

  private mutating func answer(
    _ path: ByteString?, in folder: ByteString?, isSure: Bool = false, _ line: Span<UInt8>,
    _ text: Range<Int>,
    _ source: Source, into findings: inout Findings
  ) {
    let reading = UUIDText(line, text)
    guard case .uuid(let uuid) = reading else {
      // A UUID with more behind it may well be the right one: as a candidate it casts its doubt. One with
      // more before it is another's.
      let embedded = UUIDText.leading(line, text)
      if path ?? namesake != nil || embedded != nil {
        findings.sightings.append(
          Sighting(
            path: path ?? namesake, isPathLocal: path == nil && namesake != nil, folder: folder,
            uuid: embedded, source: source))
      }
      findings.problems.append(
        reading.problem(source, path: path, excerpt: line.excerpt(text)))
      return
    }
    if path == nil { namelessAnswers.append(source) }
    findings.sightings.append(
      Sighting(
        path: path, folder: folder, isFolderSure: isSure, uuid: uuid, source: source))
  }

  private func refuse(
    _ waiting: Tie.Waiting, _ excerpt: String, into findings: inout Findings
  ) {
    findings.sightings.append(
      Sighting(path: waiting.path, folder: waiting.folder, uuid: nil, source: waiting.source))
    findings.problems.append(
      Problem(
        waiting.source, "no UUID of \(waiting.path.lossyText): the host says \(excerpt)"))
  }

  /// Keeps the paths that waited in vain; `reply` is what came instead, if anything did.
  private func giveUp(
    _ inVain: [Tie.Waiting], reply: String? = nil, into findings: inout Findings
  ) {
    for waiting in inVain where waiting.isQuestion || !VMDKFileName.isExtent(waiting.path) {
      if waiting.isQuestion, let reply {
        refuse(waiting, reply, into: &findings)
      } else {
        findings.sightings.append(
          Sighting(path: waiting.path, folder: waiting.folder, uuid: nil, source: waiting.source))
      }
    }
  }
}
