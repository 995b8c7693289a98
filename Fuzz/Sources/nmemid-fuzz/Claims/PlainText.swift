import Glibc
import NmemModel

/// A file whose text a person could read: what is told of it has to stand there.
struct PlainText {
  let file: InputFile

  /// Nil if bytes stand for something else: in UTF-16, in binary data, among a terminal's sequences, or after
  /// the escapes of JSON, of a shell and of a VMX.
  init?(_ file: InputFile) {
    let bytes = file.bytes
    let isOther =
      bytes.contains { $0 == 0 || $0 == 0x1B } || bytes.starts(with: [0xFF, 0xFE])
      || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: "KDMV".utf8)
    guard !isOther else { return nil }
    let hasEscape = zip(bytes, bytes.dropFirst()).contains { sign, next in
      sign == UInt8(ascii: "\\") && next.isLetterOrDigit
        || sign == UInt8(ascii: "|") && hexValue(next) != nil
    }
    guard !hasEscape else { return nil }
    self.file = file
  }

  /// The letters and digits, made small: nothing else is the same in all spellings.
  var letters: [UInt8] { Self.letters(of: file.bytes) }

  static func letters(of bytes: [UInt8]) -> [UInt8] {
    bytes.filter(\.isLetterOrDigit).map(\.lowercasedASCII)
  }

  /// Of some UUIDs those that stand somewhere in the text, in any spelling, and not as a component of a path.
  func told(of uuids: Set<DiskUUID>) -> Set<DiskUUID> {
    var isFirst = [Bool](repeating: false, count: 256)
    for uuid in uuids { isFirst[Int(uuid.high >> 56)] = true }
    let bytes = file.bytes
    var found: Set<DiskUUID> = []
    for start in bytes.indices.dropLast(31) {
      guard let high = hexValue(bytes[start]), start == 0 || bytes[start - 1] != UInt8(ascii: "/"),
        let next = digit(at: start + 1), isFirst[Int(high << 4 | next.value)]
      else { continue }
      if let uuid = uuid(at: start), uuids.contains(uuid) { found.insert(uuid) }
    }
    return found
  }

  /// The UUID whose first digit is at an offset, unless a slash follows it, or the end of a file's name.
  private func uuid(at start: Int) -> DiskUUID? {
    var (high, low): (UInt64, UInt64) = (0, 0)
    var index = start
    for _ in 0..<32 {
      guard let digit = digit(at: index) else { return nil }
      high = high << 4 | low >> 60
      low = low << 4 | UInt64(digit.value)
      index = digit.end
    }
    let rest = file.bytes[index...].prefix(6).map(\.lowercasedASCII)
    // No folder is called as vmkfstools writes a UUID.
    let isSpaced = file.bytes[start..<index].contains(0x20)
    let isInPath =
      !isSpaced && rest.first == UInt8(ascii: "/")
      || !isSpaced && rest.starts(with: ".vmdk".utf8)
        && !rest.dropFirst(5).contains { $0.isLetterOrDigit || "._-~/@".utf8.contains($0) }
    return isInPath ? nil : DiskUUID(high: high, low: low)
  }

  /// The next digit from an offset on, after whatever may part it from the one before.
  private func digit(at start: Int) -> (value: UInt8, end: Int)? {
    for index in start..<min(start + 80, file.bytes.count) {
      let byte = file.bytes[index]
      if let value = hexValue(byte) { return (value, index + 1) }
      if byte.isLetterOrDigit || byte == UInt8(ascii: "/") { return nil }
    }
    return nil
  }
}

extension UInt8 {
  /// Whether the byte is a letter or a digit of ASCII.
  var isLetterOrDigit: Bool {
    isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercasedASCII)
  }
}

extension [UInt8] {
  /// Whether another text is a part of this one: a lot faster than the library's own search.
  func holds(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    var start = 0
    while start + part.count <= count {
      guard let found = self[start...].withUnsafeBytes({ $0.offset(of: first) }) else {
        return false
      }
      start += found
      if self[start...].starts(with: part) { return true }
      start += 1
    }
    return false
  }
}

extension UnsafeRawBufferPointer {
  /// Where a byte first stands.
  fileprivate func offset(of byte: UInt8) -> Int? {
    guard let start = baseAddress, let found = memchr(start, Int32(byte), count) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }
}
