public import NmemModel

/// Reads one host file, whatever its form: the form is told from the content, never from a flag.
///
/// Feed it the file in chunks of any size, the first of at least ``probeLength`` bytes unless the
/// file is shorter; then call ``finish()``. Memory use does not grow with the size of the file, only
/// with what is found in it.
public struct HostFileParser {
  /// How many bytes decide whether a file is text.
  public static let probeLength = TextStream.probeLength

  private let file: ByteString
  private var text = TextStream()
  private var forms: TextForms
  private var sparse: SparseForm?
  private var hasBytes = false
  private var binary: BinaryContent?

  /// A parser for the file that the user, or a folder, names so; `-` is standard input.
  public init(file: ByteString) {
    self.init(file: file, interest: nil)
  }

  /// A parser that may pass over what does not concern an interest; nil wants all.
  public init(file: ByteString, interest: Interest?) {
    self.file = file
    forms = TextForms(file: file, interest: interest)
  }

  /// Whether more bytes could still change the result; false for data that is not text, and for an
  /// extent that is not a descriptor in spite of its name.
  public var wantsMore: Bool {
    if let sparse { return sparse.wantsMore }
    if hasBytes && isExtent && !forms.isDescriptor { return false }
    return binary?.wantsMore ?? true
  }

  private var isExtent: Bool { VMDKFileName.isExtent(file) }

  /// Reads the next bytes of the file.
  public mutating func feed(_ chunk: Span<UInt8>) {
    guard wantsMore, !chunk.isEmpty else { return }
    guard hasBytes || chunk.count <= Self.probeLength else {
      // The same bytes decide what the file is, however many more come with them.
      feed(chunk.extracting(0..<Self.probeLength))
      return feed(chunk.extracting(Self.probeLength..<chunk.count))
    }
    if !hasBytes {
      hasBytes = true
      if SparseForm.starts(with: chunk) {
        sparse = SparseForm(file: file)
      } else {
        binary = BinaryContent(start: chunk)
      }
    }
    if sparse != nil {
      sparse?.read(chunk)
    } else if binary != nil {
      binary?.feed(chunk)
    } else {
      text.feed(chunk, into: &forms)
    }
  }

  /// Ends the file and returns all that it says.
  public mutating func finish() -> Findings {
    if let sparse { return sparse.finish() }
    text.finish(into: &forms)
    var findings = Findings()
    guard let kind = binary?.finish() else {
      guard isExtent && !forms.isDescriptor else {
        findings = forms.finish()
        if text.isMixed { addMixedEncodings(to: &findings) }
        return findings
      }
      findings.isForeign = true
      findings.problems.append(
        Problem(Source(file: file), "by its name the file is an extent, which has no UUID"))
      return findings
    }
    findings.isCutOff = kind == .damagedList
    findings.isForeign = kind == .other || isExtent
    findings.problems.append(Problem(Source(file: file), "the file is \(kind.rawValue)"))
    return findings
  }

  /// `>>` makes such files.
  private func addMixedEncodings(to findings: inout Findings) {
    (findings.isCutOff, findings.isForeign) = (true, false)
    findings.problems.append(
      Problem(
        Source(file: file),
        """
        a part of the file is not in the same UTF-16 as its beginning, and was not read: save each part \
        by itself
        """))
  }
}
