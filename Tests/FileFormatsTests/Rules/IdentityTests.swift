import NmemModel
import Testing

/// What is within a path, and what identifies something else than a disk, each in all the places where it is asked.
@Suite struct IdentityTests {
  /// With a virtual machine's UUID, 4206b3b9-….
  private static let machine = "4206b3b9-1122-3344-5566-e4434b7ba70c"

  @Test(arguments: [
    "[root@esx1:/vmfs/volumes/DS/{9}] ls", "# cd {9}/old",
    "/vmfs/volumes/DS/{9} # ls", "[root@esx1:~] ls /vmfs/volumes/DS/{9}",
    "/vmfs/volumes/DS/{9}/my-", "[DS] {9}/my-", "uuid.bios = \"{9}\"", "uuid.bios\t%", "%",
    "UUID: %",
  ])
  func saysNothing(line: String) {
    let found = findings(expanded(line.replacing("%", with: Self.machine)) + "\n")
    // Of the file it is said that it has nothing.
    #expect(found.statements.isEmpty && found.problems.map(\.source.line) == [nil])
  }

  @Test(arguments: [
    "# vmkfstools -J getuuid {9}.vmdk", "# vmkfstools -J getuuid {9}/a.vmdk",
    "[root@esx1:~] mytool /vmfs/volumes/DS/{9}/a.vmdk",
  ])
  func aFolderInACommandIsNoAnswer(command: String) {
    let found = told("\(command)\nUUID is {1}\n")
    #expect(found.count == 1 && found[0].hasSuffix("vmdk 1 command"), "\(found)")
  }

  @Test func aFolderInAnotherFieldIsNone() {
    let json = #"{"path":"a.vmdk","uuid":"{1}","home":"/vmfs/volumes/DS/{9}/old files"}"#
    #expect(told(json) == ["a.vmdk 1 record"])
  }

  @Test(arguments: [
    "RW 5 VMFS \"/vmfs/volumes/DS/{9}/a-flat.vmdk\"", "ddb.x = \"/vmfs/volumes/DS/{9}/x\"",
    "ddb.uuid.image = \"{9}\"", "ddb.longContentID = \"{9}\"",
  ])
  func aDescriptorHasOneUUID(line: String) {
    let text = "# Disk DescriptorFile\n\(line)\nddb.uuid = \"{1}\"\n"
    #expect(told(text, file: "a.vmdk") == ["a.vmdk 1 command"])
    #expect(findings(expanded(text), file: "a.vmdk").problems.isEmpty)
  }

  @Test func aVolumeIsNoDisk() {
    #expect(told("a.vmdk\n5d2dd5df-0f51180a-72c9-e4434b7ba70c\n") == ["a.vmdk -"])
  }

  @Test(arguments: [
    "/vmfs/volumes/DS/a /vmfs/volumes/DS/b.vmdk {1}", "a/b[DS] c/c.vmdk {1}", "web {1} a.vmdk",
  ])
  func whatTwoLinesMadeIsNoPath(line: String) {
    #expect(told("\(line)\n") == ["? 1"])
  }

  @Test(arguments: [
    "BIOS", "Instance", "Datastore", "Host", "Cluster", "Location", "Machine", "Image",
    "Modification", "Content", "Snapshot", "Guest", "LUN", "SDK", "vCenter", "Server", "Change",
    "VM", "VC", "Parent", "Parent disk", "Volume",
  ])
  func aFieldOfAnotherThingIsNone(thing: String) {
    #expect(told("Path,\(thing) UUID\na.vmdk,\(Self.machine)\n") == ["a.vmdk -"])
    #expect(told("Path,\(thing) UUID,UUID\na.vmdk,\(Self.machine),{1}\n") == ["a.vmdk 1 record"])
  }

  /// Somebody put a disk's UUID there: a candidate.
  @Test func aDisksUUIDInTheFieldOfAMachineIsNotTied() {
    #expect(told("Path,VM UUID\na.vmdk,{1}\n") == ["? 1", "a.vmdk -"])
  }

  /// What a VMX says of itself names the machine.
  @Test func whatIsOfTheMachineIsKeptAsItsOwn() {
    let text =
      ".encoding = \"UTF-8\"\nuuid.bios = \"\(Self.machine)\"\nnvdimm0:0.fileName = \"a.vmdk\"\n"
    let found = findings(expanded(text))
    #expect(found.statements.map { $0.uuid == nil } == [true])
    #expect(found.statements[0].attachment?.machineUUID?.description == Self.machine)
  }

  @Test(arguments: [
    "00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00", "ffffffff-ffff-ffff-ffff-ffffffffffff",
  ])
  func whatWasNeverSetIsNobodys(uuid: String) {
    #expect(told("a.vmdk: UUID is \(uuid)\n") == ["a.vmdk -"])
    #expect(told("Path,UUID\na.vmdk,\(uuid)\n") == ["a.vmdk -"])
  }

  @Test(arguments: ["a.vmdk % of web", "a.vmdk,,%", "a.vmdk\t\t%"])
  func whatIsNotNextToThePathIsNotTied(line: String) {
    let line = line.replacing("%", with: Self.machine)
    #expect(!told("\(line)\n").contains("a.vmdk \(Self.machine) line"))
  }
}
