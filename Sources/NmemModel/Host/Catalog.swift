/// All that host files say about VMDKs, statement by statement, in little memory: some 60 bytes each, for
/// there may be millions.
///
/// A path is kept as its folder and its file's name. A folder that is the same as that of the statement
/// before is kept once; whether two others are the same is found out where they are joined.
public struct Catalog: Sendable {
  /// One statement; what only few of them have is in `facts`.
  struct Record: Sendable {
    /// The UUID's halves; both 0 if there is none.
    var high: UInt64
    var low: UInt64
    /// Where the file's name starts in `text`, and how long it is; 0 if there is no path.
    var name: UInt32
    var nameLength: UInt16
    var traits: Traits
    var tie: UInt8
    /// Which of `folders`.
    var folder: UInt32
    var line: UInt32
  }

  /// A part of `text`.
  struct Slice: Sendable, Equatable {
    var start: UInt32
    var length: UInt32

    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  /// A UUID of which the text does not say that it is a disk's. If another line says so, it counts.
  struct Doubtful: Sendable {
    var uuid: DiskUUID
    /// The path that stands beside it; empty if there is none.
    var beside: Slice
    var file: UInt32
    var line: UInt32
  }

  /// A file that was read.
  struct File: Sendable {
    var name: ByteString
    var firstRecord: Int
    var firstNote: Int
    var firstDoubtful: Int
    /// The lists in it, with the host that made each and when, and the first of its records. Between two
    /// lists, nothing is known of either.
    var lists: [(host: ByteString?, listed: Moment?, firstRecord: Int)] = []
    var excerpts = 0
    var isCutOff = false
    var isUnderstood = false
  }

  private(set) var records: [Record] = []
  private(set) var folders: [Slice] = []
  var facts: [Fact] = []
  private(set) var files: [File] = []
  private(set) var text: [UInt8] = []
  private(set) var notes: [Note] = []
  private(set) var doubtful: [Doubtful] = []

  /// Whether a file is known to have been longer, or could not be read in a part: what it does not say, its
  /// missing part may.
  public var isCutOff: Bool {
    get { files.contains(where: \.isCutOff) }
    set { if newValue, !files.isEmpty { files[files.count - 1].isCutOff = true } }
  }

  /// Whether the file that is being read is known to be of a form that has VMDKs, even if it has none.
  public var isFileUnderstood: Bool {
    get { files.last?.isUnderstood ?? false }
    set { if !files.isEmpty { files[files.count - 1].isUnderstood = newValue } }
  }

  /// Whether that file has what should be UUIDs, and none that can be used.
  public var hasOnlyUnusableUUIDs: Bool {
    guard let file = files.last else { return false }
    return notes[file.firstNote...].contains { $0.kind.isAboutUnusableUUID }
      && !records[file.firstRecord...].contains { $0.uuid != nil }
  }

  /// The same of the file that is being read.
  public var isFileCutOff: Bool { files.last?.isCutOff ?? false }

  /// An empty catalog.
  public init() {
    // For statements without a folder.
    folders.append(Slice(start: 0, length: 0))
  }

  /// How many statements there are.
  public var count: Int { records.count }

  /// Whether nothing was found and nothing is said.
  public var isEmpty: Bool { records.isEmpty && notes.isEmpty }

  /// Makes room for what a file of so many bytes may say, so that nothing is moved while it is read.
  public mutating func reserve(forBytes count: Int) {
    // A file that says it has more is no list, or is read in spite of what it says.
    guard count > 1 << 20, count < 1 << 32 else { return }
    records.reserveCapacity(records.count + count / 100)
    text.reserveCapacity(text.count + count / 4)
  }

  /// Begins to take what a file says.
  public mutating func begin(file name: ByteString) {
    files.append(
      File(
        name: name, firstRecord: records.count, firstNote: notes.count,
        firstDoubtful: doubtful.count))
  }

  /// Forgets all that the file says that was read last.
  public mutating func forgetFile() {
    guard let file = files.popLast() else { return }
    records.removeSubrange(file.firstRecord...)
    notes.removeSubrange(file.firstNote...)
    doubtful.removeSubrange(file.firstDoubtful...)
    facts.removeSubrange(facts.firstIndex(from: UInt32(file.firstRecord))...)
  }

  /// Whether the file that is being read has said anything of a VMDK so far.
  public var hasStatements: Bool { records.count > (files.last?.firstRecord ?? 0) }

  /// Whether something was said about the file that is being read.
  public var hasNotes: Bool { notes.count > (files.last?.firstNote ?? 0) }

  /// From here on the file holds what a host of this name has told at this time.
  public mutating func set(host: ByteString?, listed: Moment? = nil) {
    guard !files.isEmpty else { return }
    files[files.count - 1].lists.append((host, listed, records.count))
  }

  /// Adds a statement. `path` is empty if there is none; with ``Traits/isUntied`` it is the one that stands
  /// beside the UUID. Returns its number.
  @discardableResult
  public mutating func add(
    path: Span<UInt8>, uuid: DiskUUID?, tie: Tie?, traits: Traits = [], line: Int
  ) -> Int {
    let nameStart = path.isEmpty ? 0 : path.startOfFileName
    let folder = takeFolder(path.extracting(0..<nameStart))
    let name = keep(path.extracting(nameStart..<path.count))
    records.append(
      Record(
        high: uuid?.high ?? 0, low: uuid?.low ?? 0, name: name.start,
        nameLength: UInt16(clamping: name.length), traits: traits,
        tie: name.length == 0 || uuid == nil || traits.contains(.isUntied)
          ? 0 : tie.map(\.code) ?? 0,
        folder: folder,
        line: UInt32(clamping: line)))
    return records.count - 1
  }

  /// Adds a UUID that is tied to no path. `path` is the one that stands beside it, or empty.
  public mutating func add(untied uuid: DiskUUID, beside path: Span<UInt8> = Span(), line: Int) {
    add(path: path, uuid: uuid, tie: nil, traits: .isUntied, line: line)
  }

  /// Adds a UUID that may be a machine's, or that of anything: it counts if some line says that a disk has it. `path`
  /// is the one that stands beside it, or empty.
  public mutating func add(doubtful uuid: DiskUUID, beside path: Span<UInt8> = Span(), line: Int) {
    doubtful.append(
      Doubtful(
        uuid: uuid, beside: keep(path), file: UInt32(files.count - 1), line: UInt32(clamping: line))
    )
  }

  /// Takes path and UUID apart in the statements from one on that were tied in a way: the block that they
  /// are of turned out to be out of turn.
  public mutating func untie(from first: Int, tiedBy tie: Tie) {
    for index in first..<records.count where records[index].tie == tie.code { untie(index) }
  }

  /// Takes path and UUID apart in one statement.
  public mutating func untie(_ index: Int) {
    var path = records[index]
    guard path.nameLength > 0, path.uuid != nil, !path.traits.contains(.isUntied) else { return }
    (path.high, path.low, path.tie) = (0, 0, 0)
    path.traits.insert(.isExplained)
    records[index].traits.insert(.isUntied)
    records[index].tie = 0
    records.append(path)
    let folder = facts.of(UInt32(index)).filter { $0.kind == .folder }
    for fact in folder {
      facts.append(
        Fact(record: lastRecord, kind: fact.kind, value: fact.value, length: fact.length))
    }
  }

  /// That a UUID has no path may be for what went wrong after it: it may be another file's than the known one.
  public mutating func unsettle(_ index: Int) {
    if records[index].nameLength == 0 { records[index].traits.insert(.isUntied) }
  }

  /// Takes the UUIDs from one statement on, which have no path, for ones that stand alone, if they cannot belong to
  /// what stands above.
  public mutating func noteBare(from first: Int, mayBelongAbove: Bool) {
    for index in first..<records.count where records[index].traits.contains(.isUntied) {
      if !mayBelongAbove { records[index].traits.remove(.isUntied) }
      note(.noPath, line: Int(records[index].line))
    }
  }

  /// That the paths from one statement on have no UUID is explained.
  public mutating func explain(from first: Int) {
    for index in first..<records.count where records[index].uuid == nil {
      records[index].traits.insert(.isExplained)
    }
  }

  /// Keeps a text, as far as there is room for it.
  mutating func keep(_ bytes: Span<UInt8>) -> Slice {
    guard text.count + bytes.count < Int(UInt32.max) else {
      isCutOff = true
      return Slice(start: 0, length: 0)
    }
    let start = text.count
    bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) }
    return Slice(start: UInt32(start), length: UInt32(bytes.count))
  }

  /// The number of a folder: that of the statement before, or a new one.
  private mutating func takeFolder(_ folder: Span<UInt8>) -> UInt32 {
    if folder.isEmpty { return 0 }
    let last = folders[folders.count - 1]
    if Int(last.length) == folder.count, text.span.extracting(last.range).isEqual(to: folder) {
      return UInt32(folders.count - 1)
    }
    folders.append(keep(folder))
    return UInt32(folders.count - 1)
  }

  /// Adds a diagnostic in words on a file, or on a line of it.
  public mutating func note(_ problem: Problem, _ kind: Note.Kind = .said) {
    let text = ByteString(problem.message).bytes
    let slice = keep(text.span)
    let file = files.lastIndex { $0.name == problem.source.file }
    if file == nil { begin(file: problem.source.file) }
    notes.append(
      Note(
        kind: kind, file: UInt32(file ?? files.count - 1),
        line: UInt32(clamping: problem.source.line ?? 0), number: 0, record: 0, excerpt: slice))
  }

  /// Adds a diagnostic on the file that is being read. So many of a file quote what it says; more help nobody.
  public mutating func note(
    _ kind: Note.Kind, line: Int?, number: Int = 0, record: Int? = nil,
    excerpt: Span<UInt8>? = nil
  ) {
    var slice = Slice(start: 0, length: 0)
    if let excerpt, files[files.count - 1].excerpts < 1000 {
      files[files.count - 1].excerpts += 1
      slice = keep(excerpt.extracting(0..<min(excerpt.count, 512)))
    }
    if kind.meansCutOff { isCutOff = true }
    if let record { records[record].traits.insert(.isExplained) }
    notes.append(
      Note(
        kind: kind, file: UInt32(files.count - 1), line: UInt32(clamping: line ?? 0),
        number: UInt32(clamping: number),
        record: record.map { UInt32($0) + 1 } ?? 0, excerpt: slice))
  }
}

extension Tie {
  /// A number for a record: 0 stands for none.
  var code: UInt8 {
    switch self {
    case .record: 1
    case .line: 2
    case .command: 3
    case .turns: 4
    }
  }

  init?(code: UInt8) {
    switch code {
    case 1: self = .record
    case 2: self = .line
    case 3: self = .command
    case 4: self = .turns
    default: return nil
    }
  }
}

extension Span<UInt8> {
  /// Where the file's name starts in a path, in all of ESXi's spellings.
  var startOfFileName: Int {
    if let slash = lastIndex(of: UInt8(ascii: "/"), in: 0..<count) { return slash + 1 }
    guard self[0] == UInt8(ascii: "["),
      let end = (0..<count).first(where: { self[$0] == UInt8(ascii: "]") })
    else { return 0 }
    return (end + 1..<count).first { self[$0] != UInt8(ascii: " ") } ?? 0
  }
}
