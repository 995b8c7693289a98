/// What a catalog holds, as values.
extension Catalog {
  /// A statement. They are numbered in the order in which they were added.
  public func statement(_ index: Int) -> Statement {
    let record = records[index]
    let file = fileIndex(of: index)
    let path = path(of: record)
    let isTied = !record.traits.contains(.isUntied)
    let list = files[file].lists.last { $0.firstRecord <= index }
    var statement = Statement(
      path: isTied ? path : nil, uuid: record.uuid, tie: Tie(code: record.tie),
      traits: record.traits,
      host: list?.host, listed: list?.listed,
      source: Source(file: files[file].name, line: record.line == 0 ? nil : Int(record.line)))
    if !isTied { statement.beside = path }
    for fact in facts.of(UInt32(index)) {
      switch fact.kind {
      case .size: statement.size = fact.value
      case .machine: statement.machine = string(fact.slice)
      case .parent: statement.parent = string(fact.slice)
      case .folder: statement.folder = string(fact.slice)
      }
    }
    return statement
  }

  /// All statements.
  public var statements: [Statement] { (0..<count).map(statement) }

  /// What is said about the files, in the order in which it was found.
  public var problems: [Problem] { notes.map(problem) }

  /// A diagnostic, in words.
  func problem(_ note: Note) -> Problem {
    let excerpt = note.excerpt.length == 0 ? nil : string(note.excerpt).lossyText
    let path = note.record == 0 ? nil : path(of: records[Int(note.record) - 1])
    return Problem(
      Source(file: files[Int(note.file)].name, line: note.line == 0 ? nil : Int(note.line)),
      note.kind.message(number: Int(note.number), path: path?.lossyText, excerpt: excerpt))
  }

  /// Whether any statement has a UUID.
  public var hasUUID: Bool { records.contains { $0.uuid != nil } }

  /// Whether any statement tells a size.
  public var hasSizes: Bool { facts.contains { $0.kind == .size } }

  func path(of record: Record) -> ByteString? {
    guard record.nameLength > 0 else { return nil }
    let folder = folders[Int(record.folder)].range
    var bytes: [UInt8] = []
    bytes.reserveCapacity(folder.count + Int(record.nameLength))
    for part in [folder, record.nameRange] {
      text.span.extracting(part).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }
    return ByteString(bytes: bytes)
  }

  /// Which of the files says a statement.
  func fileIndex(of record: Int) -> Int { files.partition { $0.firstRecord <= record } - 1 }

  private func string(_ slice: Slice) -> ByteString { ByteString(text[slice.range]) }
}

extension Catalog.Record {
  var uuid: DiskUUID? { high | low == 0 ? nil : DiskUUID(high: high, low: low) }

  var nameRange: Range<Int> { Int(name)..<Int(name) + Int(nameLength) }
}

extension Catalog.Fact {
  fileprivate var slice: Catalog.Slice { Catalog.Slice(start: UInt32(value), length: length) }
}

extension RandomAccessCollection where Index == Int {
  /// The end of the elements that meet a condition, if all that do are at the front.
  func partition(_ isInFront: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if isInFront(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
