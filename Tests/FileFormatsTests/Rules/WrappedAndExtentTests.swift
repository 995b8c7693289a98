import NmemModel
import Testing

/// A line with a root and no `.vmdk` was wrapped: what follows it is no path.
@Suite struct WrappedLineTests {
  @Test(arguments: [
    "/vmfs/volumes/DS/my-virtual-machine/my-\ndb.vmdk\nUUID is {1}",
    "[DS] my-vm/my-\ndb.vmdk\nUUID is {1}",
    "[DS] my-vm/my-\ndb.vmdk: UUID is {1}", "ds:///vmfs/volumes/DS/my-\ndb.vmdk {1}",
    "> /vmfs/volumes/DS/my-vm/my-\n> db.vmdk: UUID is {1}", "/vmfs/volumes/DS/my\ndb.vmdk\t{1}",
    "/vmfs/volumes/DS/my-vm-wi\nth-a-long-na\ndb.vmdk: UUID is {1}",
    "# vmkfstools -J getuuid my-\ndb.vmdk\nUUID is {1}",
    "+ vmkfstools -J getuuid /vmfs/volumes/DS/my-\ndb.vmdk\nUUID is {1}",
    "[root@esx1:/vmfs/volumes/DS/x] vmkfstools -J getuuid my-long-\ndb.vmdk\nUUID is {1}",
    "Filename,UUID\n[DS] my-virtual/my-\ndb.vmdk,{1}", "Filename : [DS] a/my-\ndb.vmdk\nUuid : {1}",
    "# nmemid collect 1\n/vmfs/volumes/DS/my-\ndb.vmdk\tUUID is {1}\t16\n# nmemid collect end: 1 VMDKs, 0 failed",
  ])
  func itsRestIsNoPath(text: String) {
    let found = findings(expanded("\(text)\n"))
    let tied = found.statements.filter { $0.uuid != nil }
    #expect(tied.map(\.path) == [nil])
    #expect(!found.problems.isEmpty)
  }

  @Test func anEndingAloneIsNoPath() {
    let text = "/vmfs/volumes/DS/my-vm-wi\nth-a-long-name\n.vmdk: UUID is {1}\n"
    #expect(told(text) == ["? 1"])
  }

  @Test func whatIsAlignedGoesOn() {
    let text = "Filename : [DS] my-vm/my-\n           db.vmdk\nUuid     : {1}\n\n"
    #expect(told(text) == ["[DS] my-vm/my-db.vmdk 1 record"])
  }

  @Test func aListedFolderIsNotWrapped() {
    let text = "/vmfs/volumes/DS/db:\ndb.vmdk\nUUID is {1}\n"
    #expect(told(text) == ["db.vmdk 1 turns"])
  }
}

/// Extents are no names, and never own an answer.
@Suite struct ExtentRuleTests {
  private static let extents = [
    "a-flat.vmdk", "a-000001-delta.vmdk", "a-000001-sesparse.vmdk", "a-ctk.vmdk", "a-rdmp.vmdk",
    "a-s001.vmdk",
  ]

  @Test(arguments: extents) func noneOwnsAnAnswer(extent: String) {
    for text in [
      "\(extent)\nUUID is {1}", "\(extent): UUID is {1}",
      "# vmkfstools -J getuuid \(extent)\nUUID is {1}",
      "Path,UUID\n\(extent),{1}", #"{"fileName":"\#(extent)","uuid":"{1}"}"#,
    ] {
      #expect(told("\(text)\n") == ["? 1"], "\(text)")
    }
  }

  @Test(arguments: extents) func noneTakesATurn(extent: String) {
    #expect(told("\(extent)\nb.vmdk\nUUID is {1}\n") == ["b.vmdk 1 turns"])
    #expect(told("\(extent)\nFailed to open\nb.vmdk\nUUID is {1}\n") == ["b.vmdk 1 turns"])
    #expect(
      told("b.vmdk\nUUID is {1}\n\(extent)\nc.vmdk\nUUID is {2}\n") == [
        "b.vmdk 1 turns", "c.vmdk 2 turns",
      ])
    // It is not known whose answer that is.
    #expect(told("b.vmdk\n\(extent)\nUUID is {1}\n") == ["? 1", "b.vmdk -"])
  }
}
