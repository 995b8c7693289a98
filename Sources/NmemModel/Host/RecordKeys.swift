/// Finds which statements of a catalog may be about one VMDK, or contradict each other: they have a UUID in
/// common, or the name of a disk's file in folders of one name. All else is separate, and needs no joining.
struct RecordKeys {
  private let catalog: Catalog
  /// A number that stands for the innermost name of each folder of the catalog.
  private var folderKeys: [UInt32] = []
  /// What else a statement names: its parent, and its path in the folder that a session is in.
  private var others: [UInt32: [Key]] = [:]

  /// What a path says about the disk that it belongs to.
  struct Key: Hashable {
    /// Stands for what the names of a disk's file and of those of its snapshots begin with.
    var name: UInt32
    /// Stands for that and the name of the folder.
    var nameInFolder: UInt32
  }

  init(_ catalog: Catalog) {
    self.catalog = catalog
    let text = catalog.text.span
    folderKeys.reserveCapacity(catalog.folders.count)
    for folder in catalog.folders {
      folderKeys.append(Self.folderKey(text.extracting(folder.range)))
    }
    for fact in catalog.facts {
      switch fact.kind {
      case .parent:
        others[fact.record, default: []].append(Self.key(ofPath: text.extracting(fact.range)))
      case .folder:
        let record = catalog.records[Int(fact.record)]
        var key = Key(
          Digest.name(text.extracting(record.nameRange)),
          folder: Self.folderKey(text.extracting(fact.range)))
        if !catalog.folders[Int(record.folder)].range.isEmpty {
          // For a shell, what looks like a datastore is a part of the name.
          let path = catalog.statement(Int(fact.record)).pathInFolder?.bytes ?? []
          key = Self.key(ofPath: path.span)
        }
        others[fact.record, default: []].append(key)
      case .size, .machine, .machineUUID, .device, .unit: break
      }
    }
  }

  /// The numbers of the statements that matter to DIMMs of some serials and to targets; all, without serials.
  ///
  /// * A UUID that ends in one of the serials matters, and what has a target's UUID or name.
  /// * Another UUID under the name of a disk that has such a UUID, in a folder of one name, may contradict it.
  /// * A path without a UUID may complete any disk of its name, or was asked for without success.
  func records(concerning serials: Set<Serial>?, _ targets: [TraceTarget]) -> [UInt32] {
    let all = catalog.records.indices
    guard let serials else { return all.map(UInt32.init) }
    let wanted = NumberSet((serials + targets.compactMap(\.uuid?.serial)).map(\.rawValue))
    let asked = Set(targets.filter(\.isVMDKPath).map { Self.key(ofPath: $0.text.bytes.span).name })
    let records = catalog.records
    func matters(_ index: Int) -> Bool {
      records[index].matters(to: wanted)
        || !asked.isEmpty && hasKey(index) { asked.contains($0.name) }
    }
    var disks: Set<UInt32> = []
    var names: Set<UInt32> = []
    for index in all where matters(index) {
      for key in keys(of: index) {
        if records[index].uuid != nil { disks.insert(key.nameInFolder) }
        names.insert(key.name)
      }
    }
    // The names under which paths without a UUID are listed that matter.
    var withoutUUID: Set<UInt32> = []
    for index in all where records[index].uuid == nil {
      for key in keys(of: index)
      where matters(index) || names.contains(key.name) {
        withoutUUID.insert(key.name)
      }
    }
    let (ofDisks, ofNames) = (NumberSet(Array(disks)), NumberSet(Array(withoutUUID)))
    var result: [UInt32] = []
    for index in all {
      let isChosen =
        matters(index)
        || hasKey(index) { ofDisks.contains($0.nameInFolder) || ofNames.contains($0.name) }
      if isChosen { result.append(UInt32(index)) }
    }
    return result
  }

  /// Separates the statements that surely are all that is known of their VMDK from the others.
  func lone(among chosen: [UInt32]) -> (lone: [UInt32], related: [UInt32]) {
    var (lone, related) = loneOrSo(among: chosen)
    // Among fewer, others have something in common by chance.
    while true {
      let (more, rest) = loneOrSo(among: related)
      (lone, related) = (lone + more, rest)
      if more.count <= rest.count / 8 { return (lone, related) }
    }
  }

  /// The same, but that some are among the related by chance.
  private func loneOrSo(among chosen: [UInt32]) -> (lone: [UInt32], related: [UInt32]) {
    var uuids = Repetition(of: chosen.count)
    var disks = Repetition(of: chosen.count)
    var names: Repetition?
    let records = catalog.records
    let hasPaths = chosen.contains { records[Int($0)].uuid == nil }
    if hasPaths { names = Repetition(of: chosen.count) }
    for index in chosen {
      let record = records[Int(index)]
      if let uuid = record.uuid { uuids.insert(uuid.digest) }
      forEachKey(of: Int(index)) { key in
        disks.insert(key.nameInFolder)
        if hasPaths { names?.insert(key.name) }
      }
    }
    for doubt in catalog.doubtful { uuids.insert(doubt.uuid.digest) }
    var (lone, related): ([UInt32], [UInt32]) = ([], [])
    lone.reserveCapacity(chosen.count)
    for index in chosen {
      let record = records[Int(index)]
      let isRelated =
        record.uuid.map { uuids.mayHaveTwice($0.digest) } ?? false
        || hasKey(Int(index)) { key in
          disks.mayHaveTwice(key.nameInFolder) || names?.mayHaveTwice(key.name) ?? false
        }
      if isRelated { related.append(index) } else { lone.append(index) }
    }
    return (lone, related)
  }

  private func keys(of index: Int) -> [Key] {
    var result: [Key] = []
    forEachKey(of: index) { result.append($0) }
    return result
  }

  @inline(__always)
  private func forEachKey(of index: Int, _ body: (Key) -> Void) {
    _ = hasKey(index) {
      body($0)
      return false
    }
  }

  /// Whether one of the paths that a statement names meets a condition.
  @inline(__always)
  private func hasKey(_ index: Int, where condition: (Key) -> Bool) -> Bool {
    let record = catalog.records[index]
    if record.nameLength > 0 {
      let name = Digest.name(catalog.text.span.extracting(record.nameRange))
      if condition(Key(name, folder: folderKeys[Int(record.folder)])) { return true }
    }
    guard !others.isEmpty, let more = others[UInt32(index)] else { return false }
    return more.contains(where: condition)
  }

  private static func key(ofPath path: Span<UInt8>) -> Key {
    let start = path.isEmpty ? 0 : path.startOfFileName
    return Key(
      Digest.name(path.extracting(start..<path.count)),
      folder: folderKey(path.extracting(0..<start)))
  }

  /// A number for the innermost name of a folder, which is the same in all spellings of a datastore.
  private static func folderKey(_ folder: Span<UInt8>) -> UInt32 {
    if folder.isEmpty { return 0 }
    if folder.hasDots {
      // `a/./b/..` is folder `a`.
      let place = Place(ByteString(bytes: folder.withUnsafeBufferPointer { Array($0) } + [0x78]))
      let name = place.folders.last?.bytes ?? []
      return name.isEmpty ? 0 : Digest(name.span).key
    }
    var end = folder.count
    while end > 0, folder[end - 1] == UInt8(ascii: "/") || folder[end - 1] == UInt8(ascii: " ") {
      end -= 1
    }
    let start = folder.lastIndex(of: UInt8(ascii: "/"), in: 0..<end).map { $0 + 1 } ?? 0
    var name = folder.extracting(start..<end)
    if start == 0, end > 0, name[0] == UInt8(ascii: "[") {
      // "[DS] folder/"
      guard let close = (0..<end).first(where: { name[$0] == UInt8(ascii: "]") }) else { return 0 }
      let rest = (close + 1..<end).first { name[$0] != UInt8(ascii: " ") } ?? end
      name = name.extracting(rest..<end)
    } else if start > 0, folder.isDatastore(at: start) {
      return 0
    }
    return name.isEmpty ? 0 : Digest(name).key
  }
}

extension RecordKeys.Key {
  fileprivate init(_ name: Digest, folder: UInt32) {
    self.name = name.key
    nameInFolder = name.joined(with: folder)
  }
}

extension Catalog.Fact {
  fileprivate var range: Range<Int> { Int(value)..<Int(value) + Int(length) }
}

extension DiskUUID {
  fileprivate var digest: UInt32 {
    UInt32(truncatingIfNeeded: ((high ^ low) &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}

extension Catalog.Record {
  /// Whether a statement matters to DIMMs of some serials, whatever others say.
  fileprivate func matters(to serials: NumberSet) -> Bool {
    high | low == 0
      ? traits.isDisjoint(with: [.isPathOnly, .isExplained])
      : serials.contains(UInt32(truncatingIfNeeded: low))
  }
}

extension Span<UInt8> {
  /// Whether a folder of a path may be `.` or `..`, or nothing.
  fileprivate var hasDots: Bool {
    var previous = UInt8(ascii: "/")
    for index in indices {
      let byte = self[index]
      if previous == UInt8(ascii: "/"), byte == UInt8(ascii: ".") || byte == previous && index > 0 {
        return true
      }
      previous = byte
    }
    return false
  }
}

/// A number that stands for a text.
private struct Digest {
  private var state: UInt64

  init(_ text: Span<UInt8>) {
    state = UInt64(truncatingIfNeeded: text.count)
    var start = 0
    while start &+ 8 <= text.count {
      mix(text.word(at: start))
      start &+= 8
    }
    mix(text.word(start..<text.count))
  }

  /// The number for the disk of a file's name.
  static func name(_ name: Span<UInt8>) -> Digest {
    Digest(name.extracting(name.diskName(in: 0..<name.count)))
  }

  func joined(with other: UInt32) -> UInt32 {
    var result = self
    result.mix(UInt64(other) &+ 1)
    return result.key
  }

  var key: UInt32 { UInt32(truncatingIfNeeded: state >> 32) | 1 }

  private mutating func mix(_ word: UInt64) {
    // The golden ratio, as of Fibonacci hashing.
    let product = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
    state = product ^ product >> 32
  }
}

/// Which of many numbers occur more than once. May say so of some that do not.
private struct Repetition {
  /// Two bits for each of some numbers, side by side in the processor's memory: whether it occurs, and whether it
  /// does so again.
  private var bits: [UInt64]

  /// For this many numbers.
  init(of count: Int) {
    // Of this many places, one number in sixteen shares one with another.
    bits = Array(repeating: 0, count: count / 2 + 1)
  }

  mutating func insert(_ number: UInt32) {
    let (word, shift) = place(number)
    bits[word] |= ((bits[word] >> shift & 1) << 1 | 1) << shift
  }

  func mayHaveTwice(_ number: UInt32) -> Bool {
    let (word, shift) = place(number)
    return bits[word] >> shift & 2 != 0
  }

  private func place(_ number: UInt32) -> (word: Int, shift: UInt64) {
    let place = number % UInt32(32 * bits.count)
    return (Int(place >> 5), UInt64(2 * (place & 31)))
  }
}

/// A few numbers. One bit of a table excludes nearly all others; it fits in the processor's
/// nearest memory.
struct NumberSet {
  private static let wordCount = 1024
  private var numbers: Set<UInt32>
  private var table = [UInt64](repeating: 0, count: wordCount)

  init(_ numbers: [UInt32]) {
    self.numbers = Set(numbers)
    for number in numbers { table[Self.word(number)] |= Self.bit(number) }
  }

  func contains(_ number: UInt32) -> Bool {
    table[Self.word(number)] & Self.bit(number) != 0 && numbers.contains(number)
  }

  private static func word(_ number: UInt32) -> Int { Int(number >> 6) % wordCount }

  private static func bit(_ number: UInt32) -> UInt64 { 1 << UInt64(number & 63) }
}

extension Catalog {
  /// How many different UUIDs there are.
  public var uuidCount: Int {
    // A table of records' numbers, for a set of a million UUIDs takes more memory than all else.
    var size = 16
    while size < 2 * count { size *= 2 }
    var table = [UInt32](repeating: 0, count: size)
    var distinct = 0
    for (index, record) in records.enumerated() where record.high | record.low != 0 {
      var slot = Int((record.high ^ record.low &* 0x9E37_79B9_7F4A_7C15) >> 20) & (size - 1)
      while table[slot] != 0 {
        let other = records[Int(table[slot]) - 1]
        if other.high == record.high && other.low == record.low { break }
        slot = (slot + 1) & (size - 1)
      }
      if table[slot] == 0 {
        table[slot] = UInt32(index + 1)
        distinct += 1
      }
    }
    return distinct
  }
}
