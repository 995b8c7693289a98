import NmemModel

/// Reads a file of text in the form that its first line shows.
struct TextForms: LineReader {
  private let file: ByteString
  private var session: SessionForm?
  private var descriptor: DescriptorForm?
  private var findings = Findings()

  init(file: ByteString) {
    self.file = file
  }

  /// Whether the text is a VMDK's descriptor, as far as it was read.
  var isDescriptor: Bool { descriptor != nil && session == nil }

  mutating func read(_ line: Span<UInt8>, number: Int) {
    // A terminal goes back to the start of the line with a CR, and writes over it.
    var start = 0
    let end = line.trimming(line.range) { $0 == 0x0D }.upperBound
    while let next = line.firstIndex(in: start..<end, where: { $0 == 0x0D }) {
      readPart(line.extracting(start..<next), number)
      start = next + 1
    }
    readPart(line.extracting(start..<max(start, end)), number)
  }

  private mutating func readPart(_ line: Span<UInt8>, _ number: Int) {
    if session == nil && descriptor == nil {
      guard !line.trimmed(line.range).isEmpty else { return }
      if DescriptorForm.starts(with: line, of: file) {
        descriptor = DescriptorForm(file: file)
      } else {
        session = SessionForm(file: file)
      }
    }
    if session == nil, descriptor?.read(line, number: number) == false {
      // Something else follows the descriptor, so this is not the VMDK's own file.
      descriptor?.finish(path: nil, into: &findings)
      session = SessionForm(file: file)
    }
    session?.read(line, number: number, into: &findings)
  }

  mutating func skipTooLongLine(number: Int) {
    session?.skipLine(into: &findings)
    findings.problems.append(
      Problem(
        Source(file: file, line: number),
        "the line is longer than \(LineSplitter.longestLine) bytes and was not read"))
  }

  /// Ends the file and returns all that it says.
  mutating func finish() -> Findings {
    if isDescriptor { descriptor?.finish(path: file == "-" ? nil : file, into: &findings) }
    session?.finish(into: &findings)
    if findings.sightings.isEmpty && findings.problems.isEmpty {
      let isEmpty = session == nil && descriptor == nil
      findings.isForeign = true
      findings.problems.append(
        Problem(
          Source(file: file),
          """
          \(isEmpty ? "the file is empty" : "nothing in the file was understood"): expected the \
          UUIDs of VMDKs, such as what vmkfstools -J getuuid prints, or a VMDK's descriptor
          """))
    }
    return findings
  }
}
