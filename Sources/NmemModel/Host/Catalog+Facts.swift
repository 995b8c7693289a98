// What statements say beyond path and UUID.

extension Catalog {
  /// What is known of one statement beyond its record.
  struct Fact: Sendable {
    enum Kind: UInt8 {
      case size
      case machine
      case machineUUID
      case device
      case unit
      case parent
      case folder
    }

    var record: UInt32
    /// The kind, and above it the length: there may be several facts of each of a million VMDKs.
    private var kindAndLength: UInt32
    /// A number, or the start of a text.
    var value: UInt64

    var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: kindAndLength)) ?? .size }
    var length: UInt32 { kindAndLength >> 8 }

    init(record: UInt32, kind: Kind, value: UInt64, length: UInt32) {
      self.record = record
      self.value = value
      kindAndLength = UInt32(kind.rawValue) | min(length, 1 << 24 - 1) << 8
    }
  }

  /// Adds the capacity in bytes to what the last statement says.
  public mutating func tell(size: UInt64) {
    facts.append(Fact(record: lastRecord, kind: .size, value: size, length: 0))
  }

  /// Takes back what was told last of the last statement's capacity.
  public mutating func forgetSizeOfLast() {
    if let last = facts.last, last.kind == .size, last.record + 1 == records.count {
      facts.removeLast()
    }
  }

  /// Adds the name of the virtual machine to what the last statement says.
  public mutating func tell(machine: Span<UInt8>) { tell(.machine, machine) }

  /// Adds the UUID of the virtual machine to what the last statement says.
  public mutating func tell(machineUUID uuid: MachineUUID) {
    tell(.machineUUID, Self.bytes(of: uuid).span)
  }

  /// Adds what the virtual machine's settings call the device to what the last statement says.
  public mutating func tell(device: Span<UInt8>) { tell(.device, device) }

  /// Adds the device's number on its controller to what the last statement says.
  public mutating func tell(unit: UInt64) {
    facts.append(Fact(record: lastRecord, kind: .unit, value: unit, length: 0))
  }

  private static func bytes(of uuid: MachineUUID) -> [UInt8] {
    [uuid.halves.high, uuid.halves.low].flatMap { half in
      (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * $0)) }
    }
  }

  /// Adds the parent's path to what the last statement says.
  public mutating func tell(parent: Span<UInt8>) { tell(.parent, parent) }

  /// Adds the folder that the path is relative to, to what the last statement says.
  public mutating func tell(folder: Span<UInt8>) { tell(.folder, folder) }

  var lastRecord: UInt32 { UInt32(records.count - 1) }

  private mutating func tell(_ kind: Fact.Kind, _ value: Span<UInt8>) {
    // Most statements have the same virtual machine, or folder, as the one before.
    if let last = facts.last(where: { $0.kind == kind }, within: 4),
      Int(last.length) == value.count,
      text.span.extracting(Int(last.value)..<Int(last.value) + value.count).isEqual(to: value)
    {
      facts.append(Fact(record: lastRecord, kind: kind, value: last.value, length: last.length))
    } else {
      let slice = keep(value)
      facts.append(
        Fact(record: lastRecord, kind: kind, value: UInt64(slice.start), length: slice.length))
    }
  }

  /// Names the machine of the statements from one on that have none.
  public mutating func name(machine: Span<UInt8>, from first: Int) {
    complete(.machine, machine, from: first)
  }

  /// Adds the machine's UUID to the statements from one on that have none.
  public mutating func name(machineUUID uuid: MachineUUID, from first: Int) {
    complete(.machineUUID, Self.bytes(of: uuid).span, from: first)
  }

  private mutating func complete(_ kind: Fact.Kind, _ text: Span<UInt8>, from first: Int) {
    guard first < records.count else { return }
    let slice = keep(text)
    let start = facts.firstIndex(from: UInt32(first))
    let complete = Set(facts[start...].lazy.filter { $0.kind == kind }.map(\.record))
    for record in UInt32(first)..<UInt32(records.count) where !complete.contains(record) {
      facts.append(
        Fact(record: record, kind: kind, value: UInt64(slice.start), length: slice.length))
    }
    facts[start...].sort { $0.record < $1.record }
  }
}

extension [Catalog.Fact] {
  /// The first fact of a record, or of one behind it. Facts are in the order of their records.
  func firstIndex(from record: UInt32) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].record < record { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The facts of one record.
  func of(_ record: UInt32) -> ArraySlice<Catalog.Fact> {
    let start = firstIndex(from: record)
    return self[start...].prefix { $0.record == record }
  }

  /// The last of some facts at the end that meets a condition.
  fileprivate func last(where condition: (Catalog.Fact) -> Bool, within count: Int) -> Catalog.Fact?
  {
    suffix(count).last(where: condition)
  }
}
