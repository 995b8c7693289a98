import NmemModel
import Testing

@testable import FileFormats

/// The buses of the only guest that a text says something of.
private func buses(_ text: String) throws -> [Bus] {
  var parser = GuestFileParser(file: "vm.json")
  _ = parser.read(Array(text.utf8).span, isLast: true)
  let found = parser.finish()
  #expect(found.problems.isEmpty && !found.isIncomplete)
  #expect(found.guests.count == 1)
  return try #require(found.guests.first).buses
}

private let dimm = #"{"dev":"nmem0","id":"8902-206b080c","handle":0,"phys_id":102}"#
private let namespace = #"{"dev":"namespace3.0","mode":"raw","size":8,"blockdev":"pmem3"}"#
private let region = #"{"dev":"region3","size":8,"type":"pmem"}"#
private let mapped =
  #"{"dev":"region3","size":8,"mappings":[{"dimm":"nmem0","offset":0,"length":8,"position":0}]}"#

/// Lists of namespaces or of regions that stand for themselves.
@Suite struct FlatListTests {
  @Test(arguments: [
    "[\(namespace)]", namespace, "[\(dimm)]\n[\(namespace)]", "\(namespace)\n\(dimm)",
    "{\"dimms\":[\(dimm)],\"namespaces\":[\(namespace)]}",
    "$ ndctl list -D\n\(dimm)\n$ ndctl list -N\n[\n\(namespace)\n]\n$ exit\n",
    "[{\"dev\":\"ndbus0\",\"provider\":\"ACPI.NFIT\",\"namespaces\":[\(namespace)]}]",
    // Another region than its own.
    "[\(namespace)]\n[\(region.replacing("region3", with: "region30"))]",
    // Too small: another boot's.
    "[\(namespace)]\n[\(region.replacing(":8", with: ":7"))]",
  ])
  func aNamespaceOutsideOfRegionsIsKnown(text: String) throws {
    let buses = try buses(text)
    #expect(buses.flatMap(\.looseNamespaces).map(\.blockdev) == ["pmem3"])
    #expect(buses.flatMap(\.regionsOfDIMMs).allSatisfy { $0 == nil })
  }

  @Test(arguments: [
    "[\(namespace)]\n[\(region)]", "[\(region)]\n\(namespace)",
    "{\"regions\":[\(region)]}\n{\"namespaces\":[\(namespace)]}",
    "[{\"dev\":\"ndbus0\",\"namespaces\":[\(namespace)]}]\n[\(region)]",
  ])
  func itsNameTellsWhichOfTheListedRegionsItIsIn(text: String) throws {
    let bus = try #require(try buses(text).first)
    #expect(bus.looseNamespaces.isEmpty && bus.regions?.count == 1)
    #expect(bus.regions?[0].namespaces?.map(\.dev) == ["namespace3.0"])
    #expect(bus.regions?[0].mappings == nil)
  }

  @Test func aRegionsMappingsTellTheDIMMsOfItsNamespaces() throws {
    for text in [
      "{\"dimms\":[\(dimm)],\"regions\":[\(mapped)]}\n[\(namespace)]",
      "[\(namespace)]\n[\(mapped)]\n\(dimm)",
    ] {
      let bus = try #require(try buses(text).first)
      #expect(bus.regionsOfDIMMs[0]?.first?.namespaces?.map(\.dev) == ["namespace3.0"])
    }
  }

  @Test func aRegionThatIsNotListedMayBeOnAnyDIMM() throws {
    let other = dimm.replacing("nmem0", with: "nmem1").replacing("206b080c", with: "a2ebf260")
    let loose = namespace.replacing("namespace3.0", with: "namespace9.0")
    let bus = try #require(
      try buses("{\"dimms\":[\(dimm),\(other)],\"regions\":[\(mapped)]}\n[\(loose)]").first)
    #expect(bus.regionsOfDIMMs.map { $0?.map(\.dev) } == [["region3"], nil])
  }

  @Test func aRegionOfAnotherBusIsNotItsOwn() throws {
    let buses = try buses(
      """
      [{"dev":"ndbus0","namespaces":[\(namespace)]},{"dev":"ndbus1","regions":[\(region)]}]
      """)
    #expect(buses.map(\.looseNamespaces.count) == [1, 0])
  }

  @Test func whatIsSaidLastOfANamespaceCounts() throws {
    let later = #"{"dev":"namespace3.0","mode":"devdax","size":7,"chardev":"dax3.0"}"#
    #expect(try buses("[\(namespace)]\n[\(later)]").flatMap(\.looseNamespaces).map(\.size) == [7])
    let nested = region.replacing("}", with: ",\"namespaces\":[\(later)]}")
    for (text, size) in [("[\(namespace)]\n[\(nested)]", 7), ("[\(nested)]\n[\(namespace)]", 8)] {
      let bus = try #require(try buses(text).first)
      #expect(bus.looseNamespaces.isEmpty)
      #expect(bus.regions?.flatMap { $0.namespaces ?? [] }.map(\.size) == [UInt64(size)])
    }
  }

  @Test func aRegionThatNoNamespaceIsListedOfMayHaveSome() throws {
    let other = region.replacing("region3", with: "region4")
    let regions = try #require(try buses("[\(region),\(other)]\n[\(namespace)]").first?.regions)
    #expect(regions.map(\.namespaces?.count) == [1, nil])
  }

  @Test func aRegionAloneIsKnownWithTheDIMMsThatItNames() throws {
    let bus = try #require(try buses("[\(mapped)]").first)
    #expect(bus.dimms.isEmpty && !bus.tellsDIMMs)
    #expect(bus.regions.map { bus.gap(of: $0[0]) } == .notListed(["nmem0"]))
  }

  @Test func whatBreaksOffIsNotKnown() throws {
    let text = "\(dimm)\n[\(namespace),\n"
    for text in [text, "\(dimm)\n{\"namespaces\":[\(namespace)]"] {
      var parser = GuestFileParser(file: "vm.json")
      _ = parser.read(Array(text.utf8).span, isLast: true)
      let found = parser.finish()
      #expect(found.isIncomplete && found.guests.flatMap(\.namespaces).isEmpty)
    }
  }

  @Test func whereNoDeviceIsToldNothingIsKnownOfMounts() throws {
    let listed = #"[{"dev":"namespace0.0"},{"dev":"namespace1.0","state":"disabled"}]"#
    #expect(try buses(listed).flatMap(\.looseNamespaces).map(\.mountpoints) == [nil, []])
  }
}

/// Lists of buses that have no DIMMs.
@Suite struct BusWithoutDIMMsTests {
  @Test(arguments: ["e820", "virtio-pmem"])
  func itsRegionsAndNamespacesAreOnNone(provider: String) throws {
    let start = "{\"provider\":\"\(provider)\",\"dev\":\"ndbus0\""
    for (text, isLoose) in [
      ("\(start),\"regions\":[\(region)]}", false),
      ("[\(start),\"namespaces\":[\(namespace)]}]", true),
      ("[\(start)}]", false),
    ] {
      let guest = Guest(buses: try buses(text))
      #expect(guest.tellsDIMMs && guest.buses.count == 1 && guest.buses[0].dimms.isEmpty)
      #expect(guest.buses[0].looseNamespaces.isEmpty != isLoose)
      #expect((guest.buses[0].regions ?? []).allSatisfy { $0.mappings == [] })
      let topology = Topology(GuestToHostMap([guest], VMDKs()), of: [guest])
      #expect(topology.unmapped.map(\.reason) == [.noDIMM] && topology.gaps.isEmpty)
    }
  }

  @Test(arguments: ["ACPI.NFIT", "nfit_test.0", "e820x"])
  func ofAnotherKindItIsNotKnown(provider: String) throws {
    let text = "{\"provider\":\"\(provider)\",\"dev\":\"ndbus0\",\"regions\":[\(region)]}"
    let guest = Guest(buses: try buses(text))
    #expect(!guest.tellsDIMMs && guest.buses[0].regions?[0].mappings == nil)
  }

  @Test func aListOfASavedGuestTellsWhichRegionsAreOnNoDIMM() throws {
    let text = """
      [{"dev":"ndbus0","guest":"a","dimms":[\(dimm)]},{"guest":"a","regions":[\(region),
        \(region.replacing("region3", with: "region4").replacing("}", with: ",\"mappings\":[]}"))]}]
      """
    let regions = try buses(text).flatMap { $0.regions ?? [] }
    #expect(regions.map(\.mappings) == [nil, []])
  }
}
