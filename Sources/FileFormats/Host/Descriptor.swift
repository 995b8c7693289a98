import NmemModel

/// The text descriptor of a VMDK, the small file that names the extents and holds `ddb.uuid` (VMware's Virtual
/// Disk Format 5.0, "The Descriptor File"): as a file of its own, or as a terminal session shows it.
///
/// Keys are found in any order and in any case, with or without quotes and blanks; everything that
/// does not matter here may be missing.
struct Descriptor {
  private(set) var answers: [Turns.Answer] = []
  /// What is where a UUID should be.
  private(set) var unusable: [(text: [UInt8], line: Int)] = []
  /// UUIDs of VMware's disks under other keys: it is not known whose they are.
  private(set) var unattributed: [Turns.Answer] = []
  private var sectors: UInt64?
  private var parentHint: [UInt8]?
  private var hasParent = false
  let firstLine: Int

  /// A sector is 512 bytes; nil if no extent was listed, or impossibly many sectors.
  var size: UInt64? {
    guard let (size, overflow) = sectors?.multipliedReportingOverflow(by: 512) else { return nil }
    return overflow ? nil : size
  }

  /// What it says about its VMDK, each UUID an answer of its own.
  var complete: [Turns.Answer] {
    answers.map { answer in
      var answer = answer
      answer.size = size
      answer.parent = hasParent ? parentHint : nil
      return answer
    }
  }

  /// The descriptor that a line begins; nil if it begins none. Some have lost their first lines: at the start of a
  /// file their keys identify them, and the file's name.
  init?(_ line: Line, _ text: Span<UInt8>, atStartOf file: ByteString?) {
    firstLine = line.number
    if line.marks.contains(.hash), Self.isHeader(text, line.range) { return }
    guard let file, line.marks.contains(.equals), let entry = KeyValueLine(text, line.range) else {
      return nil
    }
    let isKey = entry.key == Self.encoding || entry.key.hasPrefix("ddb.")
    guard Self.firstKeys.contains(entry.key) || isKey && VMDKFileName.promisesVMDK(file) else {
      return nil
    }
  }

  /// The keys that no other file has in its first lines, in lower case.
  static let firstKeys = ["version", "cid", "parentcid", "createtype"]

  /// A key that others have as well.
  static let encoding = "encoding"

  private static func isHeader(_ text: Span<UInt8>, _ all: Range<Int>) -> Bool {
    guard let hash = all.first, text[hash] == UInt8(ascii: "#") else { return false }
    return text.hasText(
      "disk descriptorfile", at: text.trimmed(hash + 1..<all.upperBound).lowerBound)
  }

  /// Reads the next line. Returns whether it can be one of the descriptor; a question for a UUID, or
  /// the answer to one, cannot.
  mutating func read(_ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog) -> Bool {
    let all = line.range
    let entry = KeyValueLine(text, all)
    guard Self.mayBeLine(line, text, entry), line.number == firstLine || !Self.isHeader(text, all)
    else {
      return false
    }
    if let first = all.first, text[first] == UInt8(ascii: "#"), UUIDText.begins(in: text, all) {
      catalog.note(.commentedOut, line: line.number)
    }
    guard let entry else {
      if let count = Self.extentSectors(text, all) {
        let (sum, overflow) = (sectors ?? 0).addingReportingOverflow(count)
        sectors = overflow ? .max : sum
      }
      return true
    }
    switch entry.key {
    case "ddb.uuid":
      if case .uuid(let uuid) = UUIDText(text, entry.value) {
        answers.append(Turns.Answer(uuid: uuid, line: line.number))
      } else {
        unusable.append((text.bytes(entry.value), line.number))
      }
    case "parentcid": hasParent = !text.hasText("ffffffff", at: entry.value.lowerBound)
    case "parentfilenamehint": parentHint = text.bytes(entry.value)
    // Ids of other things.
    case "ddb.longcontentid": break
    case let key where key.hasPrefix("ddb.uuid."): break
    default:
      unattributed += UUIDText.all(in: text, entry.value)
        .filter { $0.uuid.isVMware && !PathText.isInPath(text, $0.range) }
        .map { Turns.Answer(uuid: $0.uuid, line: line.number) }
    }
    return true
  }

  /// Whether a line may be one of a descriptor: nothing about another disk.
  private static func mayBeLine(
    _ line: Line, _ text: Span<UInt8>, _ entry: KeyValueLine?
  ) -> Bool {
    let all = line.range
    if all.isEmpty { return true }
    if endOfAccess(text, all) != nil {
      return UUIDText.all(in: text, all).allSatisfy { PathText.isInPath(text, $0.range) }
    }
    if text[all.lowerBound] == UInt8(ascii: "#") {
      return !text.hasText("# nmemid", at: all.lowerBound) && line.pathCount == 0
        && ShellCommand(line, of: text) == nil
    }
    if let entry {
      // What grep puts before a key, and what vim-cmd prints of other disks.
      let isKey = entry.key.utf8.allSatisfy { !$0.isOne(of: "/:[]") }
      guard isKey, !["uuid", "filename"].contains(entry.key) else { return false }
      // Beyond the key, and the ids of other things, no UUID of a disk is expected.
      return entry.key.hasPrefix("ddb.") && text.firstRange(of: "uuid is", in: all) == nil
        && text.firstRange(of: "getuuid", in: all) == nil && line.pathCount == 0
        || !UUIDText.begins(in: text, all)
    }
    let words: [StaticString] = ["uuid", "vmkfstools"]
    return line.pathCount == 0 && !words.contains { text.firstRange(of: $0, in: all) != nil }
      && !UUIDText.begins(in: text, all) && ShellCommand(line, of: text) == nil
  }

  /// Where the rest of an extent's line starts, `RW 83886080 VMFS "db-flat.vmdk"`, after its access.
  private static func endOfAccess(_ text: Span<UInt8>, _ all: Range<Int>) -> Int? {
    let accesses: [StaticString] = ["RW ", "RDONLY ", "NOACCESS "]
    return accesses.first { text.hasText($0, at: all.lowerBound) }
      .map { all.lowerBound + $0.utf8CodeUnitCount }
  }

  /// The number of sectors in an extent's line; nil if it is not one, or has none.
  private static func extentSectors(_ text: Span<UInt8>, _ all: Range<Int>) -> UInt64? {
    guard let start = endOfAccess(text, all), start <= all.upperBound else { return nil }
    let rest = text.trimmed(start..<all.upperBound)
    let digits = rest.prefix { text[$0].isASCIIDigit }.map { text[$0] }
    return UInt64(String(decoding: digits, as: UTF8.self))
  }
}
