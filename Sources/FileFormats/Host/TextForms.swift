import NmemModel

/// Reads a file of text. A VMDK's descriptor takes the whole file; all other forms are told from each
/// other line by line, since administrators paste them one behind the other.
struct TextForms: TextReader {
  private let file: ByteString
  private let interest: Interest?
  private var descriptor: DescriptorForm?
  private var isScript = false
  private var hasBinaryLines = false
  /// Whether there is JSON about the DIMMs of a guest.
  private var hasDIMMs = false
  /// Whether something was found that is not a descriptor.
  private var isMixed = false
  private var collected: CollectForm
  private var table: CSVForm
  private var machine: VMXForm
  private var devices: DeviceListForm
  private var block = PropertyBlock()
  private var session: SessionForm
  private var findings = Findings()

  /// A reader of a file. What does not concern the interest, if there is one, may be passed over.
  init(file: ByteString, interest: Interest? = nil) {
    self.file = file
    self.interest = interest
    collected = CollectForm(file: file)
    table = CSVForm(file: file)
    machine = VMXForm(file: file)
    devices = DeviceListForm(file: file)
    session = SessionForm(file: file)
  }

  /// Whether the text is a VMDK's descriptor, as far as it was read.
  var isDescriptor: Bool { descriptor != nil && !isMixed }

  mutating func read(_ line: Span<UInt8>, number: Int) {
    guard line.firstIndex(in: line.range, where: { $0 == 0 }) == nil else {
      return skipBinaryLine(number: number)
    }
    // The byte order mark in the middle of a file is the start of another one.
    var start = line.hasPrefix([0xEF, 0xBB, 0xBF]) ? 3 : 0
    // A terminal goes back to the start of the line with a CR, and writes over it.
    let end = line.trimming(line.range) { $0 == 0x0D }.upperBound
    while let next = line.firstIndex(in: start..<end, where: { $0 == 0x0D }) {
      readPart(line.extracting(start..<next), number)
      start = next + 1
    }
    readPart(line.extracting(start..<max(start, end)), number)
  }

  mutating func readPlainLines(
    of chunk: Span<UInt8>, from start: Int, number: Int
  ) -> (count: Int, end: Int) {
    // Else what came before, or the file as a whole, may have a say in what such a line means.
    guard isMixed, !isScript, table.isIdle, block.isIdle, session.isIdle else { return (0, start) }
    var (count, end) = (0, start)
    var path = start..<start
    while let line = PlainLine(chunk, at: end, after: path, inCollectedList: collected.isOpen) {
      take(line, of: chunk, number + count)
      count += 1
      end = line.end
      path = line.path
    }
    return (count, end)
  }

  private mutating func take(_ line: PlainLine, of chunk: Span<UInt8>, _ number: Int) {
    if let interest, !interest.contains(line.uuid),
      let keys = PathKeys(chunk, path: line.path), !interest.contains(keys)
    {
      findings.passedOver.append(line.uuid, keys)
      if line.isCollected { collected.passOver() }
      return
    }
    let path = ByteString(chunk.bytes(line.path))
    let source = Source(file: file, line: number)
    if line.isCollected {
      collected.add(path, line.uuid, size: line.size, source, into: &findings)
    } else {
      findings.sightings.append(session.sighting(of: path, line.uuid, source))
    }
  }

  private mutating func readPart(_ line: Span<UInt8>, _ number: Int) {
    if isScript { return }
    if !isMixed && descriptor == nil {
      guard !line.trimmed(line.range).isEmpty else { return }
      if DescriptorForm.starts(with: line, of: file) {
        descriptor = DescriptorForm(file: file)
      } else if Self.startsScript(line) {
        isScript = true
      } else {
        isMixed = true
      }
    }
    if !isMixed, descriptor?.read(line, number: number, into: &findings) == false {
      // Something else follows the descriptor, so this is not the VMDK's own file.
      descriptor?.finish(path: nil, into: &findings)
      isMixed = true
    }
    if isMixed { readMixed(line, number) }
  }

  /// Whether a file that starts so is a script, as of `nmemid collect`, and not what it prints. A VMX
  /// may start like one.
  private static func startsScript(_ line: Span<UInt8>) -> Bool {
    line.hasText("#!", at: 0) && line.firstRange(of: "vmware", in: line.range) == nil
  }

  /// Reads a line of any form but a descriptor.
  private mutating func readMixed(_ line: Span<UInt8>, _ number: Int) {
    if let start = collected.beginOfNext(in: line, number: number) {
      readMixed(line.extracting(0..<start), number)
      return readMixed(line.extracting(start..<line.count), number)
    }
    if collected.read(line, number: number, into: &findings) { return interrupt() }
    switch table.read(line, number: number, into: &findings) {
    case .taken: interrupt()
    case .other: readOutsideTable(line, number)
    case .unclosed(let lines): readAgain(lines)
    }
  }

  /// Reads lines that were taken for one row of a table and are none.
  private mutating func readAgain(_ lines: [(text: ByteString, number: Int)]) {
    for (index, line) in lines.enumerated() {
      if index == 0 {
        readOutsideTable(line.text.bytes.span, line.number)
      } else {
        readMixed(line.text.bytes.span, line.number)
      }
    }
  }

  private mutating func readOutsideTable(_ line: Span<UInt8>, _ number: Int) {
    if machine.read(line, number: number, into: &findings) { return interrupt() }
    if !block.takes(line) {
      releaseLoneUUID()
    } else if block.loneUUID != nil, session.isWaiting {
      // It may be the answer to the line above, or belong to what follows.
      block.isTorn = true
    }
    if !endsLonePath(line), block.read(line, number: number, in: file, into: &findings) {
      if block.lonePath != nil {
        session.interruptByName(into: &findings)
      } else if block.loneUUID == nil {
        session.interrupt(into: &findings)
      }
      return
    }
    session.read(line, number: number, into: &findings)
  }

  /// Hands a UUID that no property follows to the session: it may be the answer to the line above.
  private mutating func releaseLoneUUID() {
    // After others of its kind, it shows that one of these lacks something.
    guard !block.isInRun, let (value, number) = block.loneUUID else { return }
    block = PropertyBlock()
    session.read(("UUID: " + value).bytes.span, number: number, into: &findings)
  }

  /// Makes a lone `File: a.vmdk` the name that the next line, `UUID is …`, answers to. Returns whether
  /// this is the case.
  private mutating func endsLonePath(_ line: Span<UInt8>) -> Bool {
    guard let (path, number) = block.lonePath, !block.takes(line),
      SessionLine.isAnswerToLineAbove(line)
    else { return false }
    block = PropertyBlock()
    session.expectAnswer(to: path, number: number)
    return true
  }

  /// Ends a row of a table that something else comes upon.
  private mutating func closeTable() {
    while case let lines = table.finish(into: &findings), !lines.isEmpty { readAgain(lines) }
  }

  /// Ends what cannot go on across a line of another form.
  private mutating func interrupt() {
    releaseLoneUUID()
    block.finish(in: file, into: &findings)
    session.interrupt(into: &findings)
  }

  /// A line with NULs in it. One problem tells of all.
  private mutating func skipBinaryLine(number: Int) {
    interruptUnreadably()
    guard !hasBinaryLines else { return }
    hasBinaryLines = true
    findings.isCutOff = true
    findings.problems.append(
      Problem(
        Source(file: file, line: number),
        """
        binary data, or UTF-16 among UTF-8, starts in this line and was not read: save it by itself
        """))
  }

  private mutating func interruptUnreadably() {
    closeTable()
    releaseLoneUUID()
    block.finish(in: file, into: &findings)
    session.interrupt(isUnreadable: true, into: &findings)
  }

  mutating func skipTooLongLine(number: Int) {
    interruptUnreadably()
    // It may name the very VMDK that matters.
    findings.isCutOff = true
    findings.problems.append(
      Problem(
        Source(file: file, line: number),
        "the line is longer than \(TextSplitter.longestLine) bytes and was not read"))
  }

  mutating func beginDocument(line: Int) {
    if isDescriptor { descriptor?.finish(path: nil, into: &findings) }
    isMixed = true
    closeTable()
    interrupt()
  }

  mutating func begin(_ container: JSONContainer, key: ByteString?, line: Int) {
    devices.begin(container, key: key, line: line)
  }

  mutating func scalar(_ value: JSONScalar, key: ByteString?, line: Int) {
    if key == "dev", case .string(let name) = value, deviceName(name).hasPrefix("nmem") {
      hasDIMMs = true
    }
    devices.scalar(value, key: key, line: line)
  }

  mutating func end(_ container: JSONContainer, line: Int) {
    devices.end(container, line: line)
  }

  mutating func endDocument(line: Int, failure: String?) {
    findings.append(devices.finish())
    guard let failure else { return }
    findings.isCutOff = true
    findings.problems.append(
      Problem(
        Source(file: file, line: line),
        "the JSON above goes wrong here: \(failure); was it cut off? Export it again"))
  }

  /// Ends the file and returns all that it says.
  mutating func finish() -> Findings {
    if isDescriptor { descriptor?.finish(path: file == "-" ? nil : file, into: &findings) }
    closeTable()
    releaseLoneUUID()
    block.finish(in: file, into: &findings)
    collected.finish(into: &findings)
    machine.finish(into: &findings)
    session.finish(into: &findings)
    if findings.isEmpty && !findings.isPathList {
      findings.isForeign = true
      findings.problems.append(
        Problem(
          Source(file: file),
          """
          \(whatItIs): expected the UUIDs of VMDKs, such as what vmkfstools -J getuuid prints, or \
          a VMDK's descriptor
          """))
    }
    return findings
  }

  private var whatItIs: String {
    if isScript { return "the file is a script" }
    if hasDIMMs { return "the file lists the DIMMs of a guest, as --guest takes it" }
    return isMixed || descriptor != nil
      ? "nothing in the file was understood" : "the file is empty"
  }
}
