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
  /// Whether a file of UTF-16 goes on in UTF-8, as `>>` makes it.
  private var hasUTF8Part = false
  /// The last bytes of such a file that were read.
  private var lastBytes: [UInt8] = []
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
      if text.isUTF16 { watchForUTF8(chunk) }
    }
  }

  /// Looks for `.vmdk` in UTF-8: as UTF-16 that is two or three Chinese characters that nobody writes.
  private mutating func watchForUTF8(_ chunk: Span<UInt8>) {
    let name: StaticString = ".vmdk"
    let seam = lastBytes + chunk.bytes(0..<min(chunk.count, name.utf8CodeUnitCount - 1))
    if seam.span.firstRange(of: name, in: seam.span.range) != nil
      || chunk.firstRange(of: name, in: chunk.range) != nil
    {
      hasUTF8Part = true
    }
    let end = max(0, chunk.count - name.utf8CodeUnitCount + 1)..<chunk.count
    lastBytes = Array((lastBytes + chunk.bytes(end)).suffix(name.utf8CodeUnitCount - 1))
  }

  /// Ends the file and returns all that it says.
  public mutating func finish() -> Findings {
    if let sparse { return sparse.finish() }
    text.finish(into: &forms)
    var findings = Findings()
    guard let kind = binary?.finish() else {
      guard isExtent && !forms.isDescriptor else {
        findings = forms.finish()
        if hasUTF8Part { findings.append(mixedEncodings) }
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

  private var mixedEncodings: Findings {
    var findings = Findings()
    findings.isCutOff = true
    findings.problems.append(
      Problem(
        Source(file: file),
        "one part of the file is UTF-16 and another UTF-8, which was not read: save each by itself")
    )
    return findings
  }
}
