import Foundation
import Testing

@Suite("Golden cases, through the real binary on recorded buses")
struct GoldenTests {
  @Test(arguments: GoldenCase.all)
  func printsWhatIsExpected(_ golden: GoldenCase) throws {
    let outcome = try golden.run()
    if ProcessInfo.processInfo.environment["NMEMID_UPDATE_CASES"] != nil {
      try golden.update(to: outcome)
    }
    #expect(try difference(golden.expected.stdout, outcome.stdout, "stdout") == "")
    #expect(try difference(golden.expected.stderr, outcome.stderr, "stderr") == "")
    #expect(outcome.status == golden.expected.status)
  }

  @Test func thereAreCases() {
    #expect(GoldenCase.all.count > 30)
  }

  /// What `diff -u` says about two outputs; empty if they are the same bytes.
  private func difference(_ expected: Data, _ actual: Data, _ name: String) throws -> String {
    guard expected != actual else { return "" }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "nmemid-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try expected.write(to: folder.appending(path: "expected"))
    try actual.write(to: folder.appending(path: name))
    let outcome = try GoldenCase.run("/usr/bin/diff", ["-au", "expected", name], in: folder)
    return String(decoding: outcome.stdout, as: UTF8.self)
  }
}
