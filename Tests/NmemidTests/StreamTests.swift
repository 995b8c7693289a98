import FileFormats
import LinuxSystem
import NmemModel
import SeededRandom
import Testing

@testable import NmemidCLI

/// How output is written while it is made.
@Suite struct StreamTests {
  /// What was written, piece by piece, up to one that fails.
  private final class Pipe {
    var pieces: [[UInt8]] = []
    var calls = 0
    var failing = Int.max

    func write(_ piece: Span<UInt8>) throws(Errno) {
      calls += 1
      if calls >= failing { throw Errno(28) }
      pieces.append(piece.withUnsafeBufferPointer(Array.init))
    }
  }

  /// Counts the rows that were looked at, of which each has a cell of 100 characters.
  private final class Maker: @unchecked Sendable {
    var made = 0

    var columns: [Column<Int>] {
      [
        Column(name: .id, key: .id, type: .integer, help: "") {
          self.made += 1
          return .number(UInt64($0))
        },
        Column(name: .what, key: .what, type: .string, help: "") {
          .string(String(repeating: "é\($0 % 10)", count: 50))
        },
      ]
    }
  }

  private static let rowCount = 3000

  /// The ways to write many rows.
  enum Format: CaseIterable {
    case table, raw, pairs, csv, json, jsonOfEach
  }

  private func write(_ format: Format, _ maker: Maker, to output: inout Output) {
    let (columns, rows, style) = (maker.columns, 0..<Self.rowCount, CellStyle())
    let table = Table(columns, rows, style)
    switch format {
    case .table: table.writeAligned(withHeadings: true, to: &output)
    case .raw: table.writeRaw(withHeadings: true, to: &output)
    case .pairs: table.writePairs(to: &output)
    case .csv: table.writeCSV(withHeadings: true, to: &output)
    case .json: JSON.rows(rows, columns, style).write(to: &output)
    case .jsonOfEach:
      JSON.each(rows) { row in .array(columns.map { $0.value(row).json(style) }) }
        .write(to: &output)
    }
  }

  @Test(arguments: Format.allCases)
  func isWrittenInPiecesAndWhole(format: Format) throws {
    var whole = Output()
    write(format, Maker(), to: &whole)
    let pipe = Pipe()
    var output = Output(pipe.write)
    write(format, Maker(), to: &output)
    let (before, expected) = (pipe.pieces.count, Array(whole.text.utf8))
    try output.finish()
    #expect(before > 5 && pipe.pieces.count == before + 1)
    #expect(pipe.pieces.allSatisfy { !$0.isEmpty && $0.count <= 1 << 16 })
    #expect(Array(pipe.pieces.joined()) == expected)
  }

  @Test(arguments: Format.allCases)
  func nothingIsMadeForAReaderThatHasGone(format: Format) {
    let (pipe, maker) = (Pipe(), Maker())
    pipe.failing = 2
    var output = Output(pipe.write)
    write(format, maker, to: &output)
    let isClosed = output.isClosed
    #expect(isClosed)
    #expect(throws: Errno(28)) { try output.finish() }
    #expect(pipe.calls == 2, "what has failed is not tried again")
    // A table's columns are measured before anything is written.
    let made = maker.made - (format == .table ? Self.rowCount : 0)
    #expect(made < Self.rowCount / 2, "\(made) rows were made")
  }

  @Test func nothingToWriteIsNotWritten() throws {
    let pipe = Pipe()
    var output = Output(pipe.write)
    output.write("")
    try output.finish()
    #expect(pipe.calls == 0)
  }

  @Test func whatFailsAtTheEndHasFailed() {
    let pipe = Pipe()
    pipe.failing = 1
    var output = Output(pipe.write)
    output.write("x")
    let isClosed = output.isClosed
    #expect(!isClosed)
    #expect(throws: Errno(28)) { try output.finish() }
  }

  @Test func aTextThatIsLongerThanAPieceIsKeptWhole() throws {
    let pipe = Pipe()
    var output = Output(pipe.write)
    output.write("before")
    output.write(text: String(repeating: "x", count: 1_000_000))
    output.write("behind")
    try output.finish()
    let text = Array(pipe.pieces.joined())
    #expect(text.count == 1_000_012)
    #expect(text.starts(with: "beforex".utf8) && text.suffix(7) == Array("xbehind".utf8)[...])
  }

  @Test func numbersAndUUIDsAreWrittenAsTheyArePrinted() {
    var random = SeededRandom.drawn()
    let edges: [UInt64] = [0, 9, 10, 99, 100, 1 << 32, .max]
    for number in edges + (0..<200).map({ $0 * (.max / 200) &+ random.next() >> 30 }) {
      var output = Output()
      output.write(number)
      var text = output.text
      #expect(text == String(number))
      output.clear()
      let uuid = DiskUUID(high: number, low: ~number)
      output.write(uuid)
      let digits = hexDigits(number) + hexDigits(~number)
      text = output.text
      #expect(text.filter { $0 != "-" } == digits)
      #expect(text == uuid.description)
      #expect(text.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
    }
  }
}

@Suite struct EscapingOfLongTextTests {
  /// Escapes each character alone.
  private func escapedOneByOne(_ bytes: [UInt8], _ escaping: Escaping) -> String {
    var result = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      let length =
        (1...4).first { String(validating: rest.prefix($0), as: UTF8.self)?.isEmpty == false } ?? 1
      result += escaping.escape(ByteString(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return result
  }

  @Test func isThatOfItsCharacters() {
    let alphabets: [[UInt8]] = [
      Array("abc/. ".utf8), Array("ab\\\" `$,".utf8), Array("aé\u{202E}\u{1F600}\u{FFFD}".utf8),
      [0, 9, 10, 13, 31, 32, 126, 127, 128, 0xC3, 0xE2, 0xFF],
    ]
    for length in 0...20 {
      for alphabet in alphabets {
        for plain in [0, 7, 8] {
          let bytes =
            [UInt8](repeating: 0x78, count: plain)
            + (0..<length).map { _ in alphabet.randomElement() ?? 0 }
          for escaping in [Escaping.plain, .raw, .pairs, .json] {
            let text = escaping.escape(ByteString(bytes))
            #expect(text == escapedOneByOne(bytes, escaping), "\(bytes)")
          }
        }
      }
    }
  }

  @Test func withoutEscapingBytesStayAsTheyAre() {
    let bytes: [UInt8] = [0x1B, 0xFF, 0x22, 0x20, 0x0A]
    #expect(Cell.text(ByteString(bytes)).text(CellStyle()).bytes == bytes)
  }
}

@Suite struct CSVTests {
  private let columns = [
    Column<[Cell]>(name: .id, key: .id, type: .string, help: "") { $0[0] },
    Column<[Cell]>(name: .tiedBy, key: .tiedBy, type: .integer, help: "") { $0[1] },
  ]

  private func csv(
    _ columns: [Column<[Cell]>], _ rows: [[Cell]], withHeadings: Bool = false
  ) -> String {
    var output = Output()
    Table(columns, rows, CellStyle()).writeCSV(withHeadings: withHeadings, to: &output)
    return output.text
  }

  @Test(arguments: [
    ("", ""), ("a b", "a b"), (" ", " "), ("a,b", "\"a,b\""), ("\"", "\"\"\"\""),
    ("a\"b\"", "\"a\"\"b\"\"\""), ("\"x", "\"\"\"x\""), ("12345678,", "\"12345678,\""),
    ("123456789012345\"", "\"123456789012345\"\"\""), ("a'b;c", "a'b;c"), ("é", "é"),
    ("a\r\nb", #"a\x0d\x0ab"#), ("\u{1B}[2J", #"\x1b[2J"#), (",\u{202E}", #"",\xe2\x80\xae""#),
  ])
  func fieldsAreQuotedWhereTheyMustBe(text: String, field: String) {
    #expect(csv(columns, [[.text(text), .none]]) == field + ",\r\n")
    #expect(csv(columns, [[.none, .text(ByteString(text))]]) == "," + field + "\r\n")
  }

  @Test func valuesAreForPrograms() {
    let rows: [[Cell]] = [
      [.list(["a", "b\""]), .size(1_610_612_736)], [.cells([.device("pmem0")]), .number(7)],
    ]
    #expect(
      csv(columns, rows, withHeadings: true)
        == "ID,TIED-BY\r\n\"a,b\"\"\",1610612736\r\npmem0,7\r\n")
  }

  @Test func aRowIsNeverAnEmptyLine() {
    #expect(csv([columns[0]], [[.none], [.text("x")]]) == "\"\"\r\nx\r\n")
  }
}
