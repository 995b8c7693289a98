import NmemModel
import Testing

/// What ties nothing, although a path and a UUID are near.
@Suite struct TieTests {
  private static let loop = "# for f in *.vmdk; do vmkfstools -J getuuid $f; echo $f; done\n"
  private static let long = String(repeating: "z", count: 70_000)

  /// In each, the UUIDs that are tied to no path, and nothing else has one.
  @Test(arguments: [
    // Answers first: a name without an answer, an answer at the end, an extent after an answer.
    (loop + "UUID is {1}\na.vmdk\nb.vmdk\nUUID is {2}\nc.vmdk", ["1", "2"]),
    (loop + "UUID is {1}\na.vmdk\nUUID is {2}", ["1", "2"]),
    (loop + "UUID is {1}\na-flat.vmdk\na.vmdk\nUUID is {2}\nb.vmdk", ["1", "2"]),
    (loop + "UUID is {1}\nUUID is {2}\na.vmdk", ["1", "2"]),
    // A line that is neither name nor answer, one that cannot be read, and one that was cut.
    ("a.vmdk\nhello\nUUID is {1}", ["1"]), ("a.vmdk\n\(long)\nb.vmdk\nUUID is {1}", ["1"]),
    ("a.vmdk\n6000c298-42c7-...\nb.vmdk\nUUID is {1}", ["1"]),
    // A command that names more than one.
    ("# cat a.vmdk $F\nUUID is {1}", ["1"]), ("# head a.vmdk *.vmdk\nUUID is {1}", ["1"]),
    (
      "# vmkfstools -J getuuid a.vmdk; vmkfstools -J getuuid b.vmdk\nc.vmdk\nUUID is {1}", ["1"]
    ),
    // A path that was wrapped.
    ("/vmfs/volumes/DS/a/a.vmdk,/vmfs/volumes/DS/b/b-\nc.vmdk: UUID is {1}", ["1"]),
    ("==> /vmfs/volumes/DS/my-\ndb.vmdk <==\nddb.uuid = {1}", ["1"]),
    // Two of one kind in a record, or on a line.
    ("Path,UUID,Disk UUID\na.vmdk,{1},", ["1"]),
    ("Name,Path,UUID\n\"x\ny a.vmdk\",b.vmdk,{1}", ["1"]),
    (#"{"path":"a.vmdk","file":"b.vmdk","uuid":"{1}"}"#, ["1"]),
    ("x/a.vmdk a.vmdk {1} {2}", ["1", "2"]), ("{1},a.vmdk,{2}", ["1", "2"]),
    ("a.vmdk {1} x {2}", ["1", "2"]),
  ])
  func tiesNothing(text: String, uuids: [String]) {
    let found = findings(expanded("\(text)\n"))
    let lines = told("\(text)\n").filter { !$0.hasSuffix(" -") }
    #expect(lines == uuids.map { "? \($0)" }, "\(lines)")
    #expect(!found.problems.isEmpty)
  }

  /// It may be that of a VMDK that is not the known one.
  @Test func aUUIDBesideTwoPathsCounts() {
    let found = findings(expanded(#"{"path":"a.vmdk","file":"b.vmdk","uuid":"{1}"}"#))
    #expect(found.statements.first { $0.uuid != nil }?.traits.contains(.isUntied) == true)
  }

  @Test func theOrderOfALoopIsItsOwn() {
    let text = "UUID is {1}\na.vmdk\n==> x.vmdk <==\nb.vmdk\nUUID is {2}\n"
    #expect(told(Self.loop + text) == ["a.vmdk 1 turns", "b.vmdk 2 turns"])
  }

  @Test func aRefusalOfAnotherNameBreaksTheBlock() {
    let text = "a.vmdk\nUUID is {1}\nb.vmdk\nc.vmdk: Device or resource busy\n"
    #expect(told(text) == ["? 1", "a.vmdk -", "b.vmdk -", "c.vmdk -"])
  }

  /// A line of another kind ends a block, so what was before it stays tied.
  @Test func aBlockEndsWithALineOfAnotherKind() {
    #expect(
      told("a.vmdk\nUUID is {1}\nhello\nUUID is {2}\n") == ["? 2", "a.vmdk 1 turns"])
  }
}
