import NmemModel

/// Nothing is dropped in silence (rule 8).
extension PlainText {
  /// Each UUID of a VMware disk that stands by itself on a line, outside of paths, is reported, or is a part of a
  /// name that is told, or a problem tells of its line, or of the whole file.
  func claimNothingIsDropped(by findings: HostFindings) {
    let told = Set(findings.statements.compactMap(\.uuid))
    let places = Set(findings.problems.map(\.source.line))
    // That a collected list has lost lines is said of all of them.
    let isOfBlock = findings.problems.contains { $0.message.hasPrefix("lines of this list") }
    guard !places.contains(nil), !isOfBlock else { return }
    var names: [[UInt8]]?
    let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !places.contains(index + 1) {
      for (uuid, text) in Self.uuids(in: Array(line)) where !told.contains(uuid) {
        let all =
          names
          ?? findings.statements.flatMap {
            [$0.path, $0.parent, $0.machine, $0.folder, $0.beside, $0.host]
          }.compactMap(\.?.bytes) + findings.problems.map { Array($0.message.utf8) }
        names = all
        claim(
          all.contains { $0.holds(text) },
          "nothing is said of \(uuid) in line \(index + 1): \(findings)")
      }
    }
  }

  /// The UUIDs that stand by themselves and not after what may be the beginning of a path, each as it is
  /// written.
  private static func uuids(in line: [UInt8]) -> [(uuid: DiskUUID, text: [UInt8])] {
    line.indices.compactMap { start in
      guard line[start] == UInt8(ascii: "6"), isEnd(start > 0 ? line[start - 1] : 0x20) else {
        return nil
      }
      for form in Self.forms where start + form.count <= line.count {
        let text = Array(line[start..<start + form.count])
        guard let uuid = uuid(text, form), uuid.isVMware,
          isEnd(start + form.count < line.count ? line[start + form.count] : 0x20)
        else { continue }
        let before = Self.behindPaths(line[..<start])
        let isFree = !before.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "[") }
        return isFree && !isOfOtherThing(line) ? (uuid, text) : nil
      }
      return nil
    }
  }

  /// Whether a line speaks of something other than a disk (rule 3), or of other disks.
  private static func isOfOtherThing(_ line: [UInt8]) -> Bool {
    let letters = line.map(\.lowercasedASCII)
    let others = [
      "uuid.", "bios", "instance", "datastore", "host", "cluster", "location", "machine", "vmuuid",
      "image", "modification", "content", "snapshot", "guest", "lun", "sdk", "vcuuid", "vcenter",
      "server", "change", "parent", "volume",
    ]
    return others.contains { letters.holds(Array($0.utf8)) }
  }

  /// Spellings of UUIDs: `x` stands for a digit.
  private static let forms = [
    "xx xx xx xx xx xx xx xx-xx xx xx xx xx xx xx xx", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  ].map { Array($0.utf8) }

  private static func uuid(_ text: [UInt8], _ form: [UInt8]) -> DiskUUID? {
    var (high, low): (UInt64, UInt64) = (0, 0)
    for (byte, sign) in zip(text, form) {
      guard sign == UInt8(ascii: "x") else {
        if byte == sign { continue }
        return nil
      }
      guard let value = hexValue(byte) else { return nil }
      high = high << 4 | low >> 60
      low = low << 4 | UInt64(value)
    }
    return DiskUUID(high: high, low: low)
  }

  /// Whether a UUID may begin after a byte, or end before it.
  private static func isEnd(_ byte: UInt8) -> Bool { " \t\r,;:=\"'()<>|".utf8.contains(byte) }

  /// What comes after the last `.vmdk`.
  private static func behindPaths(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = text.indices.last { index in
      text[index...].prefix(5).map(\.lowercasedASCII).elementsEqual(".vmdk".utf8)
    }
    return end.map { text[$0...].dropFirst(5) } ?? text
  }
}
