import NmemModel
import Testing

@Suite struct MatchTests {
  private func guest(_ ids: (dev: String, id: String?)..., name: String? = nil) -> Guest {
    let dimms = ids.map { dev, id in
      DIMM(dev: dev, id: id.map(UniqueID.init), handle: nil, physID: nil)
    }
    return Guest(name: name, buses: [Bus(dev: "ndbus0", provider: "ACPI.NFIT", dimms: dimms)])
  }

  private func map(_ guest: Guest..., vmdks: Inventory) -> GuestToHostMap {
    GuestToHostMap(guest, vmdks.vmdks)
  }

  @Test func oneVMDKForEach() {
    let result = map(
      guest(("nmem10", "8902-0000000a"), ("nmem2", "8902-00000002")),
      vmdks: inventory(statement("a.vmdk", 0x0a), statement("b.vmdk", 2), statement("c.vmdk", 3)))
    #expect(result.matches.map(\.dimm.dev) == ["nmem2", "nmem10"])
    #expect(result.matches.map(\.verdict) == [.one, .one])
    #expect(result.matches.map { $0.vmdks.map(\.path) } == [["b.vmdk"], ["a.vmdk"]])
    #expect(result.unmatched.map(\.path) == ["c.vmdk"])
  }

  @Test func neverTheFirstOfSeveral() {
    let result = map(
      guest(("nmem0", "8902-00000001")),
      vmdks: inventory(
        statement("a/x.vmdk", 1), statement("b/x.vmdk", 1), statement("c.vmdk", 0x1_0000_0001)))
    #expect(result.matches[0].verdict == .ambiguous)
    #expect(result.matches[0].vmdks.count == 3)
    #expect(result.matches[0].doubts == [.severalVMDKs])
    #expect(result.unmatched.isEmpty)
  }

  @Test func onlyTheLastFourBytesCount() {
    let uuid = DiskUUID(high: 0x0000_0001_0000_0001, low: 0x0000_0001_0000_0002)
    let vmdk = VMDK(path: "x.vmdk", uuid: uuid, sources: [Source(file: "list")])
    let result = GuestToHostMap([guest(("nmem0", "8902-00000001"))], VMDKs([vmdk]))
    #expect(result.matches[0].verdict == .none)
    #expect(result.unmatched.count == 1)
  }

  @Test func twoDIMMsWithOneIDAreBothAmbiguous() {
    let both = guest(("nmem0", "8902-00000001"), ("nmem1", "8902-00000001"))
    let found = map(both, vmdks: inventory(statement("a.vmdk", 1)))
    #expect(found.matches.map(\.verdict) == [.ambiguous, .ambiguous])
    #expect(found.matches.map(\.doubts) == [[.sharedWith(["nmem1"])], [.sharedWith(["nmem0"])]])
    #expect(map(both, vmdks: inventory()).matches.map(\.verdict) == [.ambiguous, .ambiguous])
  }

  @Test func oneSerialUnderTwoIDsIsADoubtIfAVMDKHasIt() {
    let both = guest(("nmem0", "8902-00000001"), ("nmem1", "8680-00000001"))
    #expect(
      map(both, vmdks: inventory(statement("a.vmdk", 1))).matches.map(\.verdict)
        == [.ambiguous, .ambiguous])
    #expect(map(both, vmdks: inventory()).matches.map(\.verdict) == [.unknown, .unknown])
  }

  @Test func theSameDIMMInTwoGuestsIsADoubt() {
    let result = map(
      guest(("nmem0", "8902-00000001"), name: "web"), guest(("nmem0", "8902-00000001"), name: "db"),
      vmdks: inventory(statement("a.vmdk", 1)))
    #expect(result.matches.map(\.guest) == ["db", "web"])
    #expect(
      result.matches.map(\.doubts) == [
        [.sharedWith(["nmem0 of web"])], [.sharedWith(["nmem0 of db"])],
      ])
  }

  @Test func theVirtualMachinesTellAGuestFromItsClone() {
    let (mine, others) = (
      MachineUUID(DiskUUID(high: 1, low: 1)), MachineUUID(DiskUUID(high: 1, low: 2))
    )
    var (guests, statements) = (
      [
        guest(("nmem0", "8902-00000001"), name: "db"),
        guest(("nmem0", "8902-00000001"), name: "web"),
      ],
      [statement("[DS] db/x.vmdk", 1), statement("[DS] web/x.vmdk", 1)]
    )
    (guests[0].machine, guests[1].machine) = (mine, others)
    (statements[0].attachment, statements[1].attachment) = (
      Attachment(machineUUID: mine), Attachment(machineUUID: others)
    )
    let vmdks = Inventory(Catalog(statements)).vmdks
    let both = GuestToHostMap(guests, vmdks)
    #expect(both.matches.map(\.verdict) == [.one, .one])
    #expect(both.matches.map { $0.vmdks.map(\.path) } == [["[DS] db/x.vmdk"], ["[DS] web/x.vmdk"]])
    #expect(both.unmatched.isEmpty)
    // A guest that does not know which machine it is may be either.
    guests[1].machine = nil
    #expect(GuestToHostMap(guests, vmdks).matches.map(\.verdict) == [.ambiguous, .ambiguous])
    #expect(GuestToHostMap(guests, vmdks, sharedMachines: [mine]).matches[0].vmdks.count == 2)
  }

  @Test func onlySomeOfManyRivalsAreNamed() {
    let guests = (0..<8).map { guest(("nmem0", "8902-00000001"), name: "vm\($0)") }
    let result = GuestToHostMap(guests, inventory(statement("a.vmdk", 1)).vmdks)
    #expect(
      result.matches[0].doubts == [
        .sharedWith((1...5).map { "nmem0 of vm\($0)" }, more: 2)
      ])
  }

  @Test func twoDIMMsOfOneNameAreBothAmbiguous() {
    let both = guest(("nmem0", "8902-00000002"), ("nmem0", "8902-00000001"), name: "vm")
    let other = guest(("nmem0", "8902-00000003"), name: "db")
    let found = map(
      both, other,
      vmdks: inventory(statement("a.vmdk", 1), statement("b.vmdk", 2), statement("c.vmdk", 3)))
    #expect(found.matches.map(\.verdict) == [.one, .ambiguous, .ambiguous])
    #expect(found.matches.map { $0.dimm.serial?.rawValue } == [3, 1, 2])
    #expect(found.matches[1].doubts == [.severalOfThisName(2)])
  }

  @Test func serialsWithoutIDsAreNoCommonID() {
    let dimms = (1...2).map {
      DIMM(
        dev: "nmem\($0)", id: nil, handle: nil, physID: nil,
        fallbackSerial: Serial(rawValue: UInt32($0)))
    }
    let guest = Guest(buses: [Bus(dev: nil, provider: nil, dimms: dimms)])
    #expect(GuestToHostMap([guest], VMDKs()).matches.map(\.verdict) == [.unknown, .unknown])
  }

  @Test func aDIMMWithoutAnIDHasNoVMDK() {
    let result = map(
      guest(("nmem0", nil), ("nmem1", nil)), vmdks: inventory(statement("a.vmdk", 0)))
    #expect(result.matches.map(\.verdict) == [.unknown, .unknown])
  }

  @Test func noneSaysThatUUIDsWereCompared() {
    let dimm = guest(("nmem0", "8902-00000001"))
    func verdict(_ vmdks: VMDKs, hasUUIDs: Bool? = nil) -> DIMMMatch.Verdict {
      GuestToHostMap([dimm], vmdks, hasUUIDs: hasUUIDs).matches[0].verdict
    }
    let other = VMDK(
      path: "x.vmdk", uuid: DiskUUID(high: 1, low: 2), sources: [Source(file: "list")])
    let without = VMDK(path: "x.vmdk", uuid: nil, sources: [Source(file: "list")])
    #expect(verdict(VMDKs([other])) == .none)
    #expect(verdict(VMDKs([without])) == .unknown)
    #expect(verdict(VMDKs()) == .unknown)
    // The VMDKs are those that concern the DIMM, of more that were read.
    #expect(verdict(VMDKs(), hasUUIDs: true) == .none)
  }

  @Test func aContradictedPathIsADoubt() {
    let result = map(
      guest(("nmem0", "8902-00000001")),
      vmdks: inventory(statement("[DS] a.vmdk", 1), statement("[DS] a.vmdk", 2)))
    #expect(result.matches[0].doubts == [.contradictedPath("[DS] a.vmdk")])
    #expect(result.matches[0].vmdks.count == 1)
  }

  @Test func twoVMDKsOfOnePathCannotBeToldApart() {
    let lists = inventory(
      statement("a.vmdk", 1, file: "esx1"), statement("a.vmdk", 2, file: "esx2"))
    let result = map(guest(("nmem0", "8902-00000001"), ("nmem1", "8902-00000002")), vmdks: lists)
    #expect(result.matches.map(\.doubts) == [[.samePath("a.vmdk")], [.samePath("a.vmdk")]])
    let one = map(guest(("nmem0", "8902-00000001")), vmdks: lists)
    #expect(one.matches.map(\.verdict) == [.one])
  }

  @Test func aUUIDThatNoDIMMHasAndAPathWithoutOneAreUnmatched() {
    let result = map(
      guest(("nmem0", "8902-00000001")), vmdks: inventory(statement("a.vmdk", nil)))
    #expect(result.unmatched.map(\.path) == ["a.vmdk"])
  }
}

@Suite struct SizeTests {
  private func bus(_ regions: [Region]?) -> Bus {
    let dimm = DIMM(dev: "nmem0", id: nil, handle: nil, physID: nil)
    return Bus(dev: "ndbus0", provider: "", dimms: [dimm], regions: regions)
  }

  private func region(_ type: Region.Kind, _ length: UInt64?, dimm: String = "nmem0") -> Region {
    Region(
      dev: "region0", type: type, size: nil,
      mappings: [Region.Mapping(dimm: dimm, offset: 0, length: length, position: 0)],
      namespaces: [])
  }

  private func size(_ regions: [Region]?) -> UInt64? {
    let bus = bus(regions)
    return bus.dimms[0].size(in: bus.regionsOfDIMMs[0])
  }

  @Test func isTheSumOfTheMappings() {
    #expect(size([region(.pmem, 5), region(.pmem, 7), region(.pmem, 100, dimm: "nmem1")]) == 12)
  }

  @Test func whatAListSaysCountsWhereThereAreNoRegions() {
    let dimm = DIMM(dev: "nmem0", id: nil, handle: nil, physID: nil, listedSize: 3)
    for (regions, size) in [(nil, 3), ([region(.pmem, nil)], 3), ([region(.pmem, 5)], 5)]
      as [([Region]?, UInt64)]
    {
      let bus = Bus(dev: nil, provider: nil, dimms: [dimm], regions: regions)
      #expect(dimm.size(in: bus.regionsOfDIMMs[0]) == size)
    }
  }

  @Test func blockAperturesCoverTheSameBytes() {
    #expect(size([region(.pmem, 5), region(.blk, 5)]) == 5)
  }

  @Test func isUnknownUnlessAllIsKnown() {
    #expect(size(nil) == nil && size([]) == nil)
    #expect(size([region(.pmem, 5), region(.pmem, nil)]) == nil)
    #expect(size([region(.pmem, .max), region(.pmem, 1)]) == nil)
  }
}
