/// VMDKs sorted by path as a person counts. Those that one statement tells of are made when they are asked for.
public struct VMDKs: RandomAccessCollection, Equatable, Sendable {
  private let catalog: Catalog
  /// The VMDKs that several statements were joined to.
  private let joined: [VMDK]
  /// For each VMDK: the number of its statement, or behind those the number of a joined one.
  private var order: [UInt32]

  /// 0.
  public var startIndex: Int { 0 }
  /// How many there are.
  public var endIndex: Int { order.count }

  /// The one at an index from 0 on.
  public subscript(index: Int) -> VMDK {
    let number = Int(order[index])
    return number < catalog.count
      ? VMDK(catalog.statement(number)) : joined[number - catalog.count]
  }

  /// Whether both have the same VMDKs in the same order.
  public static func == (lhs: VMDKs, rhs: VMDKs) -> Bool { lhs.elementsEqual(rhs) }

  /// The given VMDKs.
  public init(_ vmdks: [VMDK]) { self.init(Catalog(), lone: [], joined: vmdks) }

  /// No VMDKs.
  public init() { self.init(Catalog(), lone: [], joined: []) }

  init(_ catalog: Catalog, lone: [UInt32], joined: [VMDK]) {
    self.catalog = catalog
    self.joined = joined
    order = lone
    catalog.sort(&order)
    guard !joined.isEmpty else { return }
    let sorted = joined.indices.sorted { joined[$0] < joined[$1] }
    // Few, mostly, so that all others stay where they are.
    var merged: [UInt32] = []
    merged.reserveCapacity(order.count + joined.count)
    var next = 0
    for index in sorted {
      while next < order.count, VMDK(catalog.statement(Int(order[next]))) < joined[index] {
        merged.append(order[next])
        next += 1
      }
      merged.append(UInt32(catalog.count + index))
    }
    merged += order[next...]
    order = merged
  }

  /// The UUID of one, without making the VMDK.
  func uuid(at index: Int) -> DiskUUID? {
    let number = Int(order[index])
    return number < catalog.count
      ? catalog.records[number].uuid : joined[number - catalog.count].uuid
  }

  /// Keeps the VMDKs at which a condition holds.
  func filter(at isKept: (Int) -> Bool) -> VMDKs {
    var result = self
    result.order = indices.lazy.filter(isKept).map { order[$0] }
    return result
  }

  /// Keeps those that are meant.
  public mutating func keep(where isMeant: (VMDK) -> Bool) {
    self = filter { isMeant(self[$0]) }
  }
}

extension Catalog {
  /// Sorts numbers of statements, each of a VMDK of its own, as ``VMDK`` are sorted.
  func sort(_ numbers: inout [UInt32]) {
    let (records, folders, text) = (records, folders, text)
    numbers.sort { left, right in
      let (a, b) = (records[Int(left)], records[Int(right)])
      let span = text.span
      if a.hasPath && b.hasPath {
        if a.folder == b.folder {
          let (nameA, nameB) = (span.extracting(a.nameRange), span.extracting(b.nameRange))
          if !nameA.isEqual(to: nameB) { return naturallyPrecedes(nameA, nameB) }
        } else {
          let (folderA, folderB) = (folders[Int(a.folder)].range, folders[Int(b.folder)].range)
          let order = naturalOrder(
            span.extracting(folderA), span.extracting(a.nameRange), span.extracting(folderB),
            span.extracting(b.nameRange))
          if let order { return order }
        }
      } else if a.hasPath != b.hasPath {
        return a.hasPath
      }
      if (a.high, a.low) != (b.high, b.low) {
        if a.uuid == nil || b.uuid == nil { return a.uuid != nil }
        return (a.high, a.low) < (b.high, b.low)
      }
      return statement(Int(left)).source < statement(Int(right)).source
    }
  }

  /// The order of two paths, each in two parts; nil if they are the same.
  private func naturalOrder(
    _ folderA: Span<UInt8>, _ nameA: Span<UInt8>, _ folderB: Span<UInt8>, _ nameB: Span<UInt8>
  ) -> Bool? {
    // Where the folders differ before either ends, no number goes on behind them.
    if let order = naturallyPrecedesWithin(folderA, folderB) { return order }
    let pathA =
      folderA.withUnsafeBufferPointer { Array($0) } + nameA.withUnsafeBufferPointer { Array($0) }
    let pathB =
      folderB.withUnsafeBufferPointer { Array($0) } + nameB.withUnsafeBufferPointer { Array($0) }
    return pathA == pathB ? nil : naturallyPrecedes(pathA, pathB)
  }
}

extension Catalog.Record {
  var hasPath: Bool { nameLength > 0 && !traits.contains(.isUntied) }
}
