import NmemModel

/// Reads a table with a header row, as PowerShell's `Export-Csv`, a spreadsheet or a script writes it
/// (RFC 4180, with any of four separators). The columns may have any names and any order.
struct CSVForm {
  private let file: ByteString
  private var table: Header?
  private var open: OpenRow?

  /// The header row of a table.
  private struct Header {
    var separator: UInt8
    var names: [ByteString]
    var roles: [FieldRole]
  }

  /// A row in which a quote is still open at the end of its last line.
  private struct OpenRow {
    var bytes: [UInt8]
    /// Where each of its lines starts.
    var lines: [(start: Int, number: Int)]
  }

  /// A cell with a line break in it has no more lines than this; what has more lacks a quote.
  private static let longestRow = (lines: 16, bytes: TextSplitter.longestLine)

  init(file: ByteString) {
    self.file = file
  }

  /// Whether no row is open, so that a line without a separator and a quote is none of a table's.
  var isIdle: Bool { open == nil }

  /// What a line did to a table.
  enum Effect {
    /// It belongs to a table.
    case taken
    /// It does not.
    case other
    /// It shows that a quote was never closed: the first of these lines belongs to no table, and the
    /// others want to be read again.
    case unclosed([(text: ByteString, number: Int)])
  }

  /// Reads the next line.
  mutating func read(_ line: Span<UInt8>, number: Int, into findings: inout Findings) -> Effect {
    if let row = open { return goOn(row, line, number, into: &findings) }
    if let header = Self.header(line) {
      table = header
      return .taken
    }
    guard let table else { return .other }
    guard let cells = Self.cells(line, table.separator) else {
      // A line of another kind may have a quote, too, but rarely begins with one.
      let isRow =
        line[0] == UInt8(ascii: "\"")
        || line.firstIndex(in: line.range, where: { $0 == table.separator }) != nil
      guard isRow else { return .other }
      open = OpenRow(bytes: line.bytes(line.range), lines: [(0, number)])
      return .taken
    }
    return add(cells, to: table, number, into: &findings) ? .taken : .other
  }

  /// Ends the file. Returns lines to be read again, of which the first belongs to no table.
  mutating func finish(into findings: inout Findings) -> [(text: ByteString, number: Int)] {
    guard let open else { return [] }
    // Whatever came behind it may have been the VMDK that matters.
    findings.isCutOff = true
    return giveUp(open, into: &findings)
  }

  /// Reads one more line of a row in which a quote is open.
  private mutating func goOn(
    _ openRow: OpenRow, _ line: Span<UInt8>, _ number: Int, into findings: inout Findings
  ) -> Effect {
    var row = openRow
    row.bytes.append(0x0A)
    row.lines.append((row.bytes.count, number))
    row.bytes += line.bytes(line.range)
    guard let table, let cells = Self.cells(row.bytes.span, table.separator) else {
      open = row
      guard row.lines.count > Self.longestRow.lines || row.bytes.count > Self.longestRow.bytes
      else { return .taken }
      return .unclosed(giveUp(row, into: &findings))
    }
    if add(cells, to: table, row.lines[0].number, into: &findings) {
      open = nil
      return .taken
    }
    return .unclosed(giveUp(row, into: &findings))
  }

  /// Whether a cell seems to be several rows, between two quotes that do not belong together.
  private static func spansRows(_ cell: ByteString) -> Bool {
    let text = cell.bytes.span
    return cell.bytes.contains(0x0A)
      && (text.firstRange(of: ".vmdk", in: text.range) != nil
        || UUIDText.begins(in: text, text.range))
  }

  /// Whether a cell has a disk's UUID in it and something else.
  private static func hasMoreThanUUID(_ cell: ByteString) -> Bool {
    let text = cell.bytes.span
    guard UUIDText.begins(in: text, text.range) else { return false }
    if case .uuid = UUIDText(text, text.range) { return false }
    return true
  }

  /// Reads a row. Returns whether it is one.
  private func add(
    _ cells: [ByteString], to table: Header, _ number: Int, into findings: inout Findings
  ) -> Bool {
    guard cells.count == table.names.count else {
      return addUnfit(cells, number, into: &findings)
    }
    guard !cells.contains(where: Self.spansRows) else { return false }
    var record = Record()
    for (role, cell) in zip(table.roles, cells) {
      // A line of another kind may have as many commas.
      if role == .other || role == .path, Self.hasMoreThanUUID(cell) { return false }
      record.add(role == .other && cell.isVMDKPath ? .path : role, cell)
    }
    guard !record.isEmpty else { return false }
    findings.append(record.findings(Source(file: file, line: number)))
    return true
  }

  /// Reads what has other than the header's number of cells. It is a row all the same if one of more than
  /// two is a UUID: what was a path may be the end of another row. Returns whether it is one.
  private func addUnfit(
    _ cells: [ByteString], _ number: Int, into findings: inout Findings
  ) -> Bool {
    func isUUID(_ cell: ByteString) -> Bool {
      if case .uuid(let uuid) = UUIDText(cell.bytes.span, cell.bytes.span.range) {
        uuid.isVMware
      } else {
        false
      }
    }
    guard cells.count > 2, cells.contains(where: isUUID) else { return false }
    for cell in cells { findings.addStrays(in: cell.bytes.span, Source(file: file, line: number)) }
    return true
  }

  /// The lines that an open quote would have made one row.
  private mutating func giveUp(
    _ row: OpenRow, into findings: inout Findings
  ) -> [(text: ByteString, number: Int)] {
    open = nil
    findings.problems.append(
      Problem(
        Source(file: file, line: row.lines[0].number),
        "a quote in this row is not closed; was the table cut off? Export it again"))
    let ends = row.lines.dropFirst().map { $0.start - 1 } + [row.bytes.count]
    return zip(row.lines, ends).map { line, end in
      (ByteString(row.bytes[line.start..<end]), line.number)
    }
  }

  /// The header that a line is: two or more names, one of them that of a disk's UUID or path.
  private static func header(_ line: Span<UInt8>) -> Header? {
    guard mayBeHeader(line) else { return nil }
    var best: Header?
    for separator in ",;\t|".utf8 {
      guard line.firstIndex(in: line.range, where: { $0 == separator }) != nil,
        let names = cells(line, separator), names.count > max(1, best?.names.count ?? 0)
      else {
        continue
      }
      let roles = names.map(FieldRole.init)
      guard roles.contains(.uuid) || roles.contains(.path), names.allSatisfy(isName) else {
        continue
      }
      best = Header(separator: separator, names: names, roles: roles)
    }
    return best
  }

  /// Whether a line is worth a closer look: every line of a long list is asked.
  private static func mayBeHeader(_ line: Span<UInt8>) -> Bool {
    guard line.count <= 4096, let first = line.range.first, !line[first].isASCIIDigit,
      !line[first].isOne(of: "/[")
    else { return false }
    return line.range.allSatisfy { index in
      line[index] != UInt8(ascii: ":")
        && (line[index] != UInt8(ascii: ".") || !line.hasText(".vmdk", at: index))
    }
  }

  /// Whether a cell may be the name of a column, and not the value of one.
  private static func isName(_ cell: ByteString) -> Bool {
    cell.bytes.count <= 64 && !cell.hasSuffix(ignoringCase: ".vmdk")
      && cell.bytes.first.map { !$0.isASCIIDigit && !$0.isOne(of: "/[{+-") } ?? true
      && !UUIDText.isNearlyOrFully(cell.bytes.span, cell.bytes.span.range)
      && UUIDText.vmwareUUIDs(in: cell.bytes.span).isEmpty
      && cell.bytes.allSatisfy { $0 >= 0x20 && !$0.isOne(of: ":=\\<>$'\"") }
  }

  /// The cells of a row without blanks around them and without their quotes; nil if a quote is open.
  private static func cells(_ row: Span<UInt8>, _ separator: UInt8) -> [ByteString]? {
    var cells: [ByteString] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var index = 0
    func end() {
      cells.append(ByteString(cell).unadorned)
      cell = []
    }
    while index < row.count {
      let byte = row[index]
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if index + 1 < row.count, row[index + 1] == byte {
          cell.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\""), cell.allSatisfy(\.isBlank) {
        isQuoted = true
        cell = []
      } else if byte == separator {
        end()
      } else {
        cell.append(byte)
      }
      index += 1
    }
    guard !isQuoted else { return nil }
    end()
    return cells
  }
}
