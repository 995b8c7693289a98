import NmemModel
import Testing

@Suite struct GuestFilterTests {
  /// Two DIMMs share region0; nmem10 has region1 to itself.
  private let bus: Bus = {
    func namespace(_ name: String) -> Namespace {
      Namespace(
        dev: name, mode: .raw, size: 1, uuid: nil, blockdev: nil, chardev: nil, isActive: true)
    }
    func region(_ number: Int, _ dimms: [String], _ namespaces: [String]) -> Region {
      Region(
        dev: "region\(number)", type: .pmem, size: 1,
        mappings: dimms.map { .init(dimm: $0, offset: nil, length: nil, position: nil) },
        namespaces: namespaces.map(namespace))
    }
    func dimm(_ number: Int) -> DIMM {
      DIMM(
        dev: "nmem\(number)", id: UniqueID("8902-0000000\(number % 10)"), handle: nil, physID: nil)
    }
    return Bus(
      dev: "ndbus3", provider: "ACPI.NFIT", dimms: [dimm(1), dimm(2), dimm(10)],
      regions: [
        region(0, ["nmem1", "nmem2"], ["namespace0.0", "namespace0.1"]),
        region(1, ["nmem10"], ["namespace1.0"]),
      ])
  }()

  private func filter(_ names: [GuestFilter.Kind: [String]]) -> GuestFilter {
    var filter = GuestFilter()
    for (kind, names) in names { filter.add(names, kind) }
    return filter
  }

  private func seen(_ filter: GuestFilter) -> [String] {
    guard filter.includes(bus) else { return [] }
    let regions = (bus.regions ?? []).filter { filter.includes($0, on: bus) }
    return bus.dimms.filter { filter.includes($0, on: bus) }.map(\.dev) + regions.map(\.dev)
      + regions.flatMap { $0.namespaces ?? [] }.filter(filter.includes).map(\.dev)
  }

  @Test(
    arguments: [
      (.bus, "ndbus3", 8), (.bus, "3", 8), (.bus, "ACPI.NFIT", 8), (.bus, "ndbus0", 0),
      (.dimm, "nmem10", 3), (.dimm, "10", 3), (.dimm, "8902-00000000", 3), (.dimm, "00000000", 3),
      (.dimm, "nmem1", 4), (.dimm, "1", 4), (.region, "region1", 3), (.region, "1", 3),
      (.region, "0", 5), (.namespace, "namespace0.1", 4), (.namespace, "1.0", 3),
      (.namespace, "1", 0),
    ] as [(GuestFilter.Kind, String, Int)])
  func aNameIsTheKernelsOrItsNumberOrWhatIdentifiesTheThing(
    kind: GuestFilter.Kind, name: String, count: Int
  ) {
    #expect(seen(filter([kind: [name]])).count == count)
    #expect(filter([kind: [name]]).unknownNames(in: [Guest(buses: [bus])]).isEmpty == (count > 0))
  }

  @Test func allThatIsAskedForMustHold() {
    #expect(
      seen(filter([.dimm: ["nmem1"], .namespace: ["0.1"]])) == ["nmem1", "region0", "namespace0.1"])
    #expect(seen(filter([.dimm: ["nmem1"], .region: ["region1"]])) == [])
    #expect(seen(filter([.bus: ["3"], .dimm: ["1", "10"]])).prefix(2) == ["nmem1", "nmem10"])
  }

  @Test func unknownNamesAreToldWithThoseThereAre() {
    let unknown = filter([.dimm: ["nmem1", "nmem9", "-1", "01"], .namespace: ["0.0x"]])
      .unknownNames(in: [Guest(buses: [bus])])
    #expect(unknown.map(\.name) == ["nmem9", "-1", "01", "0.0x"])
    #expect(unknown[0].kind == .dimm && unknown[0].known == ["nmem1", "nmem2", "nmem10"])
  }

  @Test func withoutNamesEverythingIsSeen() {
    #expect(GuestFilter().isEmpty && seen(GuestFilter()).count == 8)
  }
}
