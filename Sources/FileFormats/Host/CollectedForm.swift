import NmemModel

/// Reads what the script of `nmemid collect` prints: a first and a last line that it is known by, and
/// between them `path<tab>UUID is …<tab>size`, or `path<tab>failed: …<tab>`. A second line may name more
/// columns behind these three.
struct CollectedForm: HostForm {
  static let begin: StaticString = "# nmemid collect 1"
  private static let end: StaticString = "# nmemid collect end:"
  private static let header: StaticString = "# path\tanswer\tsize\t"

  let wants: Marks = .hash
  var isOpen: Bool { start != nil }

  /// Where the list started that has not ended yet, if one has.
  private var start: Int?
  private var answers = 0
  private var failures = 0
  private var listed: Moment?
  /// The columns that a line has named, if one has.
  private var columns: [Column?] = []
  private var hasColumns: Bool { !columns.isEmpty }
  /// Whether vCenter has made the list, and not a host.
  private var isOfVCenter = false

  /// A column that is read if it is named.
  private enum Column: String {
    case machine = "vm"
    case machineUUID = "vm-uuid"
    case device = "label"
    case unit
    case vCenter = "vcenter"
  }

  mutating func read(_ line: Line, of text: Span<UInt8>, into catalog: inout Catalog) -> Bool {
    let all = line.range
    guard let first = all.first else { return isOpen }
    if text[first] == UInt8(ascii: "#") {
      if text.hasText(Self.begin, at: first) {
        end(.otherForm, into: &catalog)
        begin(line, text, into: &catalog)
        return true
      }
      // What was glued to it is a line of its own.
      if text.hasText(Self.end, at: first), !UUIDText.begins(in: text, all) {
        readEnd(line, text, into: &catalog)
        return true
      }
      if isOpen, text.hasText(Self.header, at: first) {
        readColumns(text.bytes(all), into: &catalog)
        return true
      }
    }
    guard isOpen else { return false }
    guard text[first] == UInt8(ascii: "/") || isOfVCenter && text[first] == UInt8(ascii: "["),
      let tab = text.firstIndex(of: 0x09, in: all)
    else { return readOther(line, text, into: &catalog) }
    let size = text.firstIndex(of: 0x09, in: tab + 1..<all.upperBound) ?? all.upperBound
    let more =
      hasColumns && size < all.upperBound
      ? text.firstIndex(of: 0x09, in: size + 1..<all.upperBound) : nil
    readAnswer(
      first..<tab, text.trimmed(tab + 1..<size), text.trimmed(size..<(more ?? all.upperBound)),
      line, text, into: &catalog)
    return true
  }

  mutating func end(_ ending: Ending, into catalog: inout Catalog) {
    guard let line = start else { return }
    start = nil
    // The cut may have gone through the digits of a size.
    catalog.forgetSizeOfLast()
    catalog.set(host: nil)
    catalog.note(.collectedEnd, line: line)
  }

  /// Where another line begins in a line without an end: at a first line, or behind a last one; nil if it is one.
  static func seam(in text: Span<UInt8>) -> Int? {
    guard let first = text.range.first, text[first] != UInt8(ascii: "+") else { return nil }
    if let next = text.firstRange(of: begin, in: 1..<text.count) { return next.lowerBound }
    guard text.hasText(end, at: first),
      let last = text.firstRange(of: " failed", in: text.range), last.upperBound < text.count
    else { return nil }
    return last.upperBound
  }

  /// Whether a text is the beginning of a first line, and no more.
  static func isCutBegin(_ text: Span<UInt8>) -> Bool {
    text.count < begin.utf8CodeUnitCount
      && text.indices.allSatisfy { text[$0] == begin.utf8Start[$0] }
  }

  /// A first line tells the host, and the time: `# nmemid collect 1 on esx1 at 2026-01-01T00:00:00Z`.
  private mutating func begin(_ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog) {
    (start, answers, failures) = (line.number, 0, 0)
    (listed, columns, isOfVCenter) = (nil, [], false)
    let told = String(
      decoding: text.bytes(line.range.dropFirst(Self.begin.utf8CodeUnitCount)), as: UTF8.self)
    guard told.hasPrefix(" on ") else { return }
    let words = told.split(separator: " ", omittingEmptySubsequences: false).dropFirst(2)
    let at = words.lastIndex(of: "at") ?? words.endIndex
    let host = words[..<at].joined(separator: " ")
    let time = words[at...].dropFirst().joined(separator: " ")
    listed = Moment(time)
    catalog.set(host: host.isEmpty ? nil : ByteString(host), listed: listed)
    guard listed == nil, !time.isEmpty else { return }
    catalog.note(
      .said, line: line.number,
      excerpt: Array("when this list was made is not known: \"\(time)\" is no time".utf8).span)
  }

  /// Takes the names of the columns. Those that are not known are skipped.
  private mutating func readColumns(_ bytes: [UInt8], into catalog: inout Catalog) {
    columns = bytes.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { Column(rawValue: String(decoding: $0, as: UTF8.self)) }
    isOfVCenter = columns.contains(.vCenter)
    // Who made the list is no host then, and what hosts are called there need not be what they call themselves.
    if isOfVCenter { catalog.set(host: nil, listed: listed) }
  }

  /// Compares the numbers that the last line tells, `3 VMDKs, 2 failed`, with those that were read.
  private mutating func readEnd(_ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog) {
    guard isOpen else { return catalog.note(.collectedStart, line: line.number) }
    start = nil
    catalog.set(host: nil)
    let told = text.trimmed(
      line.range.lowerBound + Self.end.utf8CodeUnitCount..<line.range.upperBound)
    let read = "\(answers) VMDKs, \(failures) failed"
    guard text.bytes(told) != Array(read.utf8) else {
      if answers + failures == 0 { sayEmpty(line, into: &catalog) }
      return
    }
    let difference = "it should have \(ByteString(text.bytes(told)).lossyText), and has \(read)"
    catalog.note(.collectedCount, line: line.number, excerpt: Array(difference.utf8).span)
  }

  /// Says that a whole list has nothing in it, which no other form would understand.
  private func sayEmpty(_ line: Line, into catalog: inout Catalog) {
    let message = "the host listed no VMDK; run nmemid collect where the datastores are"
    catalog.note(.said, line: line.number, excerpt: Array(message.utf8).span)
  }

  /// Reads a line that is none of such a list: it may be a part of one.
  private mutating func readOther(
    _ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog
  ) -> Bool {
    // What a shell says of the script stands anywhere; it is no VMDK's.
    let isAnswer = text.firstRange(of: "uuid is", in: line.range) != nil
    guard
      isAnswer || text.hasText("failed: ", at: line.range.lowerBound)
        || PathText.hasRoot(text, at: line.range.lowerBound) || line.marks.contains(.tab)
    else { return false }
    if isAnswer { answers += 1 }
    if text.firstRange(of: "failed: ", in: line.range) != nil { failures += 1 }
    for found in UUIDText.all(in: text, line.range) {
      catalog.add(untied: found.uuid, line: line.number)
    }
    catalog.note(.notCollected, line: line.number)
    return true
  }

  private mutating func readAnswer(
    _ path: Range<Int>, _ answer: Range<Int>, _ size: Range<Int>, _ line: Line,
    _ text: Span<UInt8>, into catalog: inout Catalog
  ) {
    // Both are equally long.
    let (words, refusal): (StaticString, StaticString) = ("UUID is ", "failed: ")
    let value = answer.dropFirst(words.utf8CodeUnitCount)
    let reading = UUIDText(text, value)
    let uuid =
      text.hasText(words, at: answer.lowerBound) ? reading.uuid : Self.labelled(text, answer)
    let isRefused = text.hasText(refusal, at: answer.lowerBound)
    if isRefused { failures += 1 } else { answers += 1 }
    let isVMDK = uuid != nil || text.hasText(".vmdk", at: path.upperBound - 5)
    // A folder that could not be read is no VMDK.
    var record: Int?
    if isVMDK {
      record = add(path, uuid, line, text, into: &catalog)
      if let size = Self.number(text, size) { catalog.tell(size: size) }
      if hasColumns { readAttachment(line, text, into: &catalog) }
    }
    guard uuid == nil else { return }
    if isRefused, record == nil {
      let folder = ByteString(text.bytes(path)).lossyText
      let reply = ByteString(text.bytes(value)).lossyText
      let message =
        isOfVCenter ? "not read; the list says: \(folder): \(reply)" : "\(folder): \(reply)"
      catalog.note(
        isOfVCenter ? .said : .folderRefused, line: line.number, excerpt: Array(message.utf8).span)
    } else if isRefused {
      catalog.note(.refused, line: line.number, record: record, excerpt: text.extracting(value))
    } else {
      for found in UUIDText.all(in: text, answer) {
        catalog.add(untied: found.uuid, beside: text.extracting(path), line: line.number)
      }
      catalog.note(
        unusable: reading, line: line.number, record: record, excerpt: text.extracting(answer))
    }
  }

  /// The UUID of an answer that has the usual words in another spelling, as `UUID=   60 00 …`; nil if there is more
  /// than that.
  private static func labelled(_ text: Span<UInt8>, _ answer: Range<Int>) -> DiskUUID? {
    let label = UUIDLabel.value(text, answer)
    guard label.isLabelled, label.range.upperBound == answer.upperBound else { return nil }
    return UUIDText(text, label.range).uuid
  }

  private func add(
    _ path: Range<Int>, _ uuid: DiskUUID?, _ line: Line, _ text: Span<UInt8>,
    into catalog: inout Catalog
  ) -> Int {
    guard line.marks.contains(.backslash), let plain = Self.unescaped(text, path) else {
      return catalog.add(path: text.extracting(path), uuid: uuid, tie: .record, line: line.number)
    }
    return catalog.add(path: plain.span, uuid: uuid, tie: .record, line: line.number)
  }

  /// Reads how the VMDK is attached. A last field, with no tab after it, may have been cut.
  private func readAttachment(
    _ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog
  ) {
    var start = line.range.lowerBound
    for column in columns {
      guard let end = text.firstIndex(of: 0x09, in: start..<line.range.upperBound) else { return }
      defer { start = end + 1 }
      guard let column, start < end else { continue }
      let value = start..<end
      switch column {
      case .machine:
        let name = Self.unescaped(text, value) ?? text.bytes(value)
        catalog.tell(machine: name.span)
      case .machineUUID:
        if let uuid = UUIDText(text, value).uuid { catalog.tell(machineUUID: MachineUUID(uuid)) }
      case .device:
        let label = Self.unescaped(text, value) ?? text.bytes(value)
        catalog.tell(device: label.span)
      case .unit: if let unit = Self.number(text, value) { catalog.tell(unit: unit) }
      case .vCenter: break
      }
    }
  }

  /// A number of bytes; nil if there is none.
  private static func number(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard (1...19).contains(range.count) else { return nil }
    var number: UInt64 = 0
    for index in range {
      guard text[index].isASCIIDigit else { return nil }
      number = number &* 10 &+ UInt64(text[index] - UInt8(ascii: "0"))
    }
    return number
  }

  /// A path as it was before the script wrote it: `\t`, `\n`, `\r`, `\xHH` and `\\` stand for one byte
  /// each; nil if it is none of the script's.
  private static func unescaped(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard text[index] == UInt8(ascii: "\\") else {
        result.append(text[index])
        index += 1
        continue
      }
      guard index + 1 < range.upperBound else { return nil }
      switch text[index + 1] {
      case UInt8(ascii: "\\"): result.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "x"):
        guard index + 3 < range.upperBound, let high = hexValue(text[index + 2]),
          let low = hexValue(text[index + 3])
        else { return nil }
        result.append(high << 4 | low)
        index += 2
      default: return nil
      }
      index += 2
    }
    return result
  }
}
