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
  private var hasBytes = false
  private var binaryKind: BinaryKind?

  /// A parser for the file that the user, or a folder, names so; `-` is standard input.
  public init(file: ByteString) {
    self.file = file
    forms = TextForms(file: file)
  }

  /// Whether more bytes could still change the result; false for data that is not text, and for an
  /// extent that is not a descriptor in spite of its name.
  public var wantsMore: Bool {
    binaryKind == nil && !(hasBytes && isExtent && !forms.isDescriptor)
  }

  private var isExtent: Bool { VMDKFileName.isExtent(file) }

  /// Reads the next bytes of the file.
  public mutating func feed(_ chunk: Span<UInt8>) {
    guard wantsMore, !chunk.isEmpty else { return }
    if !hasBytes {
      hasBytes = true
      binaryKind = Self.binaryKind(chunk)
    }
    if binaryKind == nil { text.feed(chunk, into: &forms) }
  }

  /// Ends the file and returns all that it says.
  public mutating func finish() -> Findings {
    text.finish(into: &forms)
    var findings = Findings()
    guard let binaryKind else {
      guard isExtent && !forms.isDescriptor else { return forms.finish() }
      findings.isForeign = true
      findings.problems.append(
        Problem(Source(file: file), "by its name the file is an extent, which has no UUID"))
      return findings
    }
    findings.isForeign = binaryKind == .other || isExtent
    findings.problems.append(Problem(Source(file: file), "the file is \(binaryKind.rawValue)"))
    return findings
  }

  /// What a file is if it is not text. The raw value ends the sentence "the file is …".
  private enum BinaryKind: String {
    case sparseDisk = "the data of a sparse disk; give the text descriptor beside it, if it has one"
    case other = "binary data; give text, such as what vmkfstools -J getuuid prints"
  }

  /// What a file is, from its first bytes; nil if it is text.
  private static func binaryKind(_ chunk: Span<UInt8>) -> BinaryKind? {
    if chunk.hasText("KDMV", at: 0) || chunk.hasText("COWD", at: 0) { return .sparseDisk }
    return TextStream.isText(chunk) ? nil : .other
  }
}
