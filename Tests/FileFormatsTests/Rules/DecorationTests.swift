import NmemModel
import Testing

/// What was not in a line when the host printed it is taken off, for every form.
@Suite struct DecorationTests {
  private static let marks = [
    "> ", ">> ", "> > ", "| ", "- ", "* ", "+ ", "1. ", "12) ", "  3\t", "  12 | ", "12: ",
    "\u{A0}",
    "\u{200B}", "\u{FEFF}", "\u{2022} ", "\u{2013} ", "> - ", "2026-01-01T00:00:00Z ",
    "[12:00:00] ",
    "Jan  1 00:00:00 esx1 ", "\u{1B}[0m", "    ", "\t",
  ]

  @Test(arguments: marks) func isTakenOffALine(mark: String) {
    #expect(
      told("\(mark)/vmfs/volumes/DS/a/a.vmdk: UUID is {1}\n") == [
        "/vmfs/volumes/DS/a/a.vmdk 1 line"
      ])
  }

  @Test(arguments: marks) func isTakenOffBeforeARelativePath(mark: String) {
    #expect(told("\(mark)a/b.vmdk: UUID is {1}\n") == ["a/b.vmdk 1 line"])
  }

  @Test(arguments: marks + ["-", "+"]) func isTakenOffEachLineOfALoop(mark: String) {
    let lines = [
      "/vmfs/volumes/DS/a/a.vmdk", "UUID is {1}", "/vmfs/volumes/DS/b/b.vmdk", "UUID is {2}",
    ]
    #expect(
      told(lines.map { "\(mark)\($0)\n" }.joined()) == [
        "/vmfs/volumes/DS/a/a.vmdk 1 turns", "/vmfs/volumes/DS/b/b.vmdk 2 turns",
      ])
  }

  /// Of every form, each in lines.
  private static let forms = [
    "Filename,Uuid\n\"[DS] a/a.vmdk\",\"{1}\"\n",
    "Filename : [DS] a/a.vmdk\nUuid     : {1}\nType     : x\n\n",
    "# vmkfstools -J getuuid '[DS] a/a.vmdk'\nUUID is {1}\n",
    "{\n  \"fileName\": \"[DS] a/a.vmdk\",\n  \"uuid\": \"{1}\"\n}\n",
    "==> [DS] a/a.vmdk <==\nddb.uuid = \"{1}\"\n",
    "(vim.vm.device.VirtualDisk.FlatVer2BackingInfo) {\n  fileName = \"[DS] a/a.vmdk\",\n  uuid = \"{1}\",\n}\n",
  ]

  @Test(arguments: forms) func isTakenOffInEveryForm(form: String) {
    let expected = told(form).map { String($0.prefix(15)) }
    #expect(expected == ["[DS] a/a.vmdk 1"])
    for (number, mark) in ["> ", ">> ", "  7 | ", "  7\t", "    ", "\u{A0}"].enumerated() {
      let lines = form.split(separator: "\n").map { "\(mark)\($0)\n" }.joined()
      #expect(told(lines).map { String($0.prefix(15)) } == expected, "mark \(number)")
    }
  }

  @Test(arguments: [
    "[DS]\u{A0}a/a.vmdk\t60\u{A0}00\u{A0}C2\u{A0}98\u{A0}42\u{A0}c7\u{A0}54\u{A0}f8-02\u{A0}c2\u{A0}d4\u{A0}9b\u{A0}20\u{A0}6b\u{A0}08\u{A0}01",
    "[DS] a/a.vmdk\t6000c298\u{200B}-42c7-54f8-02c2-d49b206b0801",
    "[DS] a/a.vmdk\t6000c298\u{2013}42c7\u{2011}54f8\u{2212}02c2\u{2010}d49b206b0801",
    "[DS] a/a.vmdk: UUID is 60 00 C2 98 42 c7 54 f8\u{2014}02 c2 d4 9b 20 6b 08 01",
    "\u{201C}[DS] a/a.vmdk\u{201D}: UUID is \u{201E}{1}\u{201C}", "\u{AB}[DS] a/a.vmdk\u{BB}: {1}",
    "`[DS] a/a.vmdk` `{1}`", "| [DS] a/a.vmdk | {1} |", "1. `[DS] a/a.vmdk`: UUID is {1}",
    "```\n[DS] a/a.vmdk {1}\n```", "[DS] a/a.vmdk \u{2192} {1}",
    "**[DS] a/a.vmdk**: {1}", "The disk `[DS] a/a.vmdk` has the UUID `{1}`.",
  ])
  func blanksDashesAndQuotesArePlain(text: String) {
    #expect(told("\(text)\n") == ["[DS] a/a.vmdk 1 line"])
  }

  @Test func aMarkOfAWordProcessorStaysWithinAName() {
    #expect(told("a \u{2013} b/c.vmdk: {1}\n") == ["a \u{2013} b/c.vmdk 1 line"])
  }

  @Test(arguments: ["\u{1B}[?2004l\r", "\u{1B}[K\r", "\r", " \r"])
  func whatATerminalWritesOverIsNoLine(start: String) {
    #expect(told("a.vmdk\r\n\(start)UUID is {1}\r\n") == ["a.vmdk 1 turns"])
  }

  /// A shell that traces says what it is going to do.
  @Test func aTraceIsNoAnswer() {
    let trace = "+ vmkfstools -J getuuid a.vmdk\n+ u=UUID is {1}\na.vmdk: UUID is {2}\n"
    #expect(told(trace).filter { $0.hasSuffix("line") } == ["a.vmdk 2 line"])
  }
}
