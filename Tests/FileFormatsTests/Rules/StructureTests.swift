import NmemModel
import Testing

/// Fields of one record belong together; a record with two UUIDs or two paths ties nothing by nearness.
@Suite struct StructureTests {
  @Test(arguments: [
    "Name,Path,Path,UUID,UUID\nweb,a.vmdk,b.vmdk,{1},{2}",
    "Boot Path,Boot UUID,Data Path,Data UUID\na.vmdk,{1},b.vmdk,{2}",
    "Name,Paths,UUIDs\nweb,\"a.vmdk; b.vmdk\",\"{1}; {2}\"",
    "Name,Paths,UUIDs\nweb,\"a.vmdk\nb.vmdk\",\"{1}\n{2}\"",
    #"{"path":"a.vmdk","uuid":"{1}","uuid2":"{2}"}"#,
    #"{"disks":[{"path":"a.vmdk"},{"path":"b.vmdk"}],"uuids":["{1}","{2}"]}"#,
    #"{"disk1":{"path":"a.vmdk"},"disk2":{"uuid":"{1}","x":"{2}"}}"#,
    #"[{"path":"a.vmdk"},{"uuid":"{1}"},{"uuid":"{2}"}]"#,
    "- path: a.vmdk\n  size_gb: 4\n- uuid: {1}\n  size_gb: 5\n- uuid: {2}\n  size_gb: 5",
    "Filename : a.vmdk\nSizeGB : 4\n\nUuid : {1}\nName : x\nType : y\n\nUuid : {2}\nName : x\nType : y",
    "CapacityGB : 4\nFilename : a.vmdk\nUuid : {2}\nCapacityGB : 4\nFilename : b.vmdk\nUuid : {1}\nCapacityGB : 4",
    "a.vmdk b.vmdk {1} {2}", "a.vmdk {1} {2}", "Path,UUID\n\"a.vmdk\",{1},{2}",
  ])
  func nearnessTiesNothing(text: String) {
    let found = told("\(text)\n")
    let uuids = found.filter { !$0.hasSuffix(" -") }
    #expect(uuids == ["? 1", "? 2"], "\(found)")
  }

  @Test(arguments: [
    "Name,Disk 1 Path,Disk 1 UUID,Disk 2 Path,Disk 2 UUID\nweb,a.vmdk,{1},b.vmdk,{2}",
    "Path,UUID\na.vmdk,{1}\n\nUUID,Path\n{2},b.vmdk", "Path\tUUID\na.vmdk\t{1}\nb.vmdk\t{2}",
    #"[{"path":"a.vmdk","uuid":"{1}"},{"uuid":"{2}","path":"b.vmdk"}]"#,
    #"{"a.vmdk":"{1}","b.vmdk":"{2}"}"#, #"{"{1}":"a.vmdk","{2}":"b.vmdk"}"#,
    "{\"path\":\"a.vmdk\",\"uuid\":\"{1}\"}\n{\"path\":\"b.vmdk\",\"uuid\":\"{2}\"}",
    "{\"path\":\"a.vmdk\",\"uuid\":\"{1}\"}{\"path\":\"b.vmdk\",\"uuid\":\"{2}\"}",
    "{\n\"path\":\"a.vmdk\",\n\"uuid\":\"{1}\"\n}{\n\"path\":\"b.vmdk\",\n\"uuid\":\"{2}\"\n}",
    "- path: a.vmdk\n  uuid: {1}\n  type: x\n- uuid: {2}\n  path: b.vmdk\n  type: x",
    "Filename : a.vmdk\nUuid : {1}\nType : x\n\nUuid : {2}\nFilename : b.vmdk\nType : x",
  ])
  func fieldsOfOneRecordAreTied(text: String) {
    #expect(told("\(text)\n") == ["a.vmdk 1 record", "b.vmdk 2 record"])
  }

  @Test func aParentsFieldsAreTheParents() {
    let json =
      #"{"backing":{"fileName":"a-1.vmdk","uuid":"{1}","parent":{"fileName":"a.vmdk","uuid":"{2}"}}}"#
    #expect(told(json) == ["a-1.vmdk 1 record", "a.vmdk 2 record"])
    #expect(findings(expanded(json)).statements.compactMap(\.parent) == ["a.vmdk"])
  }
}
