import FileFormats
import NmemModel
import Testing

/// What cannot be used is kept, and said, wherever it stands.
@Suite struct KeptTests {
  /// Sixteen bytes and one more: they may be meant.
  private static let more = "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 01 02"

  @Test(arguments: [
    "a.vmdk: UUID is %", "UUID is %", "Path,UUID\na.vmdk,%",
    "# nmemid collect 1\n/a.vmdk\tUUID is %\t16\n# nmemid collect end: 1 VMDKs, 0 failed",
    "# Disk DescriptorFile\nddb.uuid = \"%\"", "# vmkfstools -J getuuid a.vmdk\nUUID is %",
  ])
  func whatHasMoreAfterItIsACandidate(text: String) {
    let found = told(text.replacing("%", with: Self.more) + "\n").filter { !$0.hasSuffix(" -") }
    #expect(found == ["? 1"])
  }

  @Test(arguments: [
    #"{"{1}":{"a":1}}"#, #"{"{1}":["a"]}"#, #"{"a":{"{1}":["a"]}}"#,
    "# Disk DescriptorFile\nddb.x = \"{1}\"\nddb.uuid = \"{2}\"",
  ])
  func aNameOrAValueOfAnotherKeyIsACandidate(text: String) {
    let found = findings(expanded("\(text)\n"))
    #expect(told("\(text)\n").contains("? 1"))
    #expect(!found.problems.isEmpty)
  }

  /// It may be the answer to the name that is left above.
  @Test func anAnswerBelowANameThatIsLeftMayBeItsOwn() {
    let found = findings(expanded("a.vmdk\n\nUUID is {1}\n"))
    #expect(found.statements.first { $0.uuid != nil }?.traits.contains(.isUntied) == true)
    let alone = findings(expanded("UUID is {1}\n"))
    #expect(alone.statements.map { $0.traits.contains(.isUntied) } == [false])
  }

  /// The lines with problems.
  @Test(
    arguments: [
      ("# vmkfstools -J getuuid a.vmdk\nUUID is 60\nUUID is {1}", [2, 3]),
      ("+ vmkfstools -J getuuid a.vmdk\n+ u={1}\nUUID is {1}", [2, 3]),
      ("# Disk DescriptorFile\n# ddb.uuid = \"{2}\"\nddb.uuid = \"{1}\"", [2]),
      ("x 6000c298-42c7 y", [1]), ("a.vmdk: UUID: 60 00 C2 98 42 c7 54 f8-02", [1]),
      ("a.vmdk 60 00 C2 98 42 c7 54 f8-02", [1]), ("a.vmdk 42 24 7b e2 6a 71 e7 d2-5e 42", [1]),
      ("a.vmdk\nb.vmdk: Device or resource busy", [2]),
      ("/vmfs/volumes/DS/my-\ndb.vmdk: UUID is {1}", [1, 2]),
      ("Name,Path,UUID\nx,y,a.vmdk,{1}", [2]),
      ("Path,UUID\na.vmdk,60 00 C2 98 42 c7 54 f8", [2]),
      ("Filename : a.vmdk\nUuid :\nType : x\n", [2]),
      (
        "Filename : a.vmdk\nUuid : {1}\nType : x\nFilename : b.vmdk\nType : x\n"
          + "Filename : c.vmdk\nUuid : {3}\nType : x", [1]
      ),
    ] as [(String, [Int])])
  func isSaidWithItsLine(text: String, lines: [Int]) {
    let file: ByteString = text.hasPrefix("# Disk") ? "a.vmdk" : "list"
    let problems = findings(expanded("\(text)\n"), file: file).problems
    #expect(problems.compactMap(\.source.line).sorted() == lines, "\(problems)")
  }

  @Test func whatIsBeyondTheLimitOfARecordIsSaid() {
    let paths = (0..<300).map { "\"path\":\"\($0).vmdk\"" }.joined(separator: ",")
    let (found, understanding) = read(Array("{\(paths)}".utf8))
    #expect(understanding.isCutOff && found.problems.contains { $0.message.contains("256") })
  }
}

/// Each way in which a list may have been cut, by itself.
@Suite struct CutTests {
  private static let begin = "# nmemid collect 1\n"
  private static let end = "# nmemid collect end: 1 VMDKs, 0 failed\n"
  private static let row = "/a.vmdk\tUUID is {1}\t16\n"

  @Test(arguments: [
    begin + row, row + end, begin + row + row.replacing("{1}", with: "{2}") + end,
    begin + row + "b.vmdk\tUUID is {2}\t16\n" + "# nmemid collect end: 2 VMDKs, 0 failed\n",
    begin + row + begin + row + end, "# nmemid col" + begin + row + end,
    "(vim.vm.device.VirtualDisk) {\n  fileName = \"a.vmdk\",\n  uuid = \"{1}\",\n",
    "{\"path\":\"a.vmdk\",\n\"uuid\":\"{1}\",", "Path,UUID\na.vmdk,{1}\n\"b.vmdk,{2}\n",
    "a.vmdk {1}\n" + String(repeating: "z", count: 70_000) + "\n",
    "a.vmdk {1}\n" + String(repeating: "\n", count: 5000) + "b.vmdk\u{0} {2}\n",
  ])
  func isSaidToBe(text: String) {
    let (found, understanding) = read(Array(expanded(text).utf8))
    #expect(understanding.isCutOff && found.isCutOff && !found.problems.isEmpty)
    #expect(found.statements.contains { $0.uuid != nil })
  }

  @Test func aWholeListIsNot() {
    let (found, understanding) = read(Array(expanded(Self.begin + Self.row + Self.end).utf8))
    #expect(!understanding.isCutOff && !found.isCutOff && found.problems.isEmpty)
  }

  /// The digits of the last size may have been cut.
  @Test func theLastSizeOfACutListIsNotKnown() {
    let found = findings(expanded(Self.begin + Self.row))
    #expect(found.statements.map(\.size) == [nil])
  }

  /// All lines with NULs in them are one problem, and none is read.
  @Test func noBinaryLineIsRead() {
    let text =
      "a.vmdk {1}\n" + String(repeating: "\n", count: 5000) + "b.vmdk\u{0} {2}\nc.vmdk {3}\u{0}\n"
    let found = findings(expanded(text))
    #expect(found.statements.map(\.path) == ["a.vmdk"] && found.problems.count == 1)
  }
}
