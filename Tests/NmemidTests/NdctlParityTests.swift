import Foundation
import Testing

/// What `list` prints as JSON against what ndctl printed in the kernel that was recorded.
@Suite struct NdctlParityTests {
  @Test(
    "list --json equals ndctl list -D -i",
    arguments: [
      "nfit_test", "vsphere", "vsphere-64",
    ])
  func listEqualsNdctl(bus: String) throws {
    let ours = try array(run(bus, "--json"))
    let theirs = try array(recorded("\(bus).ndctl-list-Di.json"))
    #expect(!theirs.isEmpty)
    #expect(ours.map(number) == ours.map(number).sorted(), "sorted in natural order")
    #expect(ours.sorted(by: byNumber) as NSArray == theirs.sorted(by: byNumber) as NSArray)
  }

  @Test(
    "list --regions --namespaces --json equals ndctl list -BDRNi",
    arguments: try buses())
  func regionsEqualNdctl(bus: String) throws {
    let theirs = try recorded("\(bus).ndctl-list-BDRNi.json")
    let ours = try run(bus, "--regions", "--namespaces", "--json")
    // Where there is nothing, ndctl prints nothing at all.
    let expected = theirs.isEmpty ? [] : try array(theirs)
    #expect(comparable(try array(ours)) == comparable(expected))
    #expect(try isSorted(JSONSerialization.jsonObject(with: ours)))
  }

  /// All recordings.
  static func buses() throws -> [String] {
    let ending = ".ndctl-list-BDRNi.json"
    let folder = GoldenCase.root.appending(path: "Buses").path
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
  }

  private func run(_ bus: String, _ arguments: String...) throws -> Data {
    let script = GoldenCase.root.appending(path: "../Scripts/with-bus.sh").standardizedFileURL
    return try GoldenCase.run(
      script.path, [bus, "nmemid", "list"] + arguments, in: GoldenCase.root
    ).stdout
  }

  private func recorded(_ name: String) throws -> Data {
    try Data(contentsOf: GoldenCase.root.appending(path: "Buses/\(name)"))
  }

  private func array(_ data: Data) throws -> [NSDictionary] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [NSDictionary])
  }

  /// The value with its lists sorted, and without empty ones: ndctl lists in the order of a directory,
  /// and leaves out what it found nothing of.
  private func comparable(_ value: Any) -> NSObject {
    switch value {
    case let object as [String: Any]:
      object.filter { ($0.value as? [Any])?.isEmpty != true }.mapValues(comparable) as NSDictionary
    case let list as [Any]:
      list.map(comparable).sorted { key($0) < key($1) } as NSArray
    default: value as? NSObject ?? NSNull()
    }
  }

  private func isSorted(_ value: Any) -> Bool {
    switch value {
    case let object as [String: Any]: object.values.allSatisfy(isSorted)
    case let list as [Any]:
      list.map(key) == list.map(key).sorted { $0.localizedStandardCompare($1) == .orderedAscending }
        && list.allSatisfy(isSorted)
    default: true
    }
  }

  private func key(_ value: Any) -> String {
    let object = value as? NSDictionary
    return object?["dev"] as? String ?? object?["dimm"] as? String ?? ""
  }

  private func number(_ dimm: NSDictionary) -> Int {
    Int((dimm["dev"] as? String ?? "").dropFirst(4)) ?? -1
  }

  private func byNumber(_ lhs: NSDictionary, _ rhs: NSDictionary) -> Bool {
    number(lhs) < number(rhs)
  }
}
