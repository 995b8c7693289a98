import NmemModel
import Testing

@testable import LinuxSystem

@Suite struct MountTableTests {
  private let table = MountTable(
    parsing: Array(
      #"""
      22 1 259:0 / / rw,relatime shared:1 - ext4 /dev/root rw
      30 22 259:1 / /mnt/with\040blank rw,relatime shared:2 master:3 - ext4 /dev/pmem0 rw,dax=always
      31 22 259:1 /sub /srv/b10 rw,dax=always - ext4 /dev/disk/by-id/x rw,dax=inode
      32 22 259:1 /sub /srv/b2 rw - ext4 /dev/pmem0 rw,dax
      33 22 259:1 / /srv/b2 rw - ext4 /dev/pmem0
      34 22 0:44 / /mnt/a\134b\011c rw - btrfs /dev/pmem1 rw
      35 22 0:45 / /mnt/x\9 rw - tmpfs none rw
      broken
      36 22 259:7 / /no/dash rw

      """#.utf8))

  private func targets(_ number: DeviceNumber?, _ name: String) -> [ByteString] {
    table.mounts(of: number, named: name).map(\.target)
  }

  @Test func bindMountsAndSeveralMountsOfOneDevice() {
    #expect(
      targets(DeviceNumber("259:1"), "pmem9")
        == ["/mnt/with blank", "/srv/b2", "/srv/b2", "/srv/b10"])
  }

  @Test func aMountIsAllThatItsLineSays() {
    let mounts = table.mounts(of: DeviceNumber("259:1"), named: "")
    #expect(
      mounts[0]
        == Mount(
          target: "/mnt/with blank", id: 30, source: "/dev/pmem0", fileSystem: "ext4", root: "/",
          isDAX: true, isHidden: false))
    #expect(mounts.map(\.root) == ["/", "/sub", "/", "/sub"])
    // dax=inode asks for it file by file; the options of the mount itself have no such option.
    #expect(mounts.map(\.isDAX) == [true, true, false, false])
  }

  @Test func aFileSystemWithANumberOfItsOwnIsKnownByItsSource() {
    #expect(targets(DeviceNumber("259:2"), "pmem1") == ["/mnt/a\\b\tc"])
    let line = "34 22 0:44 / /mnt rw - btrfs /dev/mapper/vg-db rw\n35 22 0:45 / /x rw - zfs tank rw"
    var asked: [ByteString] = []
    let table = MountTable(parsing: Array(line.utf8)) { source in
      asked.append(source)
      return DeviceNumber("253:7")
    }
    #expect(table.mounts(of: DeviceNumber("253:7"), named: "dm-7").map(\.target) == ["/mnt"])
    #expect(asked == ["/dev/mapper/vg-db"], "the name of a pool is no path")
  }

  @Test func nothingElseIsTaken() {
    #expect(targets(DeviceNumber("259:7"), "pmem") == [])
    #expect(targets(nil, "pmem2") == [])
    // The kernel's number counts more than a name that another device has had.
    #expect(targets(DeviceNumber("259:9"), "pmem0") == [])
    let tmpfs = MountTable(parsing: Array("1 0 0:40 / /x rw - tmpfs /dev/pmem7 rw".utf8)) { _ in
      DeviceNumber("259:7")
    }
    #expect(tmpfs.mounts(of: DeviceNumber("259:7"), named: "pmem7") == [])
    #expect(targets(DeviceNumber("0:45"), "x") == [])
  }
}

@Suite struct MountOfPathTests {
  /// `/a` was mounted over after `/a/b` was mounted, and then once more at the same place.
  private let table = MountTable(
    parsing: Array(
      """
      40 22 259:3 / /a/b rw - ext4 /dev/hidden rw
      22 1 259:0 / / rw - ext4 /dev/root rw
      41 22 259:4 / /a rw - ext4 /dev/over rw
      42 41 259:5 / /a rw - ext4 /dev/top rw
      43 22 259:6 / /mnt rw - ext4 /dev/mnt rw
      44 43 259:7 / /mnt/db rw - ext4 /dev/db rw
      45 44 259:8 / /mnt/db/logs rw - ext4 /dev/logs rw
      """.utf8))

  @Test(
    arguments: [
      ("/", "/dev/root"), ("/etc/passwd", "/dev/root"), ("/mntx", "/dev/root"),
      ("/mnt", "/dev/mnt"), ("/mnt/dbx/y", "/dev/mnt"), ("/mnt/db", "/dev/db"),
      ("/mnt/db/a/b", "/dev/db"), ("/mnt/db/logs/1", "/dev/logs"), ("/a", "/dev/top"),
      ("/a/b", "/dev/top"), ("/a/b/c", "/dev/top"),
    ] as [(ByteString, ByteString)])
  func followsThePathFromMountToMount(path: ByteString, source: ByteString) {
    #expect(table.mount(of: path)?.source == source)
  }

  @Test func aMountThatNoPathLeadsToIsHidden() {
    let hidden = table.entries.filter { $0.mount.isHidden == true }.map(\.id)
    #expect(hidden == [40, 41])
  }

  @Test func aMountOnItselfDoesNotGoOnForEver() {
    let table = MountTable(
      parsing: Array("5 6 1:1 / / rw - a /dev/a rw\n6 5 1:2 / / rw - b /dev/b rw\n".utf8))
    #expect(table.mount(of: "/x") == nil, "neither is the root")
    let root = MountTable(parsing: Array("5 5 1:1 / / rw - a /dev/a rw\n".utf8))
    #expect(root.mount(of: "/x")?.source == "/dev/a")
    #expect(MountTable(parsing: []).mount(of: "/x") == nil)
  }
}

@Suite struct OrphanedMountTests {
  /// What a process sees whose root is a folder: none of these is mounted on another.
  private let table = MountTable(
    parsing: Array(
      """
      43 22 259:6 / /mnt rw - ext4 /dev/mnt rw
      44 22 259:7 / /mnt/plain rw - ext4 /dev/plain rw
      45 22 259:8 / /srv rw - ext4 /dev/srv rw
      """.utf8))

  @Test(
    arguments: [
      ("/mnt/plain/x", "/dev/plain"), ("/mnt/x", "/dev/mnt"), ("/srv", "/dev/srv"), ("/etc", nil),
    ] as [(ByteString, ByteString?)])
  func theInnermostOneIsMeant(path: ByteString, source: ByteString?) {
    #expect(table.mount(of: path)?.source == source)
  }
}

@Suite struct SwapTableTests {
  @Test func devicesAndFilesWithTheKernelsEscapes() {
    let table = SwapTable(
      parsing: Array(
        #"""
        Filename				Type		Size		Used		Priority
        /dev/pmem0p2                            partition	8384508	0	-2
        /mnt/a\040b/swap\134file                file		1020	0	-3
        /gone\040(deleted)                      other

        """#.utf8))
    #expect(table.devices == ["/dev/pmem0p2"])
    #expect(table.files == [#"/mnt/a b/swap\file"#])
  }

  @Test func anEmptyTableHasNone() {
    let table = SwapTable(parsing: Array("Filename\tType\tSize\tUsed\tPriority\n".utf8))
    #expect(table.devices.isEmpty && table.files.isEmpty)
  }
}
