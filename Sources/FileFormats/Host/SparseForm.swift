import NmemModel

/// Reads the descriptor that is embedded in a sparse VMDK, and nothing of the data behind it
/// (VMware's Virtual Disk Format 5.0, "Hosted Sparse Extent Header").
struct SparseForm {
  /// What is read of such a file at most: an embedded descriptor lies in the first sectors.
  static let limit = 64 << 10

  private static let sector = 512

  private let file: ByteString
  private var header: [UInt8] = []

  init(file: ByteString) {
    self.file = file
  }

  /// Whether a file that begins with these bytes is a sparse VMDK with a header of this kind: `KDMV`.
  static func starts(with bytes: Span<UInt8>) -> Bool {
    bytes.hasPrefix(Array("KDMV".utf8))
  }

  /// Whether more of the file is needed.
  var wantsMore: Bool { header.count < Self.limit }

  /// Reads the next bytes of the file.
  mutating func read(_ chunk: Span<UInt8>) {
    header += chunk.bytes(0..<min(chunk.count, Self.limit - header.count))
  }

  /// Ends the file and returns what its descriptor says.
  func finish() -> Findings {
    let bytes = header.span
    guard bytes.count >= Self.sector else {
      return complaint("the header of a sparse disk is cut off")
    }
    let (offset, length) = (bytes.littleEndian(at: 28), bytes.littleEndian(at: 36))
    guard offset != 0, length != 0 else {
      return complaint(
        "the sparse disk has no descriptor in it; give the text descriptor beside it, if it has one"
      )
    }
    // In sectors still: multiplied, a hostile number would overflow.
    let known = UInt64(Self.limit / Self.sector)
    guard offset < known else {
      return complaint("the descriptor of the sparse disk is not in the first sectors of the file")
    }
    let start = Int(offset) * Self.sector
    let end = min(start + Int(min(length, known)) * Self.sector, bytes.count)
    guard start < end else { return complaint("the descriptor of the sparse disk is cut off") }
    let text = start..<(bytes.firstIndex(in: start..<end, where: { $0 == 0 }) ?? end)
    guard let descriptor = descriptor(bytes.extracting(text)) else {
      return complaint("what should be the descriptor of the sparse disk is none")
    }
    return descriptor
  }

  /// What the text says; nil if it is no descriptor.
  private func descriptor(_ text: Span<UInt8>) -> Findings? {
    var stream = TextStream()
    var forms = TextForms(file: file)
    stream.feed(text, into: &forms)
    stream.finish(into: &forms)
    guard forms.isDescriptor else { return nil }
    return forms.finish()
  }

  private func complaint(_ message: String) -> Findings {
    var findings = Findings()
    findings.isForeign = true
    findings.problems.append(Problem(Source(file: file), message))
    return findings
  }
}

extension Span<UInt8> {
  /// The 64-bit number at an offset, which must lie in the span.
  func littleEndian(at offset: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(self[offset + $1]) << (8 * UInt64($1)) }
  }
}
