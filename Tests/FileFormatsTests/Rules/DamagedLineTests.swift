import FileFormats
import NmemModel
import Testing

/// What a line may have lost, or got from another one, and what may be another file's for that reason.
@Suite struct DamagedLineTests {
  /// What a text ties.
  private func tied(_ text: String) -> [String] {
    told(text).filter { !$0.hasPrefix("? ") && !$0.hasSuffix(" -") }
  }

  @Test(arguments: [
    "/vmfs/volumes/DS/a/a.vmdk/vmfs/volumes/DS/b/b.vmdk {1}", "{1};[DS] a/a.vmdkName,Path,UUID",
    "a/a.vmdkDisk: b.vmdk {1}", "a.vmdk[DS] b/b.vmdk: UUID is {1}",
    "grep: /vmfs/volumes/DS/a/a-flat.vmdk: busy/vmfs/volumes/DS/b/b.vmdk:ddb.uuid = \"{1}\"",
    "UUID is {1}+ vmkfstools -J getuuid b.vmdk", "UUID is {1}==> /vmfs/volumes/DS/b/b.vmdk",
    "{1}  /vmfs/volumes/DS/b/b.vmdk.encoding = UTF-8", "{1}, ./b/b.vmdk[root@esx1 ~]#",
    "UUID is {1}VM,Path,UUID", "VMFS-6 98.3G 1% /vmfs/volumes/DSvm/a.vmdk: UUID is {1}",
    "scsi0.present = \"TRUE\"a.vmdk: UUID is {1}", "{1} a.vmdk{2} b.vmdk",
    "[DS] a/a.vmdkName: [DS] b/b.vmdk {1}", "ddb.uuid = \"{1}\"+ vmkfstools -J getuuid b.vmdk",
  ])
  func twoLinesThatBecameOneTieNothing(line: String) {
    let found = told("\n\(line)\n")
    #expect(tied(line) == [] && found.contains("? 1"), "\(found)")
  }

  @Test(arguments: [
    "uid a.vmdk", "getuuid a.vmdk", "d a.vmdk", "-30 a.vmdk", "DS/db] head a.vmdk",
    "ddb.uuid a.vmdk", "rep ddb.uuid a.vmdk", "x1:/vmfs/volumes/DS/db] head -30 a.vmdk",
    "db/clone of a.vmdk'",
  ])
  func theRestOfACommandIsNoName(line: String) {
    let found = tied("\(line)\nUUID is {1}\n")
    #expect(found == [] || found == ["a.vmdk 1 command"], "\(found)")
  }

  @Test(arguments: [
    "[DS]", "Disk: [DS]", "# cat ds:///vmfs/volumes/DS/po", "# cat /vmfs/volumes/DS/po",
  ])
  func whatGoesOnInTheNextLineIsNotAPathThere(line: String) {
    #expect(tied("\(line)\nol/a/a.vmdk\nUUID is {1}\n") == [])
  }

  @Test(arguments: ["{1} a.vmdk {2}", "x {1} a.vmdk {2}", "{1} a.vmdk: UUID is {2}"])
  func twoUUIDsOnALineAreBothKept(line: String) {
    #expect(told("\(line)\n").filter { !$0.hasSuffix(" -") } == ["? 1", "? 2"])
  }

  @Test(arguments: ["b.vmdk: Device or resource busy", "Failed to open b.vmdk: busy"])
  func anErrorOfAnotherFileBreaksTheBlock(message: String) {
    #expect(tied("a.vmdk\n\(message)\nc.vmdk\nUUID is {1}\n") == [])
    #expect(tied("b.vmdk\n\(message)\nc.vmdk\nUUID is {1}\n") == ["c.vmdk 1 turns"])
  }

  @Test func aMachinesUUIDIsNoAnswer() {
    let lines = "- Name: db\n-   Path: /DC0/vm/db\n-   UUID: 8cbed398-27a7-ed62-4f21-edf0d2bbfa36\n"
    #expect(told("# vmkfstools -J getuuid a.vmdk\n" + lines) == ["a.vmdk -"])
  }

  @Test func aNameBesideAVariableIsOneOfSeveral() {
    #expect(tied("# vmkfstools -J getuuid a.vmdk $b\nUUID is {1}\n") == [])
    let found = Inventory(
      findings(expanded("a.vmdk {1}\n\n# $ vmkfstools -J getuuid b.vmdk\nUUID is {1}\n")))
    #expect(found.vmdks.indices.count { found.vmdks[$0].uuid != nil } == 2)
  }

  @Test(arguments: ["{1} -", "{1} =>", "{1},"])
  func aWholeUUIDIsNotCutShort(line: String) {
    #expect(told("\(line)\n") == ["? 1"])
  }

  @Test func aTracedNameWithABlankIsNotItsLastWord() {
    #expect(tied("+ echo [DS] a b/c.vmdk\nUUID is {1}\n") == [])
    #expect(tied("+ vmkfstools -J getuuid c.vmdk\nUUID is {1}\n") == ["c.vmdk 1 command"])
  }

  @Test func aUUIDBesideAPathInAnotherFieldIsKept() {
    let other = "7a342f97-f63b-4da3-4019-8c046d7afba6"
    let found = told("Filename : a.vmdk\nUuid : {1}\nCapacityGB : 26./b.vmdk:\(other)\n")
    #expect(found.contains("? \(other)"), "\(found)")
  }

  @Test func theEndOfJSONBelongsToNoPath() {
    #expect(tied("}a/a.vmdk {1}\n") == ["a/a.vmdk 1 line"])
  }

  @Test(arguments: [
    // Above the answer is a path that nobody can read.
    "Disk: [DS] copy of [new] db/a.vmdk\nUUID is {1}\n", "a.vmdkb.vmdk\nUUID is {1}\n",
    "# Name: b/b.vmdk\n  UUID: {1}\n  Type: thin\n  Parent:\n",
    "version = 1Name: b.vmdk\n  UUID: {1}\n  Type: thin\n  Parent:\n",
    "# nmemid collect end: 1 VMDKs, 0 failedesx1# getuuid b/b.vmdk\nUUID is {1}\n",
    "Name: b/b.vmdk\n-rw------- 1 root 16 b/b-flat.vmdk\n  UUID: {1}\n  Type: thin\n  Parent:\n",
  ])
  func anAnswerBelowAnotherPathCounts(text: String) {
    let known = "a/a.vmdk {1}\n\n"
    func count(_ text: String) -> Int {
      Inventory(findings(expanded(text))).vmdks.indices.count {
        Inventory(findings(expanded(text))).vmdks[$0].uuid != nil
      }
    }
    #expect(count(known + "UUID is {1}\n") == 1)
    #expect(count(known + text) == 2, "\(told(known + text))")
  }

  @Test func whatFollowsACommandsAnswerAtOnceTakesItsTieAway() {
    let start = "# vmkfstools -J getuuid a.vmdk\nUUID is {1}\n"
    #expect(tied(start + "b.vmdk\nUUID is {2}\n") == [])
    #expect(tied(start + "\nb.vmdk\nUUID is {2}\n").contains("a.vmdk 1 command"))
    // What nobody can read may have been its answer.
    #expect(tied("# vmkfstools -J getuuid a.vmdk\nx {1}\nUUID is {2}\n") == [])
  }

  @Test func aRowThatIsShortCountsIfItFits() {
    let header = "VM,Path,UUID,Note\n"
    #expect(tied(header + "db,a.vmdk,{1}\n") == ["a.vmdk 1 record"])
    for row in ["{1},a.vmdk,", "x,{1},a.vmdk", "a.vmdk,{1},x"] {
      #expect(tied(header + row + "\n") == [], "\(row)")
      #expect(told(header + row + "\n").contains("? 1"), "\(row)")
    }
  }

  @Test func theNameOfAMachineIsNoDisksUUID() {
    #expect(tied("VM,Path,UUID\n{1},a.vmdk,\n") == [])
  }

  @Test func aDescriptorInAListWithPlusesIsWhole() {
    let descriptor = """
      ==> a.vmdk <==
      # Disk DescriptorFile
      version=1
      CID=fffffffe
      encoding="UTF-8"
      ddb.uuid = "{1}"

      """
    let list = descriptor.split(separator: "\n").map { "+ \($0)\n" }.joined()
    #expect(tied(descriptor) == ["a.vmdk 1 command"])
    #expect(tied(list) == tied(descriptor))
  }

  @Test func prettyDashesMoveNoColumn() {
    let block = "> Name:      b-b.vmdk\n>   UUID:    {1}\n>   Type:    thin\n"
    #expect(tied(block) == ["b-b.vmdk 1 record"])
    let pretty = block.replacing("{1}", with: expanded("{1}").replacing("-", with: "\u{2011}"))
    #expect(tied(pretty) == tied(block))
  }

  @Test(arguments: ["mdk\"\t{1}", "1\tUUID is {1}"])
  func whatIsLeftOfANameIsNone(line: String) {
    #expect(told("\(line)\n") == ["? 1"])
  }

  @Test(arguments: ["ID is {1}", "ddb.virtualHWVersion = \"14\"UUID is {1}", "x {1}"])
  func anAnswerThatWasCutIsTheFirstOfItsBlock(line: String) {
    #expect(tied("# Disk DescriptorFile\nversion=1\n\(line)\na.vmdk\nUUID is {2}\nb.vmdk\n") == [])
    #expect(tied("\(line)\na.vmdk\nUUID is {2}\n") == [])
  }

  @Test func aNameThatCannotBeReadBreaksItsBlock() {
    #expect(tied("a.vmdk\nUUID is {1}\n/vmfs/volumes/DS/b.vmdk2026-01-01 done\n") == [])
    #expect(tied("a.vmdk\nUUID is {1}\n/vmfs/volumes/DS/b-\n") == ["a.vmdk 1 turns"])
  }

  @Test(arguments: [
    "\"/vmfs/volumes/DS/a\n  b/b.vmdk\"", "v|\"{2}\"/vmfs/volumes/DS/a-\nb/b.vmdk",
    "tuuid \"/vmfs/volumes/DS/a-\nb/b.vmdk\"", "{2}  /vmfs/volumes/DS/a-\nb/b.vmdk",
  ])
  func whatIsWrappedInAQuoteOrBehindAnotherLineIsNoPath(lines: String) {
    #expect(!tied("\(lines): UUID is {1}\n").contains { $0.contains(" 1 ") })
    #expect(!tied("\(lines)\nUUID is {1}\n").contains { $0.contains(" 1 ") })
  }

  /// In `x/y.vmdk,{1},,{2}` the first is the path's, whoever made it.
  @Test func aUUIDInBetweenIsNearer() {
    let other = "7a342f97-f63b-4da3-4019-8c046d7afba6"
    #expect(tied("db,a.vmdk,\(other),,{1}\n") == [])
    #expect(tied("db,a.vmdk,{1},,\(other)\n") == ["a.vmdk 1 line"])
  }

  @Test(arguments: ["VM,Path,UUID", "Path,UUID"])
  func aPromptBeforeAHeaderIsNotItsName(header: String) {
    let rows = "root@esx3:~# \(header),Path 2,UUID 2\nv,a.vmdk,,b.vmdk,{1}\n"
    #expect(!tied(rows).contains("a.vmdk 1 line"))
  }

  @Test func zeroWidthCharactersInJSONAreNone() {
    let object = "{\"path\":\"[DS] a/a.v\u{200B}mdk\",\"uuid\":\"{1}\u{FEFF}\"}\n"
    #expect(tied(object) == ["[DS] a/a.vmdk 1 record"])
  }

  @Test(arguments: ["/vmfs/volumes/DS/x] ", "[DS] ", "/vmfs/volumes/DS 2/b] \n# x", "ds:///a] "])
  func whatEndsInABracketIsReadToItsEnd(line: String) {
    #expect(told("\(line)\nUUID is {1}\n").contains("? 1"))
  }

  @Test func aLongDashMakesAnExtentNoName() {
    #expect(tied("Disk: DS/a\u{2011}flat.vmdk\nUUID is {1}\n") == [])
    #expect(tied("+ vmkfstools \u{2011}J getuuid a.vmdk\nUUID is {1}\n") == ["a.vmdk 1 command"])
  }

  @Test func whatComesAfterAnErrorIsNoAnswer() {
    let error = "$ vmkfstools -J getuuid a.vmdk\nFailed to open 'a.vmdk': busy (0x50000b).\n\n"
    #expect(tied(error + "UUID is {1}\n") == [])
  }

  @Test func aLabelWhosePathIsInTheNextLineEndsNoBlock() {
    #expect(tied("a.vmdk\nb.vmdk\nFile:\n/vmfs/volumes/DS/c.vmdk\nUUID is {1}\n") == [])
  }

  @Test(arguments: [
    // A loop that prints answers first has lost its command, or its first answer is no VMware's.
    "{9}\n{1}\na.vmdk\n{2}\n", "d8120576-aaf5-fafa-d14b-8f86ba960f2d,\na.vmdk\n{1},\n",
    // The last path of a line goes on as another one, or a row goes on in the next line.
    "a.vmdk\n{1}\nb.vmdk[PMemD\n", "DS/po\n/vmfs/volumes/DS/a.vmdk\n, UUID is {1}\n",
    // A name that cannot be read stands above the name.
    "60e2-f7e7-65c9-a186b92b8b44/[new] db/db_1.vmdk\na.vmdk\nUUID is {1}\n",
    "-f338-cf91fe347b52/app1/app1_1.vmdk\n{1}\n",
    "==> b.vmdk\na.vmdk -\n{1}\n",
    // A loop's command, or a table's header, to which another line was joined.
    "# # for f in $(cat x); do vmkfstools -J getuuid $f; echo $f; done\na.vmdk\nUUID is {1}\n",
    "y.vmdk\nUUID is {1}\nx.vmdkVM,Path,UUID\n",
    "UUID is {2}VM,Disk 1 Path,Disk 1 UUID,Disk 2 Path,Disk 2 UUID\nv,,{1},a.vmdk,\n",
    "a;b;{2}# for f in *; do vmkfstools -J getuuid $f; echo $f; done\na.vmdk\nUUID is {1}\n",
    "x-flat.vmdkVM,Disk 1 Path,Disk 1 UUID,Disk 2 Path,Disk 2 UUID\nv,,{1},a.vmdk,\n",
    // A row whose cells are out of place, and what an error stands before.
    "VM,Disk 1 Path,Disk 1 UUID,Disk 2 Path,Disk 2 UUID\na.vmdk,{1},b.vmdk,{2}[DS] c.vmdk,{3}\n",
    "+ vmkfstools -J getuuid '[DS] a.vmdk'\"a.vmdk\"|\"{1}\"\n",
    "+ echo /vmfs/volumes/DS/clone of\ndb/a.vmdk\nUUID is {1}\n",
    "Path,UUID\n/vmfs/volumes/A/x/vmfs/volumes/B/b.vmdk,{1}\n",
    "Failed to open 'a.vmdk': busy (0x50000b).ddb.uuid = \"{1}\"\n",
    // A prompt that lost its beginning, and a command whose answer another form has read.
    "ot@esx1 ~]# cat a.vmdk\nddb.uuid = \"{1}\"\n",
    "# govc datastore.disk.info a.vmdk\n  UUID: {2}\n  Type: x\n  Parent: y\nUUID is {1}\n",
  ])
  func namesAndUUIDsAreOutOfTurn(text: String) {
    #expect(tied(text) == [], "\(told(text))")
  }

  @Test(arguments: [
    // Glued to a path, joined to a label or to a name, or given back by another form.
    "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 01./a/a.vmdk\n", "Disk:\n      {1}\n",
    "/vmfs/volumes/DS/a.vmdk => {{1}}~ # \n", "mdk;{1}app1.vmdk:\n",
    " is {1}Name: x\nPath: /DC0/vm/x\nUUID: c9990ffe-fc6e-2b39-730c-b158652b0cad\n",
  ])
  func aUUIDThatIsGluedOrGivenBackIsKept(text: String) {
    #expect(told(text).contains("? 1"), "\(told(text))")
  }

  @Test func onlyAShellsFilesAreNamedLikeADatastore() {
    let folder = "$ cd /vmfs/volumes/DS/a\n"
    let loop = "$ for f in *.vmdk; do echo $f; vmkfstools -J getuuid $f; done\n"
    func folders(_ text: String) -> [String?] {
      findings(expanded(text)).statements.map { $0.folder?.lossyText }
    }
    #expect(folders(folder + "$ \n\n[DS] a/a.vmdk\nUUID is {1}\n") == [nil])
    let full = "$ for f in /vmfs/volumes/*; do echo $f; vmkfstools -J getuuid $f; done\n"
    #expect(folders(folder + full + "[DS] a/a.vmdk\nUUID is {1}\n") == [nil])
    #expect(folders(folder + loop + "[new] a.vmdk\nUUID is {1}\n") == ["/vmfs/volumes/DS/a"])
  }

  @Test func aUUIDMayBeginLikeACommand() {
    let uuid = "cd e6 bb 31 45 aa 0d 39 6e 58 eb 05 5f 14 f0 ea"
    #expect(findings("\(uuid), a.vmdk\n").statements.map(\.tie) == [.line])
  }

  @Test func theAnswerInACommentMayBeTheNextNames() {
    #expect(tied("# UUID is {1}\na.vmdk\nUUID is {2}\n") == [])
  }

  @Test func twoRepliesBelowACommandWithoutOneMayBeOneEach() {
    func session(_ error: String) -> String {
      "$ vmkfstools -J getuuid a.vmdk\n\(error)$ vmkfstools -J getuuid b.vmdk\nUUID is {1}\n"
    }
    let error = "Device or resource busy\n"
    #expect(tied(session("")) == ["b.vmdk 1 command"])
    #expect(tied(session(error) + error) == ["b.vmdk 1 command"])
    #expect(tied(session("") + error) == [])
  }

  @Test func aFolderInAFieldMayBeCalledLikeAUUID() {
    let path = "[DS] 68ec2a5f-dd1b-184f-487e-0e267151c681 old/a.vmdk"
    #expect(told("Name: \(path)\n  UUID: {1}\n  Type: x\n") == ["\(path) 1 record"])
  }

  @Test(arguments: ["[...]", "...", "<snip>", "--- snip ---", "(output truncated, 57 more lines)"])
  func aListThatSaysItWasCutIsCut(mark: String) {
    let text = "$ vmkfstools -J getuuid a.vmdk\n\(mark)\nUUID is {1}\n"
    #expect(tied(text) == [] && findings(expanded(text)).isCutOff)
  }

  @Test func whatACommandSearchesForIsNoAnswer() {
    #expect(tied("$ vmkfstools -J getuuid a.vmdk | grep {1}\nno\n") == [])
  }

  @Test func aUUIDThatWasCutBehindAColumnIsSaid() {
    let found = findings("[DS] a/a.vmdk  40.000 6000C298-42c7-54f8-02c2-d4...\n")
    #expect(found.statements.map(\.path) == ["[DS] a/a.vmdk"] && found.problems.count == 1)
  }

  @Test(arguments: ["OldUuid", "Source Disk UUID", "Config.Uuid", "UUID VM", "system-uuid"])
  func aUUIDOfSomethingElseByItsNameIsNotTheDisks(name: String) {
    #expect(tied("Path,\(name)\n[DS] a/a.vmdk,8cbed398-27a7-ed62-4f21-edf0d2bbfa36\n") == [])
  }

  @Test func aPromptInAFolderIsNoWrappedPath() {
    let command = "[root@esx1:/vmfs/volumes/DS] grep -r ddb.uuid .\n"
    #expect(tied(command + "a/a.vmdk:ddb.uuid = \"{1}\"\n") == ["a/a.vmdk 1 line"])
  }

  @Test func aRelativePathThatFillsTheWindowWasWrapped() {
    let long = "./" + String(repeating: "long/", count: 15)
    #expect(tied(long + "ser\nver.vmdk {1}\n") == [])
  }

  @Test func allLinesOfATextInAFieldCount() {
    let text =
      #"{"stdout": "/vmfs/volumes/DS/a.vmdk\nUUID is {1}\n/vmfs/volumes/DS/b.vmdk\nUUID is {2}"}"#
    #expect(told(text + "\n").filter { $0.hasPrefix("? ") } == ["? 1", "? 2"])
  }

  @Test func anExtentHasNoFileForItsUUID() {
    let found = findings("UUID is 6000c298-42c7-54f8-02c2-d49b206b080c\n", file: "a-flat.vmdk.uuid")
    #expect(found.statements.map(\.path) == [nil])
  }

  @Test func aLinesNumberMayHaveLostItsDigits() {
    #expect(tied(": db/a.vmdk\t{1}\n") == ["db/a.vmdk 1 line"])
  }

  @Test func onlyTheKeysOfOtherIDsArePassedOver() {
    #expect(told("version=1\nddb.uuid = \"{1}\"\nddb.uuidx = \"{2}\"\n").contains("? 2"))
    #expect(!told("version=1\nddb.uuid = \"{1}\"\nddb.uuid.image = \"{2}\"\n").contains("? 2"))
  }

  @Test func whatAnotherFormReadsEndsACommandThatHasItsAnswer() {
    let block = "Name: x\n  Path: /DC0/vm/x\n  Memory: 1MB\nUUID is {2}\n"
    #expect(tied("$ vmkfstools -J getuuid a.vmdk\nUUID is {1}\n" + block) == ["a.vmdk 1 command"])
    #expect(tied("$ vmkfstools -J getuuid a.vmdk\n" + block) == [])
  }

  @Test func aCollectedListWithoutItsFirstLineIsATable() {
    let list = "# path\tanswer\tsize\tvm\n[DS] a/a.vmdk\tUUID is {1}\t5\tvm1\n"
    #expect(tied(list + "# nmemid collect end: 1 VMDKs, 0 failed\n") == ["[DS] a/a.vmdk 1 record"])
  }

  @Test func aPrintedNameIsNoAnswersOwner() {
    #expect(tied("+ echo DS/a.vmdk\nUUID is {1}\n") == [])
    #expect(
      tied("+ echo a.vmdk\na.vmdk\n+ vmkfstools -J getuuid a.vmdk\nUUID is {1}\n")
        == ["a.vmdk 1 command"])
  }
}

/// In which folder a session is, as far as that is sure.
@Suite struct SessionFolderTests {
  private func isSure(_ session: String) -> [Bool] {
    findings(expanded(session)).statements.filter { $0.uuid != nil }
      .map { $0.traits.contains(.isFolderSure) && $0.folder?.lossyText.first == "/" }
  }

  private static let question = " vmkfstools -J getuuid a.vmdk\nUUID is {1}\n"

  @Test(arguments: ["[root@h:/vmfs/volumes/DS/a]", "$ cd /vmfs/volumes/DS/a\n$"])
  func itIsSaid(prompt: String) { #expect(isSure(prompt + Self.question) == [true]) }

  @Test(arguments: [
    // Another session may have begun, or the shell has not moved.
    "$ cd /vmfs/volumes/DS/a\n[root@h ~]#", "$ cd /vmfs/volumes/DS/a\nroot@h:~#",
    "[root@h:/vmfs/volumes/DS/a] ls\n[root@h:~]", "# cd /vmfs/volumes/DS/a\n+",
    // The folder stands in the next line, or goes on there.
    "$ cd /vmfs/volumes/DS/a\n$ cd\n\"/vmfs/volumes/DS/b\"\n$",
    "$ cd \"/vmfs/volumes/DS/a\nb\"\n$",
  ])
  func itIsNotSure(prompt: String) { #expect(isSure(prompt + Self.question) == [false]) }
}
