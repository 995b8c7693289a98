import Foundation
import LinuxSystem
import NmemModel
import Testing

/// Paths that lead to no file, which is where a wrong answer is near.
@Suite struct LocalPathTests {
  /// A folder with `plain`, a file; `link`, which leads to `/proc/nothing`; and `loop`, to itself.
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "nmemid-\(UUID().uuidString)")
    let files = FileManager.default
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data().write(to: folder.appending(path: "plain"))
    for (name, target) in [
      ("link", "/proc/nothing"), ("near", "missing/x"), ("loop", "loop"), ("to-proc", "/proc"),
    ] {
      try files.createSymbolicLink(
        atPath: folder.appending(path: name).path, withDestinationPath: target)
    }
  }

  private func look(_ name: String) -> LocalPath {
    defer { try? FileManager.default.removeItem(at: folder) }
    return LocalPath(ByteString(folder.appending(path: name).path))
  }

  private var here: Mount? { LocalPath(ByteString(folder.path)).mount }

  @Test func aLinkThatLeadsToNothingIsWhereItLeads() {
    let path = look("link")
    #expect(!path.exists && path.failure == nil && path.mount?.fileSystem == "proc")
  }

  @Test(arguments: ["missing", "missing/a/b", "near"])
  func whatIsMissingWouldBeHere(name: String) {
    let mount = here
    let path = look(name)
    #expect(!path.exists && path.failure == nil && path.mount == mount && mount != nil)
  }

  @Test func aLinkOnTheWayIsFollowed() {
    let path = look("to-proc/nothing")
    #expect(!path.exists && path.mount?.fileSystem == "proc")
  }

  @Test(arguments: ["missing/../plain", "missing/..", "plain/x", "plain/../x", "loop", "loop/x"])
  func whatCannotBeFollowedIsNowhere(name: String) {
    let path = look(name)
    #expect(!path.exists && path.failure != nil && path.mount == nil)
  }

  @Test func aDeviceIsNoFileOfItsFolder() {
    let path = LocalPath("/dev/null")
    #expect(path.exists && path.mount == nil)
    #expect(path.deviceFile == .character(DeviceNumber(major: 1, minor: 3)))
  }
}
