import NmemModel
import Testing

@testable import LinuxSystem

@Suite struct DeviceDatabaseTests {
  @Test func thePropertiesOfADeviceTellItsContent() {
    let entry = #"""
      S:disk/by-id/pmem-x
      I:1234
      E:ID_FS_TYPE=ext4
      E:ID_FS_UUID=3e6be9de-8139-11d1-9106-a43f08d823a6
      E:ID_FS_LABEL=a_b_
      E:ID_FS_LABEL_ENC=a\x20b\x5c\xg
      E:ID_PART_TABLE_UUID=0cf5e9d3
      G:systemd
      """#
    #expect(
      DeviceEntry(parsing: Array(entry.utf8)).content
        == DeviceContent(
          fileSystemUUID: "3e6be9de-8139-11d1-9106-a43f08d823a6", fileSystemLabel: #"a b\\xg"#,
          partitionTableUUID: "0cf5e9d3"))
  }

  @Test func whatIsNotAPropertyIsNone() {
    let entry = "ID_FS_UUID=a\nE:ID_FS_UUID\nE:ID_FS_UUID=\nE:ID_FS_LABEL=plain\n"
    #expect(
      DeviceEntry(parsing: Array(entry.utf8)).content == DeviceContent(fileSystemLabel: "plain"))
    #expect(DeviceEntry(parsing: []).content == DeviceContent())
  }
}
