import NmemModel
import Testing

/// A path is found first, and what is inside it is part of it.
@Suite struct PathRuleTests {
  private static let paths = [
    "/vmfs/volumes/5d2dd5df-0f51180a-72c9-e4434b7ba70c/5f2dd5df-0f51-180a-72c9-e4434b7ba70c/a.vmdk",
    "/vmfs/volumes/vsan:526b5d2dd5df0f51-180a72c9e4434b7b/68ec2a5f-1122-3344-5566-e4434b7ba70c/a.vmdk",
    "/vmfs/volumes/DS/{9}/a.vmdk", "/vmfs/volumes/DS/{9}.vmdk", "[DS] {9}/a b.vmdk",
    "ds:///vmfs/volumes/DS/{9}/a.vmdk", "/vmfs/volumes/DS 1/vm [old]/a,b;c|d.vmdk",
  ]

  @Test(arguments: paths) func noIDInAPathIsAUUID(path: String) {
    #expect(told("\(path)\n") == ["\(expanded(path)) -"])
    #expect(told("\(path): UUID is {1}\n") == ["\(expanded(path)) 1 line"])
    #expect(told("\(path)\nUUID is {1}\n") == ["\(expanded(path)) 1 turns"])
    #expect(told("Path\tUUID\n\(path)\t{1}\n") == ["\(expanded(path)) 1 record"])
    #expect(told(#"{"path":"\#(path)","uuid":"{1}"}"#) == ["\(expanded(path)) 1 record"])
  }

  /// Words of a program before a path are no part of it.
  @Test(arguments: [
    "INFO found /vmfs/volumes/DS/a/a.vmdk", "esx1 /vmfs/volumes/DS/a/a.vmdk",
    "Opening [DS] a/a.vmdk",
  ])
  func aPathIsFoundBehindOtherText(line: String) {
    #expect(told("\(line)\n").map { $0.suffix(8) } == ["a.vmdk -"])
    #expect(told("\(line): UUID is {1}\n").map { $0.suffix(13) } == ["a.vmdk 1 line"])
  }
}

/// A UUID is a disk's only if the text says so.
@Suite struct IdentityRuleTests {
  /// With a virtual machine's UUID, 4206b3b9-….
  private static let machine = "4206b3b9-1122-3344-5566-e4434b7ba70c"

  @Test(arguments: [
    "a.vmdk belongs to VM %", "VM % uses a.vmdk", "% a.vmdk of the VM above",
    "vmx[123]: UUID % DISK: OPEN scsi0:0 /vmfs/volumes/DS/a.vmdk persistent",
    "VM UUID,Path\n%,a.vmdk", "VM,SMBIOS UUID,Path\nweb,%,a.vmdk",
    "VM,Instance UUID,Path\nweb,%,a.vmdk",
    "Name: web\n  UUID: %\n  Path: /DC/vm/web\n  Disk: a.vmdk",
    #"{"instanceUuid":"%","disks":[{"path":"a.vmdk"}]}"#,
    #"{"uuid":"%","vmPathName":"[DS] a/a.vmx","file":"a.vmdk"}"#,
    #"{"path":"a.vmdk","datastoreUuid":"%"}"#, #"{"path":"a.vmdk","contentId":"%"}"#,
    "uuid.bios = \"%\"\nnvdimm0:0.fileName = \"a.vmdk\"", "a.vmdk: ddb.uuid.image=\"%\"",
    "a.vmdk:ddb.longContentID = \"4206b3b911223344556677889900aabb\"",
    "d41d8cd98f00b204e9800998ecf8427e  a.vmdk", "d41d8cd98f00b204e9800998ecf8427e *a.vmdk",
    "MD5 (a.vmdk) = d41d8cd98f00b204e9800998ecf8427e",
  ])
  func theIdentityOfAnotherThingIsNone(text: String) {
    let found = findings(text.replacing("%", with: Self.machine) + "\n")
    #expect(found.statements.allSatisfy { $0.uuid == nil })
  }

  /// VMware's own are taken for a disk's beside a path, but an image's are not.
  @Test func anImageIsNoDisk() {
    #expect(!told("a.vmdk: ddb.uuid.image=\"{1}\"\n").contains("a.vmdk 1 line"))
  }

  @Test(arguments: [
    ("a.vmdk: UUID is %", "line"), ("a.vmdk %", "line"), ("% a.vmdk", "line"),
    ("a.vmdk:ddb.uuid = \"%\"", "line"), ("Disk,Disk UUID\na.vmdk,%", "record"),
    ("a.vmdk\n%", "turns"),
  ])
  func whatTheTextSaysIsADisksMayBeAnyUUID(text: String, tie: String) {
    #expect(
      told(text.replacing("%", with: Self.machine) + "\n") == ["a.vmdk \(Self.machine) \(tie)"])
  }

  @Test(arguments: ["Path,SerialNumber\na.vmdk,%", "Path,CanonicalName\na.vmdk,naa.%"])
  func vmwaresPrefixBesideAPathSaysSo(text: String) {
    let digits = expanded("{1}").filter { $0 != "-" }
    #expect(told(text.replacing("%", with: digits) + "\n") == ["a.vmdk 1 record"])
  }
}
