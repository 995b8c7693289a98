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
    #expect(text(outcome.stdout) == text(golden.expected.stdout))
    #expect(text(outcome.stderr) == text(golden.expected.stderr))
    #expect(outcome == golden.expected)
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

  private func text(_ data: Data) -> String {
    String(decoding: data, as: UTF8.self)
  }
}
