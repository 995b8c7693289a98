import NmemModel

extension Catalog {
  /// Adds a UUID without a path.
  mutating func add(_ answer: Turns.Answer, isUntied: Bool) {
    guard let uuid = answer.uuid else { return }
    add(path: Span(), uuid: uuid, tie: nil, traits: isUntied ? .isUntied : [], line: answer.line)
    if let size = answer.size { tell(size: size) }
  }

  /// Adds UUIDs that no path is tied to. Those that the text does not call a disk's may be another thing's.
  mutating func add(_ found: [UUIDText.Found], beside path: Span<UInt8>, line: Int) {
    for found in found {
      if found.isOfDisk {
        add(untied: found.uuid, beside: path, line: line)
      } else {
        add(doubtful: found.uuid, beside: path, line: line)
      }
    }
  }

  /// Adds what is in the place of a UUID and is none. One with more after it may well be the right one: as a candidate it
  /// casts its doubt.
  mutating func add(
    unusable text: Span<UInt8>, _ value: Range<Int>, beside path: Range<Int>? = nil, line: Int,
    record: Int?
  ) {
    // The words before it may say that it is a disk's.
    let found = UUIDText.all(in: text, 0..<value.upperBound).filter {
      $0.range.lowerBound >= value.lowerBound
    }
    add(found, beside: text.extracting(path ?? 0..<0), line: line)
    note(
      unusable: UUIDText(text, value), line: line, record: record, excerpt: text.extracting(value))
  }

  /// Notes that a text is no UUID which should be that of a VMDK.
  mutating func note(
    unusable reading: UUIDText, line: Int, record: Int?, excerpt: Span<UInt8>
  ) {
    switch reading {
    case .wrongLength(let bytes):
      note(.wrongLength, line: line, number: bytes, record: record, excerpt: excerpt)
    case .unset: note(.unsetUUID, line: line, record: record, excerpt: excerpt)
    case .uuid, .other: note(.notUUID, line: line, record: record, excerpt: excerpt)
    }
  }
}
