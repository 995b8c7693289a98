import NmemModel

/// Reads a table with a header row, as PowerShell's `Export-Csv`, a spreadsheet or a script writes it
/// (RFC 4180, with any of four separators). The columns may have any names and any order.
struct TableForm: HostForm {
  let wants: Marks = [.tab, .separator, .quote]
  var isOpen: Bool { open != nil }

  private var header: Header?
  private var open: OpenRow?
  private var records: [Record] = []
  /// Lines that were taken for a part of a row, and are not.
  private var returned: [(text: [UInt8], number: Int)] = []

  fileprivate struct Header {
    var separator: UInt8
    var roles: [FieldRole]
    /// For each column, which of several disks of a row it is about; nil is all of them.
    var disks: [Int?]
    var diskCount: Int
    var isCrowded: Bool
    /// Whether the end of another line was joined to the first name.
    var isGlued: Bool
  }

  /// A row in which a quote is still open at the end of its last line.
  private struct OpenRow {
    var bytes: [UInt8]
    var lines: [(start: Int, number: Int)]
  }

  /// A cell with a line break in it has no more lines than this; what has more lacks a quote.
  private static let longestRow = (lines: 16, bytes: Line.longest)

  mutating func read(_ line: Line, of text: Span<UInt8>, into catalog: inout Catalog) -> Bool {
    if let row = open { return goOn(row, line, text, into: &catalog) }
    if let next = Header(line, text) {
      header = next
      records = Array(repeating: Record(), count: next.diskCount)
      for index in records.indices { records[index].isCrowded = next.isCrowded }
      // What was joined to its first name is somebody else's.
      return !next.isGlued
    }
    guard let header else { return false }
    // What begins with the rest of a path has none.
    for index in records.indices where line.isContinued { records[index].isCrowded = true }
    defer {
      for index in records.indices where line.isContinued {
        records[index].isCrowded = header.isCrowded
      }
    }
    switch read(text.extracting(line.range), header, line.number, into: &catalog) {
    case .row: return true
    case .other: return false
    case .openQuote:
      // A line of another kind may have a quote, too, but rarely begins with one.
      let isRow =
        text[line.range.lowerBound] == UInt8(ascii: "\"")
        || text.firstIndex(of: header.separator, in: line.range) != nil
      guard isRow else { return false }
      open = OpenRow(bytes: text.bytes(line.range), lines: [(0, line.number)])
      return true
    }
  }

  mutating func end(_ ending: Ending, into catalog: inout Catalog) {
    guard let open, ending != .otherForm else { return }
    // Whatever came after it may have been the VMDK that matters.
    giveUp(open, into: &catalog)
  }

  mutating func takeBack() -> [(text: [UInt8], number: Int)] {
    defer { returned = [] }
    return returned
  }

  private enum RowKind { case row, other, openQuote }

  /// Reads one more line of a row in which a quote is open.
  private mutating func goOn(
    _ openRow: OpenRow, _ line: Line, _ text: Span<UInt8>, into catalog: inout Catalog
  ) -> Bool {
    var row = openRow
    row.bytes.append(0x0A)
    row.lines.append((row.bytes.count, line.number))
    row.bytes += text.bytes(line.range)
    guard let header else { return false }
    switch read(
      row.bytes.span, header, row.lines[0].number, isMultiline: true, into: &catalog)
    {
    case .row:
      open = nil
    case .openQuote
    where row.lines.count <= Self.longestRow.lines && row.bytes.count <= Self.longestRow.bytes:
      open = row
    case .openQuote, .other:
      giveUp(row, into: &catalog)
    }
    return true
  }

  /// Gives back the lines that an open quote would have made one row.
  private mutating func giveUp(_ row: OpenRow, into catalog: inout Catalog) {
    open = nil
    catalog.note(.openQuote, line: row.lines[0].number)
    let ends = row.lines.dropFirst().map { $0.start - 1 } + [row.bytes.count]
    returned = zip(row.lines, ends).map { line, end in
      (Array(row.bytes[line.start..<end]), line.number)
    }
  }

  /// Reads a row, and says what it holds.
  private mutating func read(
    _ row: Span<UInt8>, _ header: Header, _ number: Int, isMultiline: Bool = false,
    into catalog: inout Catalog
  ) -> RowKind {
    for index in records.indices { records[index].removeAll() }
    var cells = RowCells(row, header.separator)
    var column = 0
    var spansRows = false
    while let cell = cells.next(row) {
      if column < header.roles.count {
        if isMultiline, cell.isQuoted, row.extracting(cell.range).spansRows { spansRows = true }
        if cell.hasDoubledQuotes {
          let value = cell.withoutDoubledQuotes(row)
          add(value.span, column, header)
        } else {
          add(row.extracting(cell.range), column, header)
        }
      }
      column += 1
    }
    guard !cells.isOpen else { return .openQuote }
    guard column == header.roles.count || header.fits(row, columns: column) else {
      return addUnfit(row, number, columns: column, into: &catalog) ? .row : .other
    }
    guard records.contains(where: { !$0.isEmpty }) else { return .other }
    let isMisplaced = records.count > 1 && records.contains(where: \.hidesPath)
    for index in records.indices { records[index].isMisplaced = isMisplaced }
    if spansRows || isMisplaced {
      // Several of a kind in one cell, or rows between two quotes that do not belong together.
      for index in records.indices { records[index].isCrowded = true }
    }
    for index in records.indices { records[index].say(line: number, into: &catalog) }
    for index in records.indices { records[index].isCrowded = header.isCrowded }
    return .row
  }

  @inline(__always)
  private mutating func add(_ value: Span<UInt8>, _ column: Int, _ header: Header) {
    let role = header.roles[column]
    if let disk = header.disks[column] {
      records[disk].add(role, value)
    } else {
      for index in records.indices { records[index].add(role, value) }
    }
  }

  /// Reads what does not fit the header. It is a row all the same if one of more than two cells is a UUID: what was a
  /// path may be the end of another row. Returns whether it is one.
  private func addUnfit(
    _ row: Span<UInt8>, _ number: Int, columns: Int, into catalog: inout Catalog
  ) -> Bool {
    guard columns > 2 else { return false }
    let found = UUIDText.all(in: row, row.range)
    guard found.contains(where: \.isOfDisk) else { return false }
    catalog.add(found, beside: Span(), line: number)
    for uuid in found where uuid.isOfDisk {
      catalog.note(.notTied, line: number, excerpt: row.extracting(uuid.range))
    }
    return true
  }
}

extension TableForm.Header {
  /// The header that a line is: two or more names, one of them that of a disk's UUID or path.
  fileprivate init?(_ line: Line, _ text: Span<UInt8>) {
    let row = text.extracting(line.range)
    guard Self.mayBeHeader(line, row) else { return nil }
    var best: (separator: UInt8, names: [[UInt8]])?
    for separator in ",;\t|".utf8 where row.firstIndex(of: separator, in: row.range) != nil {
      let names = RowCells.all(row, separator)
      guard names.count > max(1, best?.names.count ?? 0),
        names.dropFirst().allSatisfy(Self.isName)
      else { continue }
      let roles = names.map { FieldRole($0.span) }
      guard Self.isName(names[0]) || Self.areNames(roles.dropFirst()) else {
        continue
      }
      if roles.contains(where: { $0.isUUID || $0.isPath }) { best = (separator, names) }
    }
    guard let best else { return nil }
    isGlued = line.hasGluedPath || !Self.isName(best.names[0])
    separator = best.separator
    roles = best.names.map { FieldRole($0.span) }
    let counts = (roles.count(where: \.isUUID), roles.count(where: \.isPath))
    // Several disks in a row are distinguished by the numbers in the names.
    let numbers = zip(roles, best.names).map { role, name in
      role.isUUID || role.isPath ? Self.number(in: name) : nil
    }
    let isNumbered = zip(roles, numbers).allSatisfy { role, number in
      !role.isUUID && !role.isPath || number != nil
    }
    let different = Array(Set(numbers.compactMap(\.self))).sorted()
    if counts.0 > 1, isNumbered, different.count > 1 {
      disks = numbers.map { number in number.flatMap { different.firstIndex(of: $0) } }
      diskCount = different.count
      isCrowded = false
    } else {
      disks = Array(repeating: 0, count: roles.count)
      diskCount = 1
      isCrowded = counts.0 > 1
    }
  }

  /// Whether a line is worth a closer look: every line of a long list is asked.
  private static func mayBeHeader(_ line: Line, _ row: Span<UInt8>) -> Bool {
    row.count <= 4096 && !row.isEmpty && line.pathCount == 0
  }

  /// Whether a row with fewer cells lacks only those at its end: a path and a UUID are where the header has them. Else
  /// it may be the rest of a row that was wrapped.
  fileprivate func fits(_ row: Span<UInt8>, columns: Int) -> Bool {
    guard columns > 2, columns < roles.count else { return false }
    var cells = RowCells(row, separator)
    var hasPath = false
    for role in roles {
      guard let cell = cells.next(row) else { return hasPath }
      let value = row.extracting(cell.range)
      if value.isVMDKPath {
        guard role.isPath else { return false }
        hasPath = true
      } else if UUIDText.begins(in: value, value.range)
        || UUIDText(value, value.range).uuid != nil
      {
        guard role.isUUID || role == .otherUUID || role == .machineUUID else { return false }
      }
    }
    return hasPath
  }

  /// Whether a cell may be the name of a column, and not the value of one.
  private static func isName(_ cell: [UInt8]) -> Bool {
    let span = cell.span
    return cell.count <= 64
      && cell.first.map { !$0.isASCIIDigit && !$0.isOne(of: "/[{+-") } ?? true
      && UUIDText(span, span.range) == .other && !UUIDText.begins(in: span, span.range)
      && UUIDText.all(in: span, span.range).isEmpty
      && span.firstRange(of: "/vmfs/", in: span.range) == nil
      && cell.allSatisfy { $0 >= 0x20 && !$0.isOne(of: ":=\\<>$'\"") }
  }

  /// Whether the rest of a line is a header, though the first cell is no name.
  private static func areNames(_ roles: ArraySlice<FieldRole>) -> Bool {
    roles.contains(where: \.isUUID) && roles.contains(where: \.isPath)
  }

  /// The number in the name of a column: 2 of `Disk 2 Path`.
  private static func number(in name: [UInt8]) -> Int? {
    let digits = name.split { !$0.isASCIIDigit }
    return digits.count == 1 ? Int(String(decoding: digits[0], as: UTF8.self)) : nil
  }
}

/// The cells of a row of a table, one after the other.
struct RowCells {
  struct Cell {
    /// Where it is, without its quotes.
    var range: Range<Int>
    var isQuoted = false
    /// Whether two quotes in it mean one.
    var hasDoubledQuotes = false

    func withoutDoubledQuotes(_ row: Span<UInt8>) -> [UInt8] {
      var result: [UInt8] = []
      var index = range.lowerBound
      while index < range.upperBound {
        result.append(row[index])
        index += row[index] == UInt8(ascii: "\"") ? 2 : 1
      }
      return result
    }
  }

  private let separator: UInt8
  private var index = 0
  private var isOver = false

  /// Whether the row ended within a quote.
  private(set) var isOpen = false

  init(_ row: Span<UInt8>, _ separator: UInt8) {
    self.separator = separator
  }

  /// The next cell; nil at the end.
  mutating func next(_ row: Span<UInt8>) -> Cell? {
    guard !isOver else { return nil }
    var start = index
    while start < row.count, row[start] == UInt8(ascii: " ") { start &+= 1 }
    if start < row.count, row[start] == UInt8(ascii: "\"") { return quoted(row, start + 1) }
    let end = row.firstIndex(of: separator, in: start..<row.count) ?? row.count
    isOver = end == row.count
    index = end &+ 1
    return Cell(range: start..<end)
  }

  private mutating func quoted(_ row: Span<UInt8>, _ start: Int) -> Cell? {
    var end = start
    var hasDoubled = false
    while true {
      guard let quote = row.firstIndex(of: UInt8(ascii: "\""), in: end..<row.count) else {
        (isOpen, isOver) = (true, true)
        return nil
      }
      end = quote
      guard quote + 1 < row.count, row[quote + 1] == UInt8(ascii: "\"") else { break }
      hasDoubled = true
      end += 2
    }
    let isAtEnd = end + 1 == row.count || row[end + 1] == separator
    let next =
      isAtEnd ? end + 1 : row.firstIndex(of: separator, in: end + 1..<row.count) ?? row.count
    isOver = next == row.count
    index = next + 1
    // What comes after the quote was not meant to be there, and counts all the same.
    let isClean = isAtEnd || row.trimmed(end + 1..<next).isEmpty
    return Cell(
      range: isClean ? start..<end : start - 1..<next, isQuoted: isClean,
      hasDoubledQuotes: isClean && hasDoubled)
  }

  /// All cells of a row without blanks around them; none if a quote is open.
  static func all(_ row: Span<UInt8>, _ separator: UInt8) -> [[UInt8]] {
    var cells = RowCells(row, separator)
    var result: [[UInt8]] = []
    while let cell = cells.next(row) {
      let value = row.extracting(cell.range)
      result.append(value.bytes(value.unadorned))
    }
    return cells.isOpen ? [] : result
  }
}

extension Span<UInt8> {
  /// Whether a cell seems to be several rows, between two quotes that do not belong together.
  fileprivate var spansRows: Bool {
    guard firstIndex(of: 0x0A, in: range) != nil else { return false }
    return firstRange(of: ".vmdk", in: range) != nil || UUIDText.begins(in: self, range)
  }
}
