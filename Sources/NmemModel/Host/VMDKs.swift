/// VMDKs sorted by path in natural order. Those with only one statement are made when they are asked for.
public struct VMDKs: RandomAccessCollection, Equatable, Sendable {
  private let catalog: Catalog
  /// The VMDKs that several statements were joined to.
  private let joined: [VMDK]
  /// For each VMDK: the number of its statement, or after those the number of a joined one.
  private var order: [UInt32]

  public var startIndex: Int { 0 }
  /// How many there are.
  public var endIndex: Int { order.count }

  public subscript(index: Int) -> VMDK {
    let number = Int(order[index])
    return number < catalog.count
      ? VMDK(catalog.statement(number)) : joined[number - catalog.count]
  }

  /// Whether both have the same VMDKs in the same order.
  public static func == (lhs: VMDKs, rhs: VMDKs) -> Bool { lhs.elementsEqual(rhs) }

  public init(_ vmdks: [VMDK]) { self.init(Catalog(), lone: [], joined: vmdks) }

  public init() { self.init(Catalog(), lone: [], joined: []) }

  init(_ catalog: Catalog, lone: [UInt32], joined: [VMDK]) {
    self.catalog = catalog
    self.joined = joined
    order = lone
    catalog.sort(&order)
    guard !joined.isEmpty else { return }
    let sorted = joined.indices.sorted { joined[$0] < joined[$1] }
    // Few, mostly, so all others stay where they are and need not be looked at.
    var merged: [UInt32] = []
    merged.reserveCapacity(order.count + joined.count)
    var rest = order[...]
    for index in sorted {
      let place = rest.partitionNearby { VMDK(catalog.statement(Int($0))) < joined[index] }
      merged += rest[..<place]
      merged.append(UInt32(catalog.count + index))
      rest = rest[place...]
    }
    order = merged + rest
  }

  /// How many different UUIDs there are.
  public var uuidCount: Int { Set(indices.lazy.compactMap(uuid)).count }

  /// The number of the folder that one lies in, and whether its file's name has some text in it; nil if its only path
  /// does not give both. Nothing is made for it.
  public func folder(at index: Int, fileHas piece: Span<UInt8>) -> (number: Int, fileHas: Bool)? {
    let number = Int(order[index])
    guard number < catalog.count, !catalog.records[number].traits.contains(.isFolderSure) else {
      return nil
    }
    let record = catalog.records[number]
    let name = catalog.text.span.extracting(record.nameRange)
    return (Int(record.folder), name.contains(piece))
  }

  /// How many folders there are to number.
  public var folderCount: Int { catalog.folders.count }

  /// The path of a folder of a number, as ``folder(at:fileHas:)`` returns it.
  public func folderPath(_ number: Int) -> ByteString {
    ByteString(catalog.text[catalog.folders[number].range])
  }

  /// The UUID of one, without making the VMDK.
  public func uuid(at index: Int) -> DiskUUID? {
    let number = Int(order[index])
    return number < catalog.count
      ? catalog.records[number].uuid : joined[number - catalog.count].uuid
  }

  /// Whether one may be an NVDIMM, without making the VMDK: it has a UUID, only one, and no list calls it a disk.
  public func mayBeNVDIMM(at index: Int) -> Bool {
    let number = Int(order[index])
    guard number < catalog.count else {
      let vmdk = joined[number - catalog.count]
      return vmdk.uuid != nil && vmdk.kind != .disk && !vmdk.isContradicted
    }
    return catalog.records[number].uuid != nil && !catalog.records[number].traits.contains(.disk)
  }

  /// Keeps the VMDKs at which a condition holds.
  func filter(at isKept: (Int) -> Bool) -> VMDKs {
    var result = self
    result.order = indices.lazy.filter(isKept).map { order[$0] }
    return result
  }

  public mutating func keep(where isMeant: (VMDK) -> Bool) {
    self = filter { isMeant(self[$0]) }
  }
}

extension ArraySlice {
  /// The same as ``partition(_:)``. Looks at few elements if the end is near.
  fileprivate func partitionNearby(_ isInFront: (Element) -> Bool) -> Int {
    var (low, step) = (startIndex, 1)
    while low + step < endIndex, isInFront(self[low + step]) {
      low += step
      step *= 2
    }
    return self[low..<Swift.min(low + step, endIndex)].partition(isInFront)
  }
}

extension Catalog {
  /// Sorts numbers of statements, each of a VMDK of its own, as ``VMDK`` are sorted.
  func sort(_ numbers: inout [UInt32]) {
    let (records, folders, text) = (records, folders, text)
    let ranks = folderRanks(of: numbers)
    numbers.sort { left, right in
      let (a, b) = (records[Int(left)], records[Int(right)])
      let span = text.span
      if a.hasPath && b.hasPath {
        let (rankA, rankB) = (ranks[Int(a.folder)], ranks[Int(b.folder)])
        if rankA != rankB { return rankA < rankB }
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

  /// The place of each folder of some statements among all these, in natural order. Those that lie in one of them
  /// have its place, since its files may come between theirs; and so have all, if there are files without a folder.
  private func folderRanks(of numbers: [UInt32]) -> [UInt32] {
    let (folders, span) = (folders, text.span)
    var ranks = [UInt32](repeating: 0, count: folders.count)
    var isUsed = [Bool](repeating: false, count: folders.count)
    for number in numbers where records[Int(number)].hasPath {
      isUsed[Int(records[Int(number)].folder)] = true
    }
    let order = folders.indices.filter { isUsed[$0] }.sorted {
      naturallyPrecedes(span.extracting(folders[$0].range), span.extracting(folders[$1].range))
    }
    guard var outer = order.first else { return ranks }
    var rank: UInt32 = 0
    for index in order {
      let (last, next) = (folders[outer].range, folders[index].range)
      if naturallyPrecedesWithin(span.extracting(last), span.extracting(next)) != nil {
        (outer, rank) = (index, rank + 1)
      }
      ranks[index] = rank
    }
    return ranks
  }

  /// The order of two paths, each in two parts; nil if they are the same.
  private func naturalOrder(
    _ folderA: Span<UInt8>, _ nameA: Span<UInt8>, _ folderB: Span<UInt8>, _ nameB: Span<UInt8>
  ) -> Bool? {
    // Where the folders differ before either ends, no number goes on after them.
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
