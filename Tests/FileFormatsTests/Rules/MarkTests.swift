import Testing

/// Every mark, blank and dash that rule 1 names, each by itself.
@Suite struct MarkTests {
  @Test(arguments: [
    "2026-01-01T00:00:00Z INFO ", "[12:00:00] WARNING ", "12:00:00.5 ERROR ", "[ ] ", "[x] ",
    "\u{25E6} ", "\u{25AA} ", "\u{B7} ", "1. > ", "1. > - > ", "- 1. > 2) > ",
  ])
  func isTakenOffALine(mark: String) {
    #expect(told("\(mark)a/b.vmdk: UUID is {1}\n") == ["a/b.vmdk 1 line"])
  }

  @Test(arguments: [
    "\u{A0}", "\u{2000}", "\u{2002}", "\u{2007}", "\u{2009}", "\u{200A}", "\u{202F}", "\u{205F}",
    "\u{3000}",
  ])
  func blanksArePlain(blank: String) {
    let uuid = "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 01".replacing(" ", with: blank)
    #expect(told("[DS]\(blank)a/a.vmdk: UUID is \(uuid)\n") == ["[DS] a/a.vmdk 1 line"])
  }

  @Test(arguments: [
    "\u{AD}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202C}", "\u{202E}", "\u{2060}",
    "\u{FEFF}",
  ])
  func whatHasNoWidthIsNothing(mark: String) {
    #expect(
      told("[DS] a/\(mark)a.vmdk\t6000c298\(mark)-42c7-54f8-02c2-d49b206b0801\n") == [
        "[DS] a/a.vmdk 1 line"
      ])
  }

  @Test func singleQuotesInPairsArePlain() {
    #expect(
      told("\u{2018}[DS] a/a.vmdk\u{2019}: UUID is \u{2018}{1}\u{2019}\n") == [
        "[DS] a/a.vmdk 1 line"
      ])
  }

  @Test func aFenceWithALanguageParts() {
    #expect(told("```yaml\npath: a.vmdk\nuuid: {1}\n```\n") == ["a.vmdk 1 record"])
  }

  /// A number before a name is a part of it, unless it is that of the line.
  @Test func onlyTheNumberOfTheLineIsOne() {
    #expect(told(" 7 a.vmdk: UUID is {1}\n") == ["7 a.vmdk 1 line"])
    #expect(told(" 1 a.vmdk: UUID is {1}\n") == ["a.vmdk 1 line"])
    let other = "4206b3b9-1122-3344-5566-e4434b7ba70c"
    #expect(told("7 [DS] a/a.vmdk \(other)\n") == ["[DS] a/a.vmdk \(other) line"])
  }

  /// The `>` of a mail is no redirection.
  @Test func aWrappedPathIsQuotedInEachLine() {
    let text = "> /vmfs/volumes/DS/my-vm-wi\n> th-a-long-na\n> db.vmdk: UUID is {1}\n"
    #expect(told(text) == ["? 1"])
  }
}
