import NmemModel

/// Reads a file of text in the form that its first line shows.
struct TextForms: TextReader {
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
        "the line is longer than \(TextSplitter.longestLine) bytes and was not read"))
  }

  mutating func beginDocument(line: Int) {
    if isDescriptor { descriptor?.finish(path: nil, into: &findings) }
    if session == nil { session = SessionForm(file: file) }
    // Nothing is tied across a document.
    session?.skipLine(into: &findings)
    findings.problems.append(
      Problem(Source(file: file, line: line), "JSON is not understood yet"))
  }

  mutating func endDocument(line: Int, failure: String?) {
    guard let failure else { return }
    findings.problems.append(
      Problem(Source(file: file, line: line), "the JSON above goes wrong here: \(failure)"))
  }

  mutating func begin(_: JSONContainer, key _: ByteString?, line _: Int) {}

  mutating func scalar(_ value: JSONScalar, key _: ByteString?, line: Int) {
    // Whose UUID it is cannot be told, but it must not be overlooked.
    guard case .string(let text) = value,
      let (uuid, _) = UUIDText.embedded(in: text.bytes.span, text.bytes.indices)
    else { return }
    findings.sightings.append(
      Sighting(path: nil, uuid: uuid, source: Source(file: file, line: line)))
  }

  mutating func end(_: JSONContainer, line _: Int) {}

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
