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
    var attachment = Attachment()
    for fact in facts.of(UInt32(index)) {
      switch fact.kind {
      case .size: statement.size = fact.value
      case .machine: attachment.machine = string(fact.slice)
      case .machineUUID: attachment.machineUUID = machineUUID(fact)
      case .device: attachment.device = string(fact.slice)
      case .unit: attachment.unit = fact.value
      case .parent: statement.parent = string(fact.slice)
      case .folder: statement.folder = string(fact.slice)
      }
    }
    if !attachment.isEmpty { statement.attachment = attachment }
    return statement
  }

  /// The UUIDs in places that do not say that they are a disk's, as far as a disk's, or a DIMM, has the same serial.
  func doubtfulStatements(comparedWith serials: Set<Serial>) -> [Statement] {
    guard !doubtful.isEmpty else { return [] }
    let numbers = NumberSet(doubtful.map(\.uuid.serial.rawValue))
    let shared = serials.union(
      records.lazy.compactMap { $0.uuid?.serial }.filter { numbers.contains($0.rawValue) })
    return doubtful.filter { shared.contains($0.uuid.serial) }.map(statement)
  }

  /// All UUIDs in places that do not say that they are a disk's.
  public var doubtfulStatements: [Statement] { doubtful.map(statement) }

  private func statement(_ doubt: Doubtful) -> Statement {
    var statement = Statement(
      path: nil, uuid: doubt.uuid, traits: [.isUntied, .isDoubtful],
      source: Source(
        file: files[Int(doubt.file)].name, line: doubt.line == 0 ? nil : Int(doubt.line)))
    if doubt.beside.length > 0 { statement.beside = string(doubt.beside) }
    return statement
  }

  private func machineUUID(_ fact: Fact) -> MachineUUID {
    let bytes = text[fact.slice.range]
    func half(_ bytes: some Sequence<UInt8>) -> UInt64 {
      bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
    return MachineUUID(DiskUUID(high: half(bytes.prefix(8)), low: half(bytes.dropFirst(8))))
  }

  /// Those of some virtual machines' UUIDs that two machines have by what the lists say, as a copied one has that of
  /// the original: the statements call them by two names.
  public func shared(_ uuids: Set<MachineUUID>) -> Set<MachineUUID> {
    guard !uuids.isEmpty else { return [] }
    var names: [MachineUUID: ByteString] = [:]
    var shared: Set<MachineUUID> = []
    for fact in facts where fact.kind == .machineUUID {
      let uuid = machineUUID(fact)
      guard uuids.contains(uuid),
        let name = facts.of(fact.record).first(where: { $0.kind == .machine })
          .map({ string($0.slice) })
      else { continue }
      if names.updateValue(name, forKey: uuid) ?? name != name { shared.insert(uuid) }
    }
    return shared
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

  /// Whether there is a UUID of which nothing says that it is a disk's.
  public var hasDoubtfulUUID: Bool { !doubtful.isEmpty }

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
