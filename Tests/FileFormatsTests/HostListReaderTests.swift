import FileFormats
import NmemModel
import SeededRandom
import Testing

private let uuid = DiskUUID(high: 0x6000_C298_42C7_54F8, low: 0x02C2_D49B_206B_080C)

@Suite struct SpellingTests {
  @Test(arguments: [
    "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c", "6000c298-42c7-54f8-02c2-d49b206b080c",
    "6000C298-42C7-54F8-02C2-D49B206B080C", "6000c29842c754f802c2d49b206b080c",
    "naa.6000c29842c754f802c2d49b206b080c", "0x6000c29842c754f802c2d49b206b080c",
    "{6000C298-42c7-54f8-02c2-d49b206b080c}", "60:00:c2:98:42:c7:54:f8:02:c2:d4:9b:20:6b:08:0c",
    "60  00 C2 98 42 c7 54 f8 02 c2 d4 9b 20\t6b 08 0c ",
    "\"60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c\"",
    "60 00 c2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c\r",
  ])
  func anySpellingIsTheSameUUID(text: String) {
    for line in [
      "a/b.vmdk: UUID is \(text)", "a/b.vmdk\t\(text)", "a/b.vmdk,\(text)", "a/b.vmdk \(text)",
    ] {
      #expect(findings(line).statements.map(\.uuid) == [uuid], "\(line)")
      #expect(findings(line).statements.map(\.path) == ["a/b.vmdk"])
      #expect(findings(line).problems.isEmpty)
    }
    #expect(findings("ddb.uuid = \(text)", file: "b.vmdk").statements.map(\.uuid) == [uuid])
  }

  @Test(arguments: [
    "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08",
    "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c 0d",
    "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0",
    "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0g",
    "60 00 C2 98 42 c7 54 f8--02 c2 d4 9b 20 6b 08 0c", "6000c298-42c7-54f8-02c2-d49b206b080",
    "6000c298-42c7-54f8-02c2-d49b206b080cc", "60 00 C2 test", "60 00 C2 96",
    "6 0 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c",
  ])
  func whatIsNearlyAUUIDIsAProblemAndNoUUID(text: String) {
    for line in ["a/b.vmdk: UUID is \(text)", "ddb.uuid = \"\(text)\""] {
      let found = findings("\n\(line)\n")
      // Sixteen of more bytes may be meant, and cast their doubt.
      #expect(
        found.statements.allSatisfy { $0.uuid == nil || $0.traits.contains(.isUntied) }, "\(line)")
      #expect(found.problems.map(\.source) == [Source(file: "list", line: 2)], "\(line)")
    }
  }

  @Test func everyPrintedUUIDIsReadBack() {
    var generator = SeededRandom.drawn()
    for _ in 0..<500 {
      let uuid = DiskUUID(high: generator.next(), low: generator.next())
      #expect(findings("x.vmdk \(uuid)").statements.map(\.uuid) == [uuid])
    }
  }
}

@Suite struct SessionTests {
  /// The paths of the UUIDs that a text gives.
  private func paths(_ text: String) -> [ByteString?] {
    findings(text).statements.filter { $0.uuid != nil }.map(\.path)
  }

  private let answer = "UUID is 60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c"

  @Test func aUUIDBelongsToTheQuestionAbove() {
    #expect(paths("$ vmkfstools -J getuuid a.vmdk\n\n\(answer)\n") == ["a.vmdk"])
    #expect(paths("a.vmdk\n\(answer)\n") == ["a.vmdk"])
  }

  @Test func aCommandHasTheOneAnswerBehindIt() {
    #expect(paths("$ vmkfstools -J getuuid a.vmdk\nhello\n\(answer)\n") == ["a.vmdk"])
    #expect(paths("$ vmkfstools -J getuuid a.vmdk\n\(answer)\n\(answer)\n") == ["a.vmdk"])
    #expect(paths("$ vmkfstools -J getuuid a.vmdk\nUUID is 60\n\(answer)\n") == [nil])
    #expect(paths("a.vmdk\nb.vmdk c.vmdk\n\(answer)\n") == [nil])
  }

  @Test(
    arguments: [
      ("'my disk.vmdk'", "my disk.vmdk"), ("\"my disk.vmdk\"", "my disk.vmdk"),
      ("my\\ disk.vmdk", "my disk.vmdk"), ("'it'\\''s.vmdk'", "it's.vmdk"),
      ("./a.vmdk # note", "./a.vmdk"),
      ("a.vmdk 2>&1", "a.vmdk"), ("a.vmdk | tee log", "a.vmdk"), ("a.vmdk; ls", "a.vmdk"),
      ("$f", nil), ("\"$f\"", nil), ("*.vmdk", nil), ("'$f.vmdk'", "$f.vmdk"), ("", nil),
      ("\"open", nil),
    ] as [(String, ByteString?)])
  func argumentsAreReadAsTheShellReadsThem(argument: String, path: ByteString?) {
    #expect(paths("# vmkfstools -J getuuid \(argument)\n\(answer)\n") == [path])
  }

  @Test func whatStandsBeforeAUUIDAndIsNoPathKeepsItFromThePathAbove() {
    #expect(paths("a.vmdk\nResult of b: \(answer)\n") == [nil])
    #expect(paths("a.vmdk\nb.vmx: \(answer)\n") == [nil])
    #expect(paths("a.vmdk\n#ddb.uuid = \"\(uuid)\"\n") == [nil])
  }

  @Test(arguments: [
    "\u{1B}[0m\u{1B}[01;32ma.vmdk\u{1B}[0m\r\n\u{1B}[?2004l\rUUID is \(uuid)",
    "\u{1B}]0;root@esxi\u{7}[root@esxi:~] vmkfstools -J getuuid a.vmdk\n\u{1B}[mUUID is \(uuid)\u{1B}[m",
  ])
  func aTerminalsSequencesAtTheEndsAreNoPartOfTheText(text: String) {
    #expect(paths(text) == ["a.vmdk"])
  }

  @Test(arguments: [
    "# a.vmdk: UUID is \(uuid)", "#a.vmdk\t\(uuid)", "# \(uuid) a.vmdk", "# ddb.uuid = \(uuid)",
  ])
  func aCommentIsSaidAndTiesNothing(line: String) {
    let found = findings("b.vmdk\n\(line)\n")
    #expect(found.statements.allSatisfy { $0.uuid == nil || $0.path == nil })
    #expect(found.statements.contains { $0.uuid == uuid && $0.traits.contains(.isUntied) })
    #expect(found.problems.map(\.source.line) == [2])
  }

  @Test(
    arguments: [
      ("d41d8cd98f00b204e9800998ecf8427e  a.vmdk", nil),
      ("my UUID is.vmdk: UUID is \(uuid)", "my UUID is.vmdk"),
      ("$ vmkfstools -J getuuid b.vmdk UUID is \(uuid)", "b.vmdk"),
      ("a.vmdk.d/x y.vmdk: UUID is \(uuid)", "a.vmdk.d/x y.vmdk"),
      ("web    Hard disk 1   [PMemDS-1] web 01/web.vmdk   \(uuid)", "[PMemDS-1] web 01/web.vmdk"),
      (
        "2026-11-23 /vmfs/volumes/DS 1/vm/a b.vmdk: UUID is \(uuid)",
        "/vmfs/volumes/DS 1/vm/a b.vmdk"
      ),
      ("vm [old]/a.vmdk: UUID is \(uuid)", "vm [old]/a.vmdk"),
    ] as [(String, ByteString?)])
  func oddLinesAreReadAsAPersonWould(line: String, path: ByteString?) {
    #expect(paths(line).compactMap(\.self) == [path].compactMap(\.self))
  }

  /// Each of these was once lent to the wrong path.
  @Test(arguments: [
    // Answers before their names, and names before the answers.
    "U\na.vmdk\nV\nb.vmdk", "a.vmdk\nb.vmdk\nU\nV", "a.vmdk\nb.vmdk\n\nU\nV",
    "# vmkfstools -J getuuid a.vmdk\n# vmkfstools -J getuuid b.vmdk\nU\nV",
    "a.vmdk\n# ddb.uuid = \"\(uuid)\"",
    // A command that goes on in the next line, and several in one.
    "# vmkfstools -J getuuid my-\npmem-001.vmdk\nU",
    "# vmkfstools -J getuuid a.vmdk; vmkfstools -J getuuid b.vmdk\nU",
    "# vmkfstools -J getuuid a.vmdk b.vmdk\nU", "# vmkfstools -J getuuid pm[ae]m.vmdk\nU",
    "# vmkfstools -J getuuid a_1\u{8}\u{1B}[K2.vmdk\nU",
    // A message that ends like a path.
    "# vmkfstools -J getuuid a.vmdk\nWarning: stale lock on b.vmdk\nU",
    "a.vmdk\n/vmfs/volumes/DS/\(String(repeating: "z", count: 70_000)).vmdk\nU",
    "a.vmdk b.vmdk: U", "a.vmdk, b.vmdk: U",
  ])
  func noUUIDIsLent(text: String) {
    let text = text.replacing("U", with: "UUID is \(uuid)").replacing(
      "V", with: "UUID is 6000c29d-9045-4266-d7cf-edf7a2ebf260")
    let found = findings(text)
    #expect(found.statements.filter { $0.uuid != nil }.allSatisfy { $0.path == nil })
    #expect(!found.problems.isEmpty)
  }

  @Test(arguments: [
    "b.vmdk uuid=%", "b.vmdk -> %", "b.vmdk - %", "b.vmdk\u{A0}%", "b.vmdk (clone) %",
    "b.vmdk: UUID is % (clone)", "%  b.vmdk  10G", "b.vmdk,%,10G", "b.vmdk: UUID: %",
  ])
  func onePathAndOneUUIDOnALineAreOnePair(line: String) {
    for written in ["\(uuid)", "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c"] {
      let found = findings("a.vmdk\n\(line.replacing("%", with: written))\n")
      #expect(found.statements.map(\.path) == ["a.vmdk", "b.vmdk"], "\(line)")
      #expect(found.statements.map(\.uuid) == [nil, uuid], "\(line)")
    }
  }

  @Test func theFolderOfAQuestionIsKept() {
    let found = findings(
      """
      [root@esxi:/vmfs/volumes/DS/vm1] vmkfstools -J getuuid a.vmdk
      \(answer)
      [root@esxi:/vmfs/volumes/DS/vm1] cd ../vm2
      [root@esxi:/vmfs/volumes/DS/vm2] vmkfstools -J getuuid a.vmdk
      \(answer)
      ~ # cd $somewhere
      ~ # vmkfstools -J getuuid a.vmdk
      \(answer)
      """)
    #expect(found.statements.map(\.path) == ["a.vmdk", "a.vmdk", "a.vmdk"])
    #expect(
      found.statements.map(\.folder) == ["/vmfs/volumes/DS/vm1", "/vmfs/volumes/DS/vm2", "?6"])
  }

  @Test func aCarriageReturnStartsTheLineAgain() {
    #expect(paths("a.vmdk: 10% done\rb.vmdk: \(answer)\r\n") == ["b.vmdk"])
    #expect(paths("a.vmdk\t\(uuid)\rb.vmdk\t\(uuid)\r") == ["a.vmdk", "b.vmdk"])
  }

  @Test func whatFollowsADescriptorIsNotSwallowed() {
    let text = "# Disk DescriptorFile\nversion=1\nddb.uuid=\(uuid)\nb.vmdk: \(answer)\n"
    let found = findings(text, file: "a.vmdk")
    #expect(found.statements.map(\.path) == ["a.vmdk", "b.vmdk"])
  }

  @Test func aLoopNamesTheExtentsToo() {
    #expect(
      paths("a-flat.vmdk\na.vmdk\n\(answer)\nb-flat.vmdk\nb.vmdk\n\(answer)\n") == [
        "a.vmdk", "b.vmdk",
      ])
    #expect(paths("team-delta.vmdk\n\(answer)\n") == [nil])
    #expect(paths("-rw------- 1 root root 541 Feb 22 10:00 a.vmdk\n\(answer)\n") == [nil])
  }

  /// A quadratic search would be noticed.
  @Test func manyPathsAreAllKept() {
    let names = (0..<2_500).map { "\($0).vmdk\n\($0)-flat.vmdk\n" }.joined()
    #expect(findings(names).statements.count == 2_500)
    let questions = (0..<2_500).map { "# vmkfstools -J getuuid \($0).vmdk\n" }.joined()
    #expect(findings(questions).statements.count == 2_500)
  }

  /// The folders would take gigabytes.
  @Test func aSessionMayGoDownForEver() {
    let down = String(
      repeating: "cd a\nvmkfstools -J getuuid a.vmdk\n\(answer)\n", count: 2_000)
    let found = findings("cd /vmfs/volumes/DS\n\(down)")
    #expect(found.statements.count == 2_000)
    let longest = found.statements.compactMap(\.folder).map(\.bytes.count).max()
    #expect(longest ?? 0 <= 1024)
    // What may be two files is not taken for one.
    #expect(Set(found.statements.map(\.folder)).count == 2_000)
  }

  @Test func aTraceSaysNothingTwice() {
    let trace =
      "++ vmkfstools -J getuuid a.vmdk\n+ u='\(answer)'\n+ echo 'a.vmdk: \(answer)'\na.vmdk: \(answer)\n"
    #expect(paths(trace) == ["a.vmdk"])
  }

  @Test func namelessUUIDsAreSaid() {
    let found = findings("\(answer)\n")
    #expect(found.statements.count == 1 && found.statements[0].path == nil)
    #expect(found.problems.map(\.source.line) == [1])
  }

  @Test func aQuestionWithoutAnAnswerIsKept() {
    let found = findings(
      "$ vmkfstools -J getuuid a.vmdk\nFailed to open: Device or resource busy\n")
    #expect(found.statements.map(\.path) == ["a.vmdk"] && found.statements[0].uuid == nil)
    #expect(found.statements[0].source == Source(file: "list", line: 1))
    #expect(found.problems.count == 1)
    #expect(found.problems[0].message.contains("Device or resource busy"))
  }

  @Test(arguments: [1, 2, 3, 7, 64, 4096])
  func chunksMayFallAnywhere(chunk: Int) {
    var text = "\u{FEFF}# a list\r\n"
    for index in 0..<300 {
      text +=
        "vm \(index)/é.vmdk: UUID is 60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b \(10 + index % 90) 0c\r\n"
      text += index % 7 == 0 ? "$ vmkfstools -J getuuid b\(index).vmdk\nbusy\n" : "\n"
    }
    #expect(findings(text, chunk: chunk) == findings(text))
    #expect(findings(text).statements.count == 343)
  }

  @Test func aLineOfAnyLengthIsSurvived() {
    let long = String(repeating: "x", count: 1 << 20)
    let found = findings("\(long)\na.vmdk: \(answer)\n\(long)", chunk: 5000)
    #expect(found.statements.map(\.path) == ["a.vmdk"])
    #expect(found.problems.map(\.source.line) == [1, 3])
  }
}

@Suite struct DescriptorTests {
  @Test func lookalikesAreNotTheUUID() {
    let found = findings(
      """
      # Disk DescriptorFile
      ddb.uuid.image="6000c298-42c7-54f8-02c2-d49b206b0801"
      ddb.longContentID = "6000c29842c754f802c2d49b206b0804"
      DDB.UUID="6000c298-42c7-54f8-02c2-d49b206b080c"
      """, file: "vm/db.vmdk")
    #expect(found.statements.map(\.uuid) == [uuid])
    #expect(found.statements.map(\.path) == ["vm/db.vmdk"])
    #expect(found.statements[0].traits.contains(.isLocal))
  }

  @Test func anExtentMayLackEverything() {
    for line in ["RW ", "RW", " rdonly\t", "NOACCESS  \r"] {
      let found = findings("# Disk DescriptorFile\n\(line)\nddb.uuid = \(uuid)\n", file: "a.vmdk")
      #expect(found.statements.map(\.uuid) == [uuid], "\(line)")
      #expect(found.statements.map(\.size) == [nil])
    }
  }

  @Test func theSizeIsThatOfAllExtents() {
    let found = findings(
      "version=1\nRW 100 FLAT \"a\" 0\nRDONLY 50 ZERO\nNOACCESS 6 ZERO\nddb.uuid=\(uuid)\n",
      file: "x.vmdk")
    #expect(found.statements.map(\.size) == [156 * 512])
  }

  @Test func parentOnlyCountsIfThereIsOne() {
    let text = "version=1\nparentCID=ffffffff\nparentFileNameHint=\"db.vmdk\"\nddb.uuid=\(uuid)\n"
    #expect(findings(text, file: "a.vmdk").statements.map(\.parent) == [nil])
    let child = text.replacing("ffffffff", with: "12345678")
    #expect(findings(child, file: "a.vmdk").statements.map(\.parent) == ["db.vmdk"])
  }

  @Test func severalInOneFileHaveNoPath() {
    let text = "# Disk DescriptorFile\nddb.uuid=\(uuid)\n"
    for other in [text, text.replacing("080c", with: "0001")] {
      let found = findings(text + other, file: "all.vmdk")
      #expect(found.statements.filter { $0.uuid != nil }.allSatisfy { $0.path == nil })
      #expect(!found.problems.isEmpty)
    }
  }
}

@Suite struct FileKindTests {
  @Test func dataThatIsNoTextIsNotReadThrough() {
    var reader = HostListReader(file: "x", into: Catalog())
    let data = [0] + [UInt8](repeating: 1, count: 100_000)
    _ = reader.read(data.span, isLast: false)
    #expect(!reader.wantsMore)
    let understanding = reader.finish()
    let found = reader.takeCatalog()
    #expect(found.statements.isEmpty && found.problems.count == 1)
    #expect(understanding.isForeign && !understanding.isCutOff)
  }

  @Test(arguments: [1, 1000, .max]) func aListWithBinaryDataInItIsNotForeign(chunk: Int) {
    let line = Array("a.vmdk: UUID is 60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c\n".utf8)
    let zeros = { [UInt8](repeating: 0, count: $0) }
    for bytes in [
      zeros(1) + line, line + zeros(1), zeros(50_000) + line, line.flatMap { [$0] + zeros(3) },
    ] {
      let (found, understanding) = read(bytes, chunk: chunk)
      #expect(found.statements.isEmpty && found.problems.count == 1)
      #expect(!understanding.isForeign && understanding.isCutOff)
    }
    let data = [0] + [UInt8](repeating: 1, count: 70_000)
    #expect(read(data + line, chunk: chunk).understanding.isForeign)
  }

  @Test func anEmptyFileIsSaid() {
    for text in ["", "\n", " \r\n\t\n"] {
      #expect(
        findings(text).problems.map(\.message).allSatisfy { $0.hasPrefix("the file is empty") })
      #expect(findings(text).problems.count == 1)
    }
  }

  @Test func aUUIDFileNamesItsVMDK() {
    for (file, path) in [("a/db.vmdk.uuid", "a/db.vmdk"), ("a/db.uuid", "a/db.vmdk")] {
      let found = findings("\(uuid)\n", file: ByteString(file))
      #expect(found.statements.map(\.path) == [ByteString(path)])
      #expect(found.problems.isEmpty)
    }
    let other = DiskUUID(high: uuid.high, low: 1)
    let two = findings("\(uuid)\n\(other)\n", file: "a.uuid").statements
    #expect(two.filter { $0.uuid != nil }.map(\.path) == [nil, nil])
    #expect(findings("\(uuid)\n", file: ".uuid").statements.map(\.path) == [nil])
  }

  @Test func theSameBytesTellWhetherAnExtentIsADescriptor() {
    let descriptor = "# Disk DescriptorFile\nddb.uuid=\(uuid)\n"
    for (blanks, isDescriptor) in [(HostListReader.probeLength - 30, true), (5000, false)] {
      let text = String(repeating: "\n", count: blanks) + descriptor
      for chunk in [1, 100, .max] {
        let found = findings(text, file: "a-flat.vmdk", chunk: chunk)
        #expect(found.hasUUID == isDescriptor, "\(blanks) blank lines in chunks of \(chunk)")
      }
    }
  }

  @Test func extentsAreKnownByTheirNames() {
    for name in [
      "a-flat.vmdk", "a-DELTA.vmdk", "a-sesparse.vmdk", "a-ctk.vmdk", "a-s001.vmdk", "a-f123.vmdk",
    ] {
      #expect(VMDKFileName.isExtent(ByteString(name)), "\(name)")
    }
    for name in ["a.vmdk", "flat.vmdk", "a-s01.vmdk", "a-x001.vmdk", "a-000001.vmdk", "-flat"] {
      #expect(!VMDKFileName.isExtent(ByteString(name)), "\(name)")
    }
  }
}
