import NmemModel

/// Reads the text descriptor of a VMDK, the small file that names the extents and holds `ddb.uuid`
/// (VMware's Virtual Disk Format 5.0, "The Descriptor File").
///
/// Keys are found in any order and in any case, with or without quotes and blanks; everything that
/// does not matter here may be missing.
struct DescriptorForm {
  private let file: ByteString
  private var descriptors: [Descriptor] = []

  /// One descriptor; several stand in one file if somebody has put them there one behind the other.
  private struct Descriptor {
    var start: Int
    var uuids: [(uuid: DiskUUID, line: Int)] = []
    var unusable: [(complaint: String, line: Int)] = []
    var sectors: UInt64?
    var parentHint: ByteString?
    var hasParent = false

    var parent: ByteString? { hasParent ? parentHint : nil }

    /// A sector is 512 bytes; nil if no extent was listed, or impossibly many sectors.
    var size: UInt64? {
      guard let (size, overflow) = sectors?.multipliedReportingOverflow(by: 512) else { return nil }
      return overflow ? nil : size
    }
  }

  init(file: ByteString) {
    self.file = file
  }

  /// Whether a file whose first line is this one is a descriptor. Some have lost their first lines;
  /// their name tells, then.
  static func starts(with line: Span<UInt8>, of file: ByteString) -> Bool {
    let all = line.trimmed(line.range)
    if isHeader(line, all) { return true }
    guard let entry = KeyValueLine(line, all) else { return false }
    return ["version", "cid", "parentcid", "createtype"].contains(entry.key)
      || VMDKFileName.promisesVMDK(file) && (entry.key == "encoding" || entry.key.hasPrefix("ddb."))
  }

  private static func isHeader(_ line: Span<UInt8>, _ all: Range<Int>) -> Bool {
    guard let hash = all.first, line[hash] == UInt8(ascii: "#") else { return false }
    return line.hasText(
      "disk descriptorfile", at: line.trimmed(hash + 1..<all.upperBound).lowerBound)
  }

  /// Reads the next line. Returns whether it can be one of a descriptor; a question for a UUID, or
  /// the answer to one, cannot.
  mutating func read(_ line: Span<UInt8>, number: Int, into findings: inout Findings) -> Bool {
    let all = line.trimmed(line.range)
    guard Self.mayBeLine(line, all) else { return false }
    if descriptors.isEmpty || Self.isHeader(line, all) && descriptors.last?.start != number {
      descriptors.append(Descriptor(start: number))
    }
    let last = descriptors.count - 1
    guard let entry = KeyValueLine(line, all) else {
      guard let sectors = Self.extentSectors(line, all) else { return true }
      let (sum, overflow) = (descriptors[last].sectors ?? 0).addingReportingOverflow(sectors)
      descriptors[last].sectors = overflow ? .max : sum
      findings.addStrays(in: line, Source(file: file, line: number))
      return true
    }
    switch entry.key {
    case "ddb.uuid":
      let reading = UUIDText(line, entry.value)
      if case .uuid(let uuid) = reading {
        descriptors[last].uuids.append((uuid, number))
      } else {
        let complaint = reading.complaint(about: line.excerpt(entry.value))
        descriptors[last].unusable.append((complaint, number))
      }
    case "parentcid":
      findings.addStrays(in: line, Source(file: file, line: number))
      descriptors[last].hasParent = !line.hasText("ffffffff", at: entry.value.lowerBound)
    case "parentfilenamehint":
      findings.addStrays(in: line, Source(file: file, line: number))
      descriptors[last].parentHint = ByteString(line.bytes(entry.value))
    default:
      // What is a UUID and no more is another id: `ddb.uuid.image`.
      if UUIDText(line, entry.value) == .other {
        findings.addStrays(in: line, Source(file: file, line: number))
      }
    }
    return true
  }

  /// Whether a line may be one of a descriptor: nothing that tells of another disk.
  private static func mayBeLine(_ line: Span<UInt8>, _ all: Range<Int>) -> Bool {
    if let entry = KeyValueLine(line, all) {
      // What grep puts before a key, and what vim-cmd prints of other disks.
      return entry.key.utf8.allSatisfy { !$0.isOne(of: "/:[]") }
        && !["uuid", "filename"].contains(entry.key)
    }
    if endOfAccess(line, all) != nil { return true }
    if all.first.map({ line[$0] }) == UInt8(ascii: "#") {
      return !line.hasText("# nmemid", at: all.lowerBound)
    }
    let words: [StaticString] = ["uuid", ".vmdk", "vmkfstools"]
    return !words.contains { line.firstRange(of: $0, in: all) != nil }
      && !UUIDText.begins(in: line, all)
  }

  /// Ends the file. `path` is where it was read; nil if it came in a stream without a name.
  func finish(path: ByteString?, into findings: inout Findings) {
    // A file of several descriptors is not the file of any of them.
    let path = descriptors.count == 1 ? path : nil
    for descriptor in descriptors {
      report(descriptor, path, into: &findings)
    }
  }

  private func report(
    _ descriptor: Descriptor, _ path: ByteString?, into findings: inout Findings
  ) {
    for (uuid, line) in descriptor.uuids {
      let source = Source(file: file, line: line)
      findings.sightings.append(
        Sighting(
          path: path, isPathLocal: true, uuid: uuid, size: descriptor.size,
          parent: descriptor.parent, source: source))
      if path == nil {
        findings.problems.append(
          Problem(
            source, "no path stands with this descriptor's UUID: give each descriptor as a file"))
      }
    }
    let advice = "ask the host with vmkfstools -J getuuid"
    for (complaint, line) in descriptor.unusable {
      let source = Source(file: file, line: line)
      findings.problems.append(Problem(source, "no usable ddb.uuid: \(complaint); \(advice)"))
    }
    guard descriptor.uuids.isEmpty else { return }
    let source = Source(file: file, line: descriptor.unusable.first?.line)
    if let path {
      findings.sightings.append(
        Sighting(path: path, isPathLocal: true, uuid: nil, size: descriptor.size, source: source))
    }
    if descriptor.unusable.isEmpty {
      findings.problems.append(Problem(source, "this descriptor has no ddb.uuid; \(advice)"))
    }
  }

  /// Where the rest of an extent's line starts, `RW 83886080 VMFS "db-flat.vmdk"`, behind its access.
  private static func endOfAccess(_ line: Span<UInt8>, _ all: Range<Int>) -> Int? {
    let accesses: [StaticString] = ["RW ", "RDONLY ", "NOACCESS "]
    return accesses.first { line.hasText($0, at: all.lowerBound) }
      .map { all.lowerBound + $0.utf8CodeUnitCount }
  }

  /// The number of sectors in an extent's line; nil if it is none, or tells none.
  private static func extentSectors(_ line: Span<UInt8>, _ all: Range<Int>) -> UInt64? {
    // The blank behind the word may be one at the end of the line.
    guard let start = endOfAccess(line, all), start <= all.upperBound else { return nil }
    let rest = line.trimmed(start..<all.upperBound)
    let digits = rest.prefix { line[$0].isASCIIDigit }.map { line[$0] }
    return UInt64(String(decoding: digits, as: UTF8.self))
  }
}
