import FileFormats
import NmemModel
import Testing

/// Rule 5: a UUID that another path stands next to may be another file's, so it counts, however the two were parted.
@Suite struct BesideTests {
  /// How many VMDKs have the UUID `{1}`, by all that a text says.
  private func count(_ text: String) -> Int {
    let vmdks = Inventory(findings(expanded(text))).vmdks
    return vmdks.indices.count { vmdks[$0].uuid.map { $0.low & 0xFF == 1 } ?? false }
  }

  @Test(arguments: [
    // Two lines that have changed places.
    "UUID is {1}\n# vmkfstools -J getuuid b/b.vmdk\n",
    "# vmkfstools -J getuuid a/a.vmdk\nUUID is {1}\nUUID is {1}\n# vmkfstools -J getuuid b/b.vmdk\n",
    // The answer once more.
    "# grep ddb.uuid a/a.vmdk\nUUID is {1}\nUUID is {1}\nDisk: b/b.vmdk\nUUID is {2}\n",
    // What a terminal or a mail has wrapped.
    "~ # vmkfstools -J getuuid\n./b/b.vmdk\nUUID is {1}\n",
    "[DS] b/b.vmdk\n<==\n# Disk DescriptorFile\nddb.uuid = \"{1}\"\n",
    // What was joined to another line.
    "49 45==> [DS] b/b.vmdk\n# Disk DescriptorFile\nddb.uuid = \"{1}\"\n",
    "# vmkfstools -J getuuid a/a.vmdk\nUUID is {1}$ vmkfstools -J getuuid b/b.vmdk\nUUID is {1}\n",
    "UUID,Path\n{1},b/b.vmdk[root@esx1:~] ls\n", "UUID,Path\n{1},[DS] b/b.vmdk\"[root@esx1:~] ls\n",
    "Name: c.vmdk\n  Type: x\n  Parent: [DS] b/b.vmdk {1}\n",
    "path = [DS] a/a.vmdk\nuuid = {1}\nnote = [DS] b/b.vmdk {1}\n",
    // Another line in between, or an empty one.
    "Name: b/b.vmdk\n\n  UUID: {1}\n  Type: x\n  Parent:\n",
    "Name: b/b.vmdk\n2026-01-01 done\n  UUID: {1}\n  Type: x\n  Parent:\n",
    // A header that has lost its first names.
    "x,uuid\nv,b/b.vmdk,{1}\n",
    // JSON that goes wrong, and members of two objects.
    #"{"a": [{"uuid": "{1}","# + "\n  Memory: 2048MB\n",
    #"{"x": {"uuid": "{1}"}, "path": "b/b.vmdk"}"# + "\n",
    #"{"uuid": "{1}", "x": {"path": "b/b.vmdk"}}"# + "\n",
    "\"path\": \"b/b.vmdk\n{\"uuid\": \"{1}\"}\n",
    #"{"x": {"uuid": "{1}"}, "path": "b/b.vmdk", "y": {"uuid": "{2}", "path": "c.vmdk"}}"# + "\n",
    "{\"uuid\": \"{1}\"},\n\"path\": \"b/b.vmdk\n",
    // Above what another form reads, or what cannot be read.
    "{1}\nFile: [DS] b/b.vmdk\nParent: x\nFilename: [DS] c.vmdk\n", "{1}\nVMDK: {2} old/b.vmdk\n",
    "{1}\nb/b.vmdk# vmkfstools -J getuuid c.vmdk\nUUID is {2}\n",
    "done==> /vmfs/volumes/DS/b/b.vmdk\nversion=1\n# Disk DescriptorFile\nddb.uuid = \"{1}\"\n",
    "b/b.vmdk\n==\n# Disk DescriptorFile\nddb.uuid = \"{1}\"\n",
    "# for f in *.vmdk; do echo $f; vmkfstools -J getuuid $f; done+ vmkfstools -J getuuid b.vmdk\n{1}\n",
    // In a line that another form takes, or does not.
    "{1}+ echo b.vmdk\n", "b/b.vmdk:ddb.uuid = \"{1}\"~ # \n",
    "nvdimm0:7.present = \"TRUE\"b/b.vmdk UUID is {1}\n",
    "Path,Name,UUID\nb/b.vmdk,x,{1},{2}\n",
  ])
  func itCountsAsAnother(text: String) {
    #expect(count("a/a.vmdk {1}\n\n" + text) > 1, "\(told("a/a.vmdk {1}\n\n" + text))")
  }

  @Test(arguments: [
    "UUID is {1}\n",
    "grep -h ddb.uuid *.vmdk\nddb.uuid = \"{1}\"\n", "{1}\n",
  ])
  func onItsOwnItAddsNothing(text: String) {
    #expect(count("a/a.vmdk {1}\n\n" + text) == 1)
  }

  @Test func aboveALineThatHasItBesideOtherPathsItIsOneOfTheirs() {
    #expect(count("a/a.vmdk {1}\n\n{1}\nb/b.vmdk or c/c.vmdk has {1}\n") == 2)
  }

  /// In the folder that a session was in.
  @Test func aPathBesideItIsInItsFolder() {
    let session = "[root@h:/vmfs/volumes/DS/%] cat a.vmdk\nddb.uuid = \"{1}\"\n"
    let (one, other) = (session.replacing("%", with: "a"), session.replacing("%", with: "b"))
    #expect(count(one + other + "ddb.uuid = \"{2}\"\n") == 2)
  }

  /// In a folder that is called like a UUID.
  @Test func aFolderInAPromptIsNoAnswer() {
    let uuid = "6000c298-42c7-54f8-02c2-d49b206b080c"
    let folder = "[root@h:/vmfs/volumes/DS/clone of \(uuid)]"
    let text = "\(folder) grep ddb.uuid \(uuid).vmdk\nddb.uuid = \"{1}\"\n"
    #expect(findings(expanded(text)).statements.map(\.tie) == [.command])
  }

  /// Of any maker, where the words before it say that it is a disk's, or where a line begins with it.
  @Test(arguments: [
    "# vmkfstools -J getuuid b.vmdk\nUUID is %Devices:\n", "b.vmdk\n%~ # vmkfstools -J getuuid\n",
    "a.vmdk: UUID is {%}[root@h:~] vmkfstools -J getuuid $f\n",
    "nvdimm0:7.present = \"TRUE\"b.vmdk UUID is %\n",
  ])
  func oneOfAnotherMakerThatIsGluedIsKept(text: String) {
    let other = "99 C9 F3 74 c0 46 b3 54-37 20 f6 7d de 9b a9 b1"
    let catalog = findings(text.replacing("%", with: other))
    #expect(catalog.statements.contains { $0.uuid?.description.hasSuffix("de9ba9b1") ?? false })
  }

  @Test func fullPathsAreOneFileOnlyIfTheyAreEqual() {
    let (one, other) = ("ds:///vmfs/volumes/X/b/a.vmdk", "ds:///vmfs/volumes/Y/b/a.vmdk")
    #expect(count("==> \(one) <==\nddb.uuid = \"{1}\"\n\(other)\nddb.uuid = \"{1}\"\n") == 2)
  }

  @Test func aUUIDTwiceInARecordOfTwoPathsIsThatOfBoth() {
    let record = "path = [DS] a/a.vmdk\nuuid = {1}\nfile = [DS] b/b.vmdk\ndiskUuid = {1}\n"
    #expect(count("\n\(record)\n") == 2)
  }
}

/// Rule 3: a UUID that nothing calls a disk's may be a machine's. It counts against a match, and is none.
@Suite struct DoubtfulTests {
  private static let other = "7a342f97-f63b-4da3-4019-8c046d7afba6"
  private static let serial = Serial(rawValue: 0x6d7a_fba6)

  /// Rows and lines that do not say whose it is.
  private static let texts = [
    "VM,Path,UUID\nv,b/b.vmdk,%\n", "v,Hard disk 1,b/b.vmdk,,%\n", "vm1|b/b.vmdk|%|x\n",
    "Path,Name,UUID\nb/b.vmdk,x,%,{2}\n",
    "UUID: %\n", "see % there\n",
  ]

  private func vmdks(_ text: String, compared: Set<Serial>) -> [VMDK] {
    let catalog = findings(expanded(text.replacing("%", with: Self.other)))
    return Inventory(catalog, compared: compared).vmdks.filter {
      $0.uuid?.description == Self.other
    }
  }

  @Test(arguments: texts)
  func onItsOwnItIsShownOnlyWithADIMM(text: String) {
    #expect(vmdks(text, compared: []).isEmpty)
    let found = vmdks(text, compared: [Self.serial])
    #expect(found.map(\.isDoubtful) == [true] && found.map(\.path) == [nil])
  }

  @Test(arguments: texts)
  func itCountsWhereALineSaysThatADiskHasIt(text: String) {
    let found = vmdks("a/a.vmdk UUID is %\n\n" + text, compared: [])
    #expect(found.map(\.isDoubtful) == [false, false])
  }

  @Test func besideTheKnownPathItAddsNothing() {
    let found = vmdks("b/b.vmdk UUID is %\n\nVM,Path,UUID\nv,b/b.vmdk,%\n", compared: [])
    #expect(found.map(\.path) == ["b/b.vmdk"])
  }

  /// Another disk may have the same serial.
  @Test func itCountsWhereADiskHasItsSerial() {
    let found = vmdks("a/a.vmdk 6000c298-42c7-54f8-02c2-d49b6d7afba6\n\nUUID: %\n", compared: [])
    #expect(found.count == 1)
  }

  @Test func aFileWithNoneOtherHasNoUUID() {
    let catalog = findings("UUID: \(Self.other)\n")
    #expect(!catalog.hasUUID && catalog.hasDoubtfulUUID)
  }

  @Test(arguments: ["uuid.bios = \"%\"\n", "uuid.location = \"%\"\n"])
  func aMachinesOwnIsNone(text: String) {
    #expect(vmdks(text, compared: [Self.serial]).isEmpty)
  }
}
