import Testing

/// Names and answers on lines of their own are tied if they take turns in a whole block.
@Suite struct TurnsTests {
  /// In each, `a`, `b` and `c` are names, digits are answers, `!` is an error, `.` a blank line.
  private func told(
    _ block: String, _ name: (Character) -> String = { "/vmfs/volumes/DS/\($0)/\($0).vmdk" }
  )
    -> [String]
  {
    let lines = block.map { sign in
      switch sign {
      case ".": ""
      case "!": "Failed to open disk: Device or resource busy (16)"
      case "1"..."9": "UUID is {\(sign)}"
      default: name(sign)
      }
    }
    let text = lines.map { "\($0)\n" }.joined()
    return FileFormatsTests.told(text).filter { !$0.hasSuffix(" -") }.map { line in
      let pair = line.replacing(" turns", with: "").replacing(".vmdk", with: "")
      return "\(pair.split(separator: "/").last ?? "")"
    }
  }

  @Test(arguments: [
    ("a1b2", ["a 1", "b 2"]), ("a1b!c3", ["a 1", "c 3"]), ("a!b2", ["b 2"]),
    ("a1.b2", ["a 1", "b 2"]),
    ("a1..b2.", ["a 1", "b 2"]), ("a1.2b.c3", ["a 1", "c 3", "? 2"]),
  ])
  func whatTakesTurnsIsTied(block: String, pairs: [String]) {
    #expect(told(block).sorted() == pairs.sorted())
    // Labels change nothing.
    #expect(told(block) { "File: \($0).vmdk" }.sorted() == pairs.sorted())
  }

  @Test(arguments: [
    ("1b2c", 2), ("ab2", 1), ("a1b2c", 2), ("a12b3", 3), ("1a", 1), ("ab12", 2), ("a1bc3", 2),
    ("a1b23", 3),
    ("12ab", 2), ("a.1", 1),
  ])
  func whatDoesNotTakeTurnsIsNot(block: String, count: Int) {
    for name: (Character) -> String in [
      { "/vmfs/volumes/DS/\($0)/\($0).vmdk" }, { "File: \($0).vmdk" }, { "[DS] \($0)/\($0).vmdk" },
    ] {
      let pairs = told(block, name)
      #expect(pairs.count == count && pairs.allSatisfy { $0.hasPrefix("? ") }, "\(pairs)")
    }
  }

  @Test func numberedLabelsChangeNothing() {
    let text = "Disk 1: a.vmdk\nUUID: {1}\nDisk 2: b.vmdk\nUUID: {2}\n"
    #expect(FileFormatsTests.told(text) == ["a.vmdk 1 turns", "b.vmdk 2 turns"])
  }

  @Test func anErrorThatNamesAnotherFileBreaksTheBlock() {
    let text = "a.vmdk\nFailed to open %: locked\nb.vmdk\nUUID is {2}\n"
    func told(_ name: String) -> [String] { FileFormatsTests.told(text.replacing("%", with: name)) }
    #expect(told("z.vmdk") == ["? 2", "a.vmdk -", "b.vmdk -"])
    #expect(told("a.vmdk") == ["a.vmdk -", "b.vmdk 2 turns"])
    #expect(told("./a.vmdk") == ["a.vmdk -", "b.vmdk 2 turns"])
  }

  @Test(arguments: [
    "for f in *.vmdk; do vmkfstools -J getuuid $f; echo $f; done",
    "# find . -name '*.vmdk' "
      + "-exec vmkfstools -J getuuid {} \\; -print",
  ])
  func aLoopMayPrintTheAnswerFirst(loop: String) {
    #expect(
      FileFormatsTests.told("\(loop)\nUUID is {1}\n./a.vmdk\nUUID is {2}\n./b.vmdk\n")
        .filter { !$0.hasSuffix("-") } == ["./a.vmdk 1 turns", "./b.vmdk 2 turns"])
    let lost = FileFormatsTests.told("\(loop)\n./a.vmdk\nUUID is {2}\n./b.vmdk\n")
    #expect(lost.filter { !$0.hasSuffix("-") } == ["? 2"])
  }

  @Test(arguments: [
    "for f in *.vmdk; do echo $f; vmkfstools -J getuuid $f; done",
    "# find . -name \"*.vmdk\" -print -exec vmkfstools -J getuuid {} \\;",
  ])
  func aLoopPrintsTheNameFirst(loop: String) {
    #expect(
      FileFormatsTests.told("\(loop)\n./a.vmdk\nUUID is {1}\n./b.vmdk\nUUID is {2}\n") == [
        "./a.vmdk 1 turns", "./b.vmdk 2 turns",
      ])
  }

  /// One more blank, or where a read ends, changes nothing.
  @Test(arguments: ["", " ", "\t", "\r"]) func blanksAtTheEndsChangeNothing(blank: String) {
    let text = "a.vmdk%\nUUID is {1}%\nb.vmdk%\nUUID is {2}%\n".replacing("%", with: blank)
    #expect(FileFormatsTests.told(text) == ["a.vmdk 1 turns", "b.vmdk 2 turns"])
  }
}
