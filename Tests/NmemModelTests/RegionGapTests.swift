import NmemModel
import Testing

/// What is known of the DIMMs that a region is on.
struct RegionGapTests {
  private func mapping(_ dimm: Int, _ length: UInt64?, at position: Int?) -> Region.Mapping {
    Region.Mapping(dimm: "nmem\(dimm)", offset: 0, length: length, position: position)
  }

  private func bus(_ dimms: [Int], _ mappings: [Region.Mapping]?, size: UInt64? = 8) -> Bus {
    Bus(
      dev: "ndbus0", provider: nil,
      dimms: dimms.map { DIMM(dev: "nmem\($0)", id: nil, handle: nil, physID: nil) },
      regions: [
        Region(dev: "region0", type: .pmem, size: size, mappings: mappings, namespaces: nil)
      ])
  }

  private func gap(_ bus: Bus) -> RegionGap? {
    bus.regions.flatMap { bus.gap(of: $0[0]) }
  }

  @Test func aRegionOfListedDIMMsHasNone() {
    #expect(gap(bus([0, 1], [mapping(0, 4, at: 0), mapping(1, 4, at: 1)])) == nil)
    #expect(gap(bus([0], [mapping(0, nil, at: nil)])) == nil)
    #expect(gap(bus([0], [])) == nil)
  }

  @Test func aPartOfTheDIMMsIsNotAll() {
    #expect(gap(bus([0], [mapping(0, 4, at: 0)])) == .incomplete)
    #expect(gap(bus([0], [mapping(0, nil, at: 2)])) == .incomplete)
    #expect(gap(bus([0], [mapping(0, 4, at: 0), mapping(7, 4, at: 1)])) == .notListed(["nmem7"]))
    #expect(gap(bus([0, 0], [mapping(0, 8, at: 0)])) == .sameNames(["nmem0"]))
    #expect(gap(bus([0], nil)) == .notTold)
  }

  @Test func whatIsNotToldIsNotNothing() {
    #expect(bus([0, 1], [mapping(0, 8, at: 0)]).regionsOfDIMMs.map { $0?.count } == [1, 0])
    #expect(bus([0, 1], nil).regionsOfDIMMs == [nil, nil])
    #expect(bus([0, 0], [mapping(0, 8, at: 0)]).regionsOfDIMMs == [nil, nil])
  }

  @Test func theVMDKOfARegionWhoseDIMMsAreNotKnownIsUnknown() {
    for (mappings, verdict) in [
      (nil, .unknown), ([], .none), ([mapping(7, 8, at: 0)], .unknown),
    ]
      as [([Region.Mapping]?, DIMMMatch.Verdict)]
    {
      let guest = Guest(buses: [bus([0], mappings)])
      let chains = Topology(GuestToHostMap([guest], VMDKs()), of: [guest]).chains
      #expect(chains.map(\.region?.dev) == [nil, "region0"])
      #expect(chains.last?.verdict == verdict)
    }
  }
}
