/// What there is to say about host files, sorted by place. Made from notes when it is asked for: there may be as
/// many problems as lines.
public struct Problems: RandomAccessCollection, Sendable {
  private let parts: Parts
  /// The numbers of the problems among those of all parts.
  private let order: [UInt32]

  public var startIndex: Int { 0 }
  /// How many there are.
  public var endIndex: Int { order.count }

  public subscript(index: Int) -> Problem { parts.problem(order[index]) }

  /// What the catalog notes, that some of its statements have a path and no UUID, and other problems.
  init(_ catalog: Catalog, withoutUUID: [Int], others: [(kind: Note.Kind, problem: Problem)]) {
    let parts = Parts(
      catalog: catalog,
      notes: withoutUUID.isEmpty
        ? catalog.notes : catalog.notes + withoutUUID.map(catalog.missingUUID), others: others)
    self.parts = parts
    var order = Array(0..<UInt32(parts.notes.count + others.count))
    // The files may be a hundred thousand.
    guard !order.isEmpty else {
      self.order = order
      return
    }
    let ranks = FileRanks(catalog)
    let places = order.map { parts.place(of: $0, ranks) }
    order.sort { left, right in
      let (a, b) = (places[Int(left)], places[Int(right)])
      return a == b ? parts.problem(left) < parts.problem(right) : a < b
    }
    // Only what has one place can be the same.
    var kept: [UInt32] = []
    kept.reserveCapacity(order.count)
    for number in order {
      let isNew =
        kept.last.map { last in
          places[Int(last)] != places[Int(number)] || parts.problem(last) != parts.problem(number)
        } ?? true
      if isNew { kept.append(number) }
    }
    self.order = kept
  }
}

extension Problems {
  /// The problems with those of one kind said once beyond a number: the first of them, and how many there are more.
  public func summarized(beyond limit: Int = 10) -> [Problem] {
    struct Rest {
      /// Where the sentence on the rest stands: after the last of those that are shown.
      var index: Int
      var count = 0
      var files: Set<ByteString> = []
    }
    var counts: [Note.Kind: Int] = [:]
    var rests: [Note.Kind: Rest] = [:]
    var shown: [Problem] = []
    for number in order {
      let kind = parts.kind(of: number)
      guard kind != .said else {
        shown.append(parts.problem(number))
        continue
      }
      counts[kind, default: 0] += 1
      if counts[kind, default: 0] <= limit {
        shown.append(parts.problem(number))
        continue
      }
      var rest = rests[kind] ?? Rest(index: shown.count)
      if rest.count == 0 { shown.append(parts.problem(number)) }
      rest.count += 1
      rest.files.insert(parts.file(of: number))
      rests[kind] = rest
    }
    for rest in rests.values {
      shown[rest.index] = .onRest(
        rest.count, from: shown[rest.index].source, fileCount: rest.files.count)
    }
    return shown
  }
}

extension Problem {
  /// That there are so many more problems of a kind, the first of them at a place.
  fileprivate static func onRest(_ count: Int, from source: Source, fileCount: Int) -> Problem {
    let others = fileCount - 1
    let start = source.line.map { ", from line \($0) on" } ?? (others > 0 ? ", here" : "")
    let files = others > 0 ? " and in \(others) more \(others == 1 ? "file" : "files")" : ""
    let things = source.line == nil ? "list" : "line"
    return Problem(
      Source(file: source.file),
      "\(count) more such \(things)\(count == 1 ? "" : "s")\(start)\(files); --json lists them all")
  }
}

/// What problems are made from. They are numbered: notes, and after those the others.
private struct Parts: Sendable {
  var catalog: Catalog
  var notes: [Note]
  var others: [(kind: Note.Kind, problem: Problem)]

  func kind(of number: UInt32) -> Note.Kind {
    let number = Int(number)
    return number < notes.count ? notes[number].kind : others[number - notes.count].kind
  }

  func file(of number: UInt32) -> ByteString {
    let number = Int(number)
    return number < notes.count
      ? catalog.files[Int(notes[number].file)].name
      : others[number - notes.count].problem.source.file
  }

  func problem(_ number: UInt32) -> Problem {
    let number = Int(number)
    return number < notes.count
      ? catalog.problem(notes[number]) : others[number - notes.count].problem
  }

  /// Where a problem is: the rank of its file, and the line.
  func place(of number: UInt32, _ ranks: FileRanks) -> UInt64 {
    let number = Int(number)
    guard number < notes.count else {
      let source = others[number - notes.count].problem.source
      return UInt64(ranks.byName[source.file] ?? 0) << 32 | UInt64(source.line ?? 0)
    }
    return UInt64(ranks.byNumber[Int(notes[number].file)]) << 32 | UInt64(notes[number].line)
  }
}

/// The place of each file of a catalog among all, in natural order.
private struct FileRanks {
  private(set) var byName: [ByteString: UInt32] = [:]
  let byNumber: [UInt32]

  init(_ catalog: Catalog) {
    let names = catalog.files.map(\.name)
    for (rank, name) in Set(names).sorted().enumerated() { byName[name] = UInt32(rank) }
    byNumber = names.map { [byName] name in byName[name] ?? 0 }
  }
}

extension Catalog {
  /// That the UUID of a statement's path is missing.
  fileprivate func missingUUID(of record: Int) -> Note {
    Note(
      kind: .missing, file: UInt32(fileIndex(of: record)), line: records[record].line, number: 0,
      record: UInt32(record) + 1, excerpt: Slice(start: 0, length: 0))
  }
}
