import NmemModel

/// Finds the descriptors in free text, and says what they are about.
struct DescriptorReader {
  private let file: ByteString
  private var open: Descriptor?
  private var count = 0
  private var isAtStart = true
  /// Whether the line above has a path that could not be read.
  private var isBelowPath = false

  /// Whether all that was read is a descriptor.
  private(set) var isAll = false

  init(file: ByteString) {
    self.file = file
  }

  /// Reads a line. `isBelowPath` says whether the one above has a path that belongs to nothing. Returns whether the line
  /// is a descriptor's.
  mutating func read(
    _ line: Line, _ text: Span<UInt8>, isBelowPath: Bool,
    _ answers: inout Answers, into catalog: inout Catalog
  ) -> Bool {
    if open != nil {
      if open?.read(line, text, into: &catalog) == true { return true }
      isAll = false
      endOpen(&answers, into: &catalog)
    }
    let wasAtStart = isAtStart
    if !line.range.isEmpty { isAtStart = false }
    guard line.marks.contains(.hash) || wasAtStart,
      let next = Descriptor(line, text, atStartOf: wasAtStart ? file : nil)
    else { return false }
    open = next
    isAll = wasAtStart
    self.isBelowPath = isBelowPath
    return open?.read(line, text, into: &catalog) ?? false
  }

  /// Ends what is open.
  mutating func end(_ answers: inout Answers, into catalog: inout Catalog) {
    isAtStart = false
    endOpen(&answers, into: &catalog)
  }

  private mutating func endOpen(_ answers: inout Answers, into catalog: inout Catalog) {
    guard let descriptor = open else { return }
    open = nil
    count += 1
    if count > 1 { answers.tellOfSeveral(in: &catalog) }
    for uuid in descriptor.unattributed {
      catalog.add(uuid, isUntied: true)
      catalog.note(.notTied, line: uuid.line)
    }
    for answer in descriptor.complete {
      if answers.owner == nil, !answers.turns.isOpen, !answers.isUnclear {
        catalog.add(answer, isUntied: isBelowPath || answers.turns.isNameLeft)
        catalog.note(.noPath, line: answer.line)
      } else {
        answers.give(answer, into: &catalog)
      }
    }
    let record =
      descriptor.answers.isEmpty ? sayMissing(descriptor, &answers, into: &catalog) : nil
    for (text, line) in descriptor.unusable {
      catalog.add(unusable: text.span, text.span.range, line: line, record: record)
    }
  }

  /// A descriptor without a UUID. Returns the statement of its VMDK; nil if that is not known.
  private func sayMissing(
    _ descriptor: Descriptor, _ answers: inout Answers, into catalog: inout Catalog
  ) -> Int? {
    let line = descriptor.unusable.first?.line ?? descriptor.firstLine
    let record = answers.refuse(line: line, into: &catalog)
    if record == catalog.count - 1, let size = descriptor.size { catalog.tell(size: size) }
    if descriptor.unusable.isEmpty {
      catalog.note(.descriptorWithoutUUID, line: descriptor.firstLine, record: record)
    }
    return record
  }
}
