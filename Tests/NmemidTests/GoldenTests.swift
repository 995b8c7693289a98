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

  @Test(
    "list --json equals ndctl list -D -i in the recorded kernel",
    arguments: [
      "nfit_test", "vsphere", "vsphere-64",
    ])
  func listEqualsNdctl(bus: String) throws {
    let recorded = try Data(
      contentsOf: GoldenCase.root.appending(path: "Buses/\(bus).ndctl-list-Di.json"))
    let script = GoldenCase.root.appending(path: "../Scripts/with-bus.sh").standardizedFileURL
    let outcome = try GoldenCase.run(
      script.path, [bus, "nmemid", "list", "--json"], in: GoldenCase.root)

    let ours = try dimms(outcome.stdout)
    let theirs = try dimms(recorded)
    #expect(!theirs.isEmpty)
    #expect(ours.map(number) == ours.map(number).sorted(), "sorted as a person counts")
    #expect(ours.sorted(by: byNumber) as NSArray == theirs.sorted(by: byNumber) as NSArray)
    #expect(outcome.stderr.isEmpty && outcome.status == 0)
  }

  private func dimms(_ data: Data) throws -> [NSDictionary] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [NSDictionary])
  }

  private func number(_ dimm: NSDictionary) -> Int {
    Int((dimm["dev"] as? String ?? "").dropFirst(4)) ?? -1
  }

  private func byNumber(_ lhs: NSDictionary, _ rhs: NSDictionary) -> Bool {
    number(lhs) < number(rhs)
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
