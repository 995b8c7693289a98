public import NmemModel

/// Reads one host file, whatever its form: the form is recognised by the content, never by a flag.
///
/// Hand it the file as it comes, and again what it has not used, with more after it; then call ``finish()``.
/// Memory use does not grow with the size of the file, only with what is found in it.
public struct HostListReader {
  /// How much has to be handed over at a time, at least, unless the file ends.
  public static let probeLength = TextFile.probeLength

  /// What was read so far, with what was known before. To be taken once the file has ended.
  public mutating func takeCatalog() -> Catalog {
    var catalog = Catalog()
    swap(&catalog, &lines.catalog)
    return catalog
  }

  private let file: ByteString
  private var text = TextFile()
  private var lines: HostLines
  private var content = Content.unknown
  /// The first bytes of a sparse disk.
  private var header: [UInt8] = []

  private enum Content {
    case unknown
    case text
    case sparse
    /// A file that is named like an extent, and is no descriptor.
    case extent
    case binary(BinaryContent)
  }

  /// How the file was understood.
  public struct Understanding: Sendable {
    /// Whether nothing in the file concerns VMDKs, as far as can be seen. In a folder
    /// such a file is passed over.
    public var isForeign = false

    /// Whether a VMDK was found in it.
    public var hasVMDKs = false

    /// Whether the file is known to have been longer: what it does not say, its missing part may.
    public var isCutOff = false
  }

  /// A reader of the file that the user, or a folder, names so, `-` being standard input; what it says is added to a
  /// catalog.
  public init(file: ByteString, into catalog: consuming Catalog) {
    self.file = file
    catalog.begin(file: file)
    lines = HostLines(file: file, into: consume catalog)
  }

  /// Whether more bytes could still change the result; false for data that is not text, and for an
  /// extent that is not a descriptor in spite of its name.
  public var wantsMore: Bool {
    switch content {
    case .unknown: true
    case .text: true
    case .extent: false
    case .sparse: header.count < SparseForm.limit
    case .binary(let content): content.wantsMore
    }
  }

  private var isExtent: Bool { VMDKFileName.isExtent(file) }

  /// Reads what follows of the file, all of it if it is the last. Returns how much was used.
  public mutating func read(_ bytes: Span<UInt8>, isLast: Bool) -> Int {
    guard wantsMore else { return bytes.count }
    if case .unknown = content {
      guard isLast || bytes.count >= Self.probeLength else { return 0 }
      content =
        SparseForm.starts(with: bytes)
        ? .sparse : BinaryContent(start: bytes).map { .binary($0) } ?? .text
      if case .text = content, isExtent, !startsAsDescriptor(bytes) { content = .extent }
    }
    switch content {
    case .extent: break
    case .unknown, .text: return text.read(bytes, isLast: isLast, into: &lines)
    case .sparse: header += bytes.bytes(0..<min(bytes.count, SparseForm.limit - header.count))
    case .binary(var binary):
      binary.feed(bytes)
      content = .binary(binary)
    }
    return bytes.count
  }

  /// Whether the first bytes of a file are those of a descriptor. Its data may hold anything, so no more is
  /// looked at.
  private func startsAsDescriptor(_ bytes: Span<UInt8>) -> Bool {
    let probe = bytes.extracting(0..<min(bytes.count, Self.probeLength))
    var catalog = Catalog()
    catalog.begin(file: file)
    var (text, lines) = (TextFile(), HostLines(file: file, into: catalog))
    _ = text.read(probe, isLast: false, into: &lines)
    if lines.isEmpty { _ = text.read(probe, isLast: true, into: &lines) }
    return lines.isDescriptor
  }

  /// Ends the file.
  public mutating func finish() -> Understanding {
    var result = Understanding()
    switch content {
    case .sparse: result.isForeign = !finishSparse()
    case .binary(var binary):
      let kind = binary.finish()
      if kind == .damagedList { lines.catalog.isCutOff = true }
      result.isForeign = kind == .other || isExtent
      say("the file is \(kind.rawValue)")
    case .extent:
      result.isForeign = true
      say("by its name, the file is an extent, which has no UUID")
    case .unknown, .text:
      lines.finish()
      if text.isMixed { lines.catalog.note(.mixedEncodings, line: nil) }
      if !lines.catalog.hasStatements, !lines.catalog.isFileUnderstood {
        result.isForeign = !lines.catalog.hasNotes
        if !lines.catalog.hasNotes { say(whatItIs) }
      }
    }
    result.hasVMDKs =
      lines.catalog.isFileUnderstood
      || lines.catalog.hasStatements && !lines.catalog.hasOnlyUnusableUUIDs
    result.isCutOff = lines.catalog.isFileCutOff
    return result
  }

  /// Reads the descriptor of a sparse disk. Returns whether it has one.
  private mutating func finishSparse() -> Bool {
    let bytes = header
    switch SparseForm.descriptor(in: bytes.span) {
    case .failure(let complaint):
      say(complaint.rawValue)
      return false
    case .success(let range):
      _ = text.read(bytes.span.extracting(range), isLast: true, into: &lines)
      lines.finish()
      if lines.isDescriptor { return true }
      say(SparseForm.Complaint.otherText.rawValue)
      return false
    }
  }

  private mutating func say(_ message: String) {
    lines.catalog.note(Problem(Source(file: file), message))
  }

  private var whatItIs: String {
    if lines.hasDIMMs {
      return """
        the file lists the DIMMs of a guest, and no VMDK; for guests give --guest FOLDER, or --guest before \
        each file
        """
    }
    let what =
      if lines.isScript { "the file is a script" } else if lines.isEmpty {
        "the file is empty"
      } else { "nothing in the file was understood" }
    return """
      \(what); give the UUIDs of VMDKs, such as vmkfstools -J getuuid prints, or a VMDK's descriptor
      """
  }
}
