import FileFormats
import NmemModel
import Testing

@testable import NmemidCLI

@Suite struct EscapingTests {
  private let text = ByteString("a\u{1B}[2J\u{9B}\u{202E}\\ \"`$é".utf8 + [0xE9] + "\n".utf8)

  @Test func nothingUnsafeIsPrinted() {
    #expect(Escaping.plain.escape(text) == #"a\x1b[2J\xc2\x9b\xe2\x80\xae\ "`$é\xe9\x0a"#)
    #expect(Escaping.raw.escape(text) == #"a\x1b[2J\xc2\x9b\xe2\x80\xae\x5c\x20"`$é\xe9\x0a"#)
    #expect(
      Escaping.pairs.escape(text) == #"a\x1b[2J\xc2\x9b\xe2\x80\xae\x5c \x22\x60\x24é\xe9\x0a"#)
    #expect(Escaping.json.escape(text) == #"a\u001b[2J\u009b\u202e\\ \"`$é"# + "\u{FFFD}" + #"\n"#)
  }

  @Test func everyByteAloneIsHandled() {
    for byte in UInt8.min...UInt8.max {
      for escaping in [Escaping.plain, .raw, .pairs, .json] {
        let printed = escaping.escape(ByteString([byte]))
        #expect(printed.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
      }
    }
  }
}

@Suite struct JSONTests {
  @Test func numbersThatJavaScriptWouldRoundAreHexStrings() {
    let limit: UInt64 = 1 << 53
    #expect(JSON.integer(limit).serialized() == "9007199254740992")
    #expect(JSON.integer(limit + 1).serialized() == #""0x20000000000001""#)
    #expect(JSON.integer(UInt64.max).serialized() == #""0xffffffffffffffff""#)
  }

  @Test func objectsKeepTheirOrder() {
    let value = JSON.object([
      (.was, .null), (.is, .array([])), (.what, .array([.bool(true), .text("x")])),
    ])
    #expect(
      value.serialized() == """
        {
          "was": null,
          "is": [],
          "what": [
            true,
            "x"
          ]
        }
        """)
  }
}

@Suite struct SizeTextTests {
  @Test(arguments: [
    (0 as UInt64, "0B"), (1, "1B"), (1023, "1023B"), (1024, "1K"), (1536, "1.5K"),
    (16_777_216, "16M"), (17_179_869_184, "16G"), (1_099_511_627_776, "1T"),
    (1_181_116_006, "1.1G"),
    (1_048_575, "1024K"), (.max, "16E"),
  ])
  func isWhatLsblkPrints(bytes: UInt64, text: String) {
    #expect(humanSize(bytes) == text)
  }
}

@Suite struct TableTests {
  private let columns = [
    Column<Int>(name: .is, key: .is, type: .integer, help: "") { .number(UInt64($0)) },
    Column<Int>(name: .tiedBy, key: .tiedBy, type: .string, help: "") {
      $0 == 7 ? .none : .text("x\($0) é")
    },
    Column<Int>(name: .what, key: .what, type: .array, help: "") {
      $0 == 7 ? .list([]) : .list(["p", "q"])
    },
  ]
  private let rows = [7, 1000]

  private func text(
    _ rows: [Int], _ write: (Table<[Int]>, inout Output) -> Void
  ) -> String {
    var output = Output()
    write(Table(columns, rows, CellStyle()), &output)
    return output.text
  }

  @Test func columnsAreAlignedAndLinesEndWithTheirLastWord() {
    #expect(
      text(rows) { $0.writeAligned(withHeadings: true, to: &$1) }
        == "  IS  TIED-BY  WHAT\n   7\n1000  x1000 é  p,q\n")
    #expect(
      text(rows) { $0.writeAligned(withHeadings: false, to: &$1) } == "   7\n1000  x1000 é  p,q\n")
  }

  @Test func whatDoesNotFitStandsBelow() {
    func folded(to width: Int, rows: [Int] = [7, 1000]) -> String {
      text(rows) { $0.writeAligned(withHeadings: true, width: width, to: &$1) }
    }
    #expect(folded(to: 19) == text(rows) { $0.writeAligned(withHeadings: true, to: &$1) })
    #expect(folded(to: 18) == "  IS  WHAT\n    TIED-BY\n   7\n1000  p,q\n    x1000 é\n")
    #expect(
      folded(to: 9)
        == "  IS\n    TIED-BY\n    WHAT\n   7\n    -\n    -\n1000\n    x1000 é\n    p,q\n")
  }

  @Test func rawHasOneWordACell() {
    #expect(
      text(rows) { $0.writeRaw(withHeadings: true, to: &$1) }
        == "IS TIED-BY WHAT\n7  \n1000 x1000\\x20é p,q\n")
  }

  @Test func pairsHaveNamesForAShell() {
    #expect(
      text(rows) { $0.writePairs(to: &$1) }
        == "IS=\"7\" TIED_BY=\"\" WHAT=\"\"\nIS=\"1000\" TIED_BY=\"x1000 é\" WHAT=\"p,q\"\n")
  }

  @Test func noRowsIsAHeader() {
    #expect(text([]) { $0.writeAligned(withHeadings: true, to: &$1) } == "IS  TIED-BY  WHAT\n")
    #expect(text([]) { $0.writeCSV(withHeadings: true, to: &$1) } == "IS,TIED-BY,WHAT\r\n")
    #expect(text([]) { $0.writeCSV(withHeadings: false, to: &$1) } == "")
  }
}

@Suite struct ColumnTests {
  @Test func namesAndKeysAreUnique() {
    for descriptions in [
      ColumnSet<DIMMRow>.dimmsWithHealth.descriptions, ColumnSet<VMDK>.vmdks.descriptions,
      ColumnSet<MapRow>.map.descriptions, ColumnSet<ChainRow>.chains.descriptions,
    ] {
      let names = descriptions.map(\.name) + descriptions.compactMap(\.key)
      #expect(Set(names).count == names.count, "\(names)")
    }
  }

  @Test func standardColumnsExist() throws {
    #expect(
      try ColumnSet<MapRow>.map.columns(.standard).map(\.name) == ColumnSet<MapRow>.map.standard)
    #expect(throws: UsageError.self) { try ColumnSet<VMDK>.vmdks.columns(ColumnChoice("NAME")) }
  }

  @Test func whatIsShownAnywayIsNotAdded() throws {
    let dimms = ColumnSet<DIMMRow>.dimms
    #expect(
      try dimms.columns(ColumnChoice("+size,Phys_Id")).map(\.name) == dimms.standard + [.size])
    #expect(try dimms.columns(ColumnChoice("+")).map(\.name) == dimms.standard)
    #expect(throws: UsageError.self) { try dimms.columns(ColumnChoice("+NOTHING")) }
  }
}

@Suite struct ProgressTests {
  private final class Terminal {
    var time: UInt64 = 5000
    var text = ""

    func progress(isShown: Bool = true) -> Progress {
      Progress(isShown: isShown, now: { self.time }, write: { self.text += $0.lossyText })
    }
  }

  @Test func longReadingIsToldAndErased() {
    let terminal = Terminal()
    let progress = terminal.progress()
    progress.didRead(1 << 20)
    terminal.time += 999
    progress.didRead(1 << 20)
    progress.erase()
    #expect(terminal.text.isEmpty)
    terminal.time += 1
    progress.didRead(1 << 20)
    progress.didRead(1 << 20)
    #expect(terminal.text == "\r\u{1B}[Knmemid: reading host files: 3M")
    progress.erase()
    progress.erase()
    #expect(terminal.text == "\r\u{1B}[Knmemid: reading host files: 3M\r\u{1B}[K")
  }

  @Test func joiningIsToldAtOnceIfItTakesLong() {
    let terminal = Terminal()
    let progress = terminal.progress()
    progress.willJoin(1000)
    #expect(terminal.text.isEmpty)
    progress.willJoin(1_000_000)
    #expect(terminal.text == "\r\u{1B}[Knmemid: joining what 1000000 lines say")
  }

  @Test func nothingIsToldWhereNobodyLooks() {
    let terminal = Terminal()
    let progress = terminal.progress(isShown: false)
    terminal.time += 5000
    progress.didRead(1)
    progress.willJoin(1_000_000)
    progress.erase()
    #expect(terminal.text.isEmpty)
  }
}
