import NmemModel
import Testing

@testable import Ndctl

@Suite struct MountTableTests {
  private let table = MountTable(
    parsing: Array(
      #"""
      22 1 259:0 / / rw,relatime shared:1 - ext4 /dev/root rw
      30 22 259:1 / /mnt/with\040blank rw,relatime,dax=always shared:2 master:3 - ext4 /dev/pmem0 rw
      31 22 259:1 /sub /srv/b10 rw - ext4 /dev/disk/by-id/x rw
      32 22 259:1 /sub /srv/b2 rw - ext4 /dev/pmem0 rw
      33 22 259:1 / /srv/b2 rw - ext4 /dev/pmem0 rw
      34 22 0:44 / /mnt/a\134b\011c rw - btrfs /dev/pmem1 rw
      35 22 0:45 / /mnt/x\9 rw - tmpfs none rw
      broken
      36 22 259:7 / /no/dash rw

      """#.utf8))

  @Test func bindMountsAndSeveralMountsOfOneDevice() {
    #expect(
      table.mountpoints(of: DeviceNumber(text: "259:1"), named: "pmem9")
        == ["/mnt/with blank", "/srv/b2", "/srv/b10"])
  }

  @Test func aFileSystemWithANumberOfItsOwnIsKnownByItsSource() {
    #expect(
      table.mountpoints(of: DeviceNumber(text: "259:2"), named: "pmem1") == ["/mnt/a\\b\tc"])
  }

  @Test func nothingElseIsTaken() {
    #expect(table.mountpoints(of: DeviceNumber(text: "259:7"), named: "pmem") == [])
    #expect(table.mountpoints(of: nil, named: "pmem2") == [])
    #expect(table.mountpoints(of: DeviceNumber(text: "0:45"), named: "x") == ["/mnt/x\\9"])
  }
}

@Suite struct SentinelTests {
  @Test func theLargestNumberMeansNone() {
    #expect(number(UInt32.max) == nil && number(UInt16.max) == nil && number(UInt64.max) == nil)
    #expect(number(0 as UInt32) == 0 && number(UInt16.max - 1) == UInt16.max - 1)
  }

  @Test func aNegativeNumberMeansNone() {
    #expect(nonNegative(-2) == nil && nonNegative(0) == 0)
  }

  @Test func anEmptyStringAndANullPointerMeanNone() {
    #expect(text(nil) == nil && text("") == nil && text("pmem0") == "pmem0")
  }
}
