import NmemModel
import Testing

@testable import LinuxSystem

struct OpenDevicesTests {
  @Test func mappedDAXDevicesAreFound() {
    let maps = """
      7f0000000000-7f0000200000 rw-s 00000000 00:05 312                        /dev/dax0.0
      7f0000200000-7f0000400000 rw-s 00200000 00:05 312                        /dev/dax0.0
      7f0000400000-7f0000600000 r-xp 00000000 08:01 99                         /usr/lib/libc.so.6
      7f0000600000-7f0000800000 rw-p 00000000 00:00 0                          [heap]
      7f0000800000-7f0000a00000 rw-s 00000000 00:05 313                        /dev/dax1.0

      """
    #expect(OpenDevices.mappedDevices(in: Array(maps.utf8)) == ["/dev/dax0.0", "/dev/dax1.0"])
    #expect(OpenDevices.mappedDevices(in: []).isEmpty)
  }
}
