import NmemModel

/// Reads what the script of `nmemid collect` prints: a first and a last line that it is known by, and
/// between them `path<tab>UUID is …<tab>size`, or `path<tab>failed: …<tab>`.
struct CollectForm {
  static let begin: StaticString = "# nmemid collect 1"
  private static let end: StaticString = "# nmemid collect end:"

  private let file: ByteString
  /// Where the list started that has not ended yet, if one has.
  private var start: Int?
  private var answers = 0
  private var failures = 0
  /// Which sighting the last line was.
  private var last: Int?

  init(file: ByteString) {
    self.file = file
  }

  /// Whether a list has begun and not ended.
  var isOpen: Bool { start != nil }

  /// Adds a line of which everything is known.
  mutating func add(
    _ path: ByteString, _ uuid: DiskUUID, size: UInt64?, _ source: Source,
    into findings: inout Findings
  ) {
    answers += 1
    last = findings.sightings.count
    findings.sightings.append(Sighting(path: path, uuid: uuid, size: size, source: source))
  }

  /// Counts a line that does not matter.
  mutating func passOver() {
    answers += 1
    last = nil
  }

  /// Where in a line a list begins that was appended to a file without a newline at its end; nil if none
  /// does. What stands before it is a line of its own; of a list that broke off there it may be all.
  mutating func beginOfNext(in line: Span<UInt8>, number: Int) -> Int? {
    guard !line.isEmpty, let found = line.firstRange(of: Self.begin, in: 1..<line.count),
      // A shell that traces the script (`sh -x`) prints it as well.
      line[0] != UInt8(ascii: "+")
    else { return nil }
    let isCutBegin = Self.begin.withUTF8Buffer { begin in
      begin.dropLast().starts(with: line.bytes(0..<found.lowerBound))
    }
    if isCutBegin && !isOpen { begin(number) }
    return found.lowerBound
  }

  private mutating func begin(_ number: Int) {
    (start, answers, failures, last) = (number, 0, 0, nil)
  }

  /// Reads the next line. Returns whether it is one of such a list.
  mutating func read(_ line: Span<UInt8>, number: Int, into findings: inout Findings) -> Bool {
    if line.hasText(Self.begin, at: 0) {
      finish(into: &findings)
      begin(number)
      return true
    }
    let source = Source(file: file, line: number)
    guard start != nil else {
      guard line.hasText(Self.end, at: 0) else { return false }
      findings.isCutOff = true
      findings.problems.append(
        Problem(
          source,
          "the list that ends here has lost its first line, and may lack more; collect it again"))
      return true
    }
    if line.hasText(Self.end, at: 0) {
      if !checkEnd(line, source, into: &findings) { findings.isCutOff = true }
      start = nil
      return true
    }
    guard let tab = line.firstIndex(in: line.range, where: { $0 == 0x09 }),
      let nextTab = line.firstIndex(in: tab + 1..<line.count, where: { $0 == 0x09 }),
      let path = Self.unescaped(line, 0..<tab)
    else { return false }
    read(path, line, tab + 1..<nextTab, size: nextTab + 1..<line.count, source, into: &findings)
    return true
  }

  /// Ends the file. What has no last line was cut off, and may lack the very VMDK that matters.
  mutating func finish(into findings: inout Findings) {
    guard let line = start else { return }
    start = nil
    findings.isCutOff = true
    // The cut may have gone through the digits of a size.
    if let last { findings.sightings[last].size = nil }
    findings.problems.append(
      Problem(
        Source(file: file, line: line),
        "the list that starts here was cut off: its last line is missing; collect it again"))
  }

  private mutating func read(
    _ path: ByteString, _ line: Span<UInt8>, _ answer: Range<Int>, size: Range<Int>,
    _ source: Source, into findings: inout Findings
  ) {
    // A list that was edited may have lost a path, and its UUID counts all the same.
    var sighting = Sighting(path: path.isEmpty ? nil : path, uuid: nil, source: source)
    sighting.size = UInt64(String(decoding: line.bytes(line.trimmed(size)), as: UTF8.self))
    findings.addStrays(in: line.extracting(size), source)
    // Both are equally long.
    let (words, refusal): (StaticString, StaticString) = ("UUID is ", "failed: ")
    let text = answer.dropFirst(words.utf8CodeUnitCount)
    let reading = UUIDText(line, text)
    if line.hasText(words, at: answer.lowerBound), case .uuid(let uuid) = reading {
      sighting.uuid = uuid
      answers += 1
      if path.isEmpty {
        findings.problems.append(
          Problem(source, "the path of this UUID is missing; was the list edited? Collect it again")
        )
      }
    } else if line.hasText(refusal, at: answer.lowerBound) {
      failures += 1
      findings.problems.append(
        Problem(
          source,
          "no UUID of \(path.isEmpty ? "a file without a name" : path.lossyText): the host says \(line.excerpt(text))"
        ))
    } else {
      answers += 1
      sighting.uuid = UUIDText.leading(line, text) ?? UUIDText.leading(line, answer)
      findings.problems.append(
        reading.problem(source, path: path, excerpt: line.excerpt(answer)))
      for uuid in UUIDText.vmwareUUIDs(in: line) where uuid != sighting.uuid {
        findings.addStray(uuid, source)
      }
    }
    // A folder that could not be read is no VMDK.
    guard sighting.uuid != nil || path.hasSuffix(ignoringCase: ".vmdk") else { return }
    last = findings.sightings.count
    findings.sightings.append(sighting)
  }

  /// Compares the numbers that the last line tells, `3 VMDKs, 2 failed`, with those that were read.
  private func checkEnd(
    _ line: Span<UInt8>, _ source: Source, into findings: inout Findings
  ) -> Bool {
    let told = line.bytes(line.trimmed(Self.end.utf8CodeUnitCount..<line.count))
    let read = "\(answers) VMDKs, \(failures) failed"
    guard told != Array(read.utf8) else { return true }
    findings.problems.append(
      Problem(
        source,
        """
        this list should have \(ByteString(told).lossyText), and has \(read): lines were lost; \
        collect it again
        """))
    return false
  }

  /// A path as it was before the script wrote it: `\t`, `\n`, `\r`, `\xHH` and `\\` stand for one byte
  /// each; nil if it is none of the script's.
  private static func unescaped(_ line: Span<UInt8>, _ range: Range<Int>) -> ByteString? {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard line[index] == UInt8(ascii: "\\") else {
        result.append(line[index])
        index += 1
        continue
      }
      guard index + 1 < range.upperBound else { return nil }
      switch line[index + 1] {
      case UInt8(ascii: "\\"): result.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "x"):
        guard index + 3 < range.upperBound, let high = hexValue(line[index + 2]),
          let low = hexValue(line[index + 3])
        else { return nil }
        result.append(high << 4 | low)
        index += 2
      default: return nil
      }
      index += 2
    }
    return ByteString(result)
  }
}
