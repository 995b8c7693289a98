import Testing

@testable import Ndctl

@Suite struct LoadedLibraryTests {
  @Test func thePathIsTheLastField() {
    let maps = """
      7f00-7f01 r--p 00000000 fe:00 253911                     /usr/bin/nmemid
      7f01-7f02 rw-p 00000000 00:00 0
      7f02-7f03 rw-p 00000000 00:00 0                          [heap]
      7f03-7f04 r--p 00000000 fe:00 253912                     /opt/libndctl.so.6/libdaxctl.so.1.2.5
      7f04-7f05 r--p 00000000 fe:00 253913                     /opt/with blank/libndctl.so.6.1.21
      7f05-7f06 r-xp 00001000 fe:00 253914                     /usr/lib/libndctl.so.6.1.16

      """
    #expect(
      mappedFile(startingWith: "libndctl.so", in: Array(maps.utf8))
        == "/opt/with blank/libndctl.so.6.1.21")
    #expect(mappedFile(startingWith: "libc.so", in: Array(maps.utf8)) == nil)
  }

  @Test func thisProcessHasOne() throws {
    let path = try #require(loadedLibndctl())
    #expect(path.hasPrefix("/") && path.contains("/libndctl.so.6"))
  }
}
