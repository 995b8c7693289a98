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

  mutating func read(_ line: Span<UInt8>, number: Int) {
    if session == nil && descriptor == nil {
      guard !line.trimmed(line.range).isEmpty else { return }
      if DescriptorForm.starts(with: line) {
        descriptor = DescriptorForm(file: file)
      } else {
        session = SessionForm(file: file)
      }
    }
    session?.read(line, number: number, into: &findings)
    descriptor?.read(line, number: number)
  }

  mutating func skipTooLongLine(number: Int) {
    findings.problems.append(
      Problem(
        Source(file: file, line: number),
        "the line is longer than \(LineSplitter.longestLine) bytes and was not read"))
  }

  /// Ends the file and returns all that it says.
  mutating func finish() -> Findings {
    session?.finish(into: &findings)
    descriptor?.finish(path: file == "-" ? nil : file, into: &findings)
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
