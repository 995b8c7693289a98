import NmemModel
import Testing

@testable import FileFormats

/// What a saved list of the given text says, fed in chunks of a given size.
private func guests(
  _ text: String, chunk: Int = .max, limit: Int = 16 << 20
) -> ParsedGuests {
  var parser = GuestFileParser(file: "vm.json", limit: limit)
  feed(Array(text.utf8), chunk) { parser.wantsMore ? parser.read($0, isLast: $1) : nil }
  return parser.finish()
}

/// The only guest that a text says something of.
private func guest(_ text: String) throws -> Guest {
  let found = guests(text)
  #expect(found.problems.isEmpty && !found.isIncomplete)
  return try #require(found.guests.count == 1 ? found.guests.first : nil)
}

private let zero = #"{"dev":"nmem0","id":"8902-206b080c","handle":0,"phys_id":102}"#
private let one = #"{"dev":"nmem1","id":"8902-a2ebf260","handle":1,"phys_id":103}"#

private let dimms = [
  DIMM(dev: "nmem0", id: UniqueID("8902-206b080c"), handle: 0, physID: 102),
  DIMM(dev: "nmem1", id: UniqueID("8902-a2ebf260"), handle: 1, physID: 103),
]

@Suite struct GuestShapeTests {
  @Test(arguments: [
    "[\(one),\(zero)]", "\(one)\n\(zero)", "{\"dimms\":[\(one),\(zero)]}", "[\(one)]\n[\(zero)]",
    "[{\"dimms\":[\(one)]},{\"dimms\":[\(zero)]}]",
    "$ ndctl list -D\n[\n\(one)\n,\n\(zero)\n]\n$ exit\n", "[\(zero),\(one),\(zero)]",
    "[{\"dev\":\"namespace0.0\"},\(one),{\"dev\":\"region7\"},\(zero)]", "{}\n\(one)\n[\(zero)]",
    "{\"dimms\":[\(one),\(zero)],\"dimmz\":[{\"dev\":\"nmem2\"}],\"x\":{\"dimms\":[{\"dev\":\"nmem3\"}]}}",
  ])
  func dimmsAreFoundInEveryShape(text: String) throws {
    #expect(try guest(text).buses.flatMap(\.dimms) == dimms)
  }

  @Test(arguments: [
    "{\"provider\":\"ACPI.NFIT\",\"dev\":\"ndbus0\",\"dimms\":[\(zero)]}",
    "[{\"dimms\":[\(zero)],\"dev\":\"ndbus0\",\"provider\":\"ACPI.NFIT\"}]",
    "[{\"dev\":\"ndbus0\",\"dimms\":[\(zero)]},{\"provider\":\"ACPI.NFIT\",\"dev\":\"ndbus0\"}]\n"
      + "[{\"dev\":\"nmem0\",\"bus\":\"ndbus0\",\"provider\":\"ACPI.NFIT\"}]",
    "\(zero)\n{\"dev\":\"nmem0\",\"bus\":\"ndbus0\",\"provider\":\"ACPI.NFIT\"}",
  ])
  func aBusIsKnownByWhateverNamesIt(text: String) throws {
    let bus = Bus(dev: "ndbus0", provider: "ACPI.NFIT", dimms: [dimms[0]])
    #expect(try guest(text).buses == [bus])
  }

  @Test func aBusThatNothingNamesHasNoName() throws {
    #expect(try guest(zero) == Guest(buses: [Bus(dev: nil, provider: nil, dimms: [dimms[0]])]))
  }

  @Test func regionsBelongToTheBusOfTheirDIMMs() throws {
    let region =
      #"{"dev":"region0","size":5,"type":"pmem","mappings":[{"dimm":"nmem0","length":7}]}"#
    for text in [
      "{\"dev\":\"ndbus0\",\"dimms\":[\(zero)],\"regions\":[\(region)]}",
      "{\"dimms\":[\(zero)],\"regions\":[\(region)]}\n{\"dev\":\"nmem0\",\"bus\":\"ndbus0\"}",
      "[\(region)]\n{\"dev\":\"ndbus0\",\"dimms\":[\(zero)]}",
    ] {
      let bus = try #require(try guest(text).buses.first)
      #expect(bus.dev == "ndbus0" && bus.dimms[0].size(in: bus.regions) == 7)
      #expect(bus.regions?.map(\.size) == [5])
      #expect(bus.regions?[0].namespaces == nil)
    }
  }

  @Test func whichDIMMsARegionIsOnIsSaidBesideDIMMsAlone() throws {
    let region = #"{"dev":"region0","size":8,"type":"pmem"}"#
    let parts = [4, 4].enumerated().map { index, length in
      """
      {"dev":"region0","size":8,"type":"pmem","iset_id":5,"mappings":[
        {"dimm":"nmem\(index)","offset":0,"length":\(length),"position":\(index)}]}
      """
    }
    func dimmsOfRegion(_ text: String) -> [[String]?] {
      guests(text).guests.flatMap(\.buses).flatMap { $0.regions ?? [] }
        .map { $0.mappings?.map(\.dimm) }
    }
    // Listed with DIMMs, it is on none of them; listed alone, that is not said.
    #expect(dimmsOfRegion("{\"dimms\":[\(zero)],\"regions\":[\(region)]}") == [[]])
    #expect(dimmsOfRegion("[\(zero)]\n[\(region)]") == [nil])
    #expect(dimmsOfRegion("[\(zero)]\n{\"regions\":[\(region)]}") == [nil])
    // Lists of one DIMM each are of one region if they fit together.
    let joined =
      "{\"dimms\":[\(zero)],\"regions\":[\(parts[0])]}"
      + "{\"dimms\":[\(one)],\"regions\":[\(parts[1])]}"
    #expect(dimmsOfRegion(joined) == [["nmem0", "nmem1"]])
    #expect(!guests(joined).isIncomplete)
    let other = joined.replacing("\"position\":1", with: "\"position\":0")
    #expect(dimmsOfRegion(other) == [nil] && guests(other).isIncomplete)
    // Another interleave set, as after another boot, is another region.
    let set = [5, 6].reduce("") { text, set in
      text
        + "{\"dimms\":[\(set == 5 ? zero : one)],\"regions\":[\(parts[set - 5])]}"
        .replacing("\"iset_id\":5", with: "\"iset_id\":\(set)")
    }
    #expect(dimmsOfRegion(set) == [nil] && guests(set).isIncomplete)
  }

  @Test func whatIsSaidLastCounts() throws {
    let text = """
      {"dimms":[\(zero)],"regions":[{"dev":"region0","mappings":[{"dimm":"nmem0","length":1}],
        "namespaces":[{"dev":"namespace0.0","mode":"raw"}]}]}
      {"dimms":[{"dev":"nmem0","state":"disabled"}],"regions":[{"dev":"region0","type":"pmem",
        "namespaces":[{"dev":"namespace0.0","mode":"memory","size":3}]}]}
      """
    let bus = try #require(try guest(text).buses.first)
    #expect(bus.dimms.map(\.state) == [.disabled] && bus.dimms[0].id == dimms[0].id)
    #expect(bus.dimms[0].size(in: bus.regions) == 1)
    #expect(bus.regions?.flatMap { $0.namespaces ?? [] }.map(\.mode) == [.fsdax])
  }

  @Test func namespacesAreReadInNdctlsWords() throws {
    let text = """
      {"dimms":[\(zero)],"regions":[{"dev":"region0","namespaces":[
        {"dev":"namespace0.10","mode":"dax","size":"1.00 GiB (1.07 GB)","state":"disabled"},
        {"dev":"namespace0.3","blockdev":"pmem0.3"},
        {"dev":"namespace0.2","mode":"devdax","size":"0x20000000000001","daxregion":{"id":0,
          "devices":[{"chardev":"dax0.1"},{"chardev":"dax0.0","mode":"system-ram"}]}},
        {"dev":"namespace0.1","mode":"safe","size":1,"uuid":"u","blockdev":"pmem0s",
          "mountpoints":["/b","/a","[SWAP]"]},
        {"dev":"namespace0.0","size":0}]}]}
      """
    let namespaces = try #require(try guest(text).buses.first?.regions?.first?.namespaces)
    #expect(
      namespaces.map(\.dev) == [
        "namespace0.0", "namespace0.1", "namespace0.2", "namespace0.3", "namespace0.10",
      ])
    #expect(namespaces.map(\.isReserve) == [true, false, false, false, false])
    #expect(namespaces.map(\.mode) == [nil, .sector, .devdax, nil, .devdax])
    #expect(namespaces.map(\.size) == [0, 1, 0x20_0000_0000_0001, nil, nil])
    #expect(namespaces.map(\.chardev) == [nil, nil, "dax0.0", nil, nil])
    #expect(namespaces[2].daxRegion?.devices.map(\.mode) == [.systemRAM, nil])
    // Without a block device nothing can be mounted; with one it is not known.
    #expect(namespaces.map(\.mountpoints) == [[], ["/a", "/b", "[SWAP]"], [], nil, []])
    #expect(namespaces.map(\.isActive) == [true, true, true, true, false])
  }

  @Test func regionsAreReadInNdctlsWords() throws {
    let text = """
      {"dimms":[\(zero)],"regions":[
        {"dev":"region0","size":5,"align":16777216,"available_size":-1,"iset_id":-2,
          "max_available_extent":0,"type":"pmem","numa_node":1,"target_node":2,"state":"disabled",
          "badblock_count":8,"persistence_domain":"memory_controller"},
        {"dev":"region1","iset_id":18446744073709551614,"persistence_domain":"unknown"}]}
      """
    let regions = try #require(try guest(text).buses.last?.regions)
    #expect(regions.map(\.align) == [16_777_216, nil] && regions[0].availableSize == nil)
    #expect(regions[0].maxAvailableExtent == 0 && regions[0].numa == NUMAPlace(node: 1, target: 2))
    // ndctl before version 73 printed the same cookie as a signed number.
    #expect(regions.map(\.interleaveSetID) == [UInt64.max - 1, UInt64.max - 1])
    #expect(regions.map(\.isEnabled) == [false, true] && regions.map(\.badblockCount) == [8, 0])
    #expect(regions.map(\.persistenceDomain) == [.memoryController, nil])
  }

  @Test func whatLiesOnADeviceIsReadInLsblksWords() throws {
    let text = """
      {"dimms":[\(zero)],"regions":[{"dev":"region0","namespaces":[{"dev":"namespace0.0",
        "blockdev":"pmem0","blockdevices":[{"name":"pmem0","kname":"pmem0","maj:min":"259:0",
          "size":7,"type":"disk","swap":false,"filesystems":[],"children":[
            {"name":"vg-db","kname":"dm-0","type":"lvm","swap":true,"children":null,"filesystems":[
              {"target":"/mnt/a b","fstype":"ext4","fsroot":"/sub","dax":true,"swapfiles":["/x"]},
              {"source":"without a target"}]}, {"name":"without a kname"}]}]}]}]}
      """
    let parsed = try guest(text)
    let stack = try #require(parsed.buses.last?.regions?.first?.namespaces?.first?.stack)
    let mount = Mount(
      target: "/mnt/a b", fileSystem: "ext4", root: "/sub", isDAX: true, swapFiles: ["/x"])
    #expect(
      stack
        == BlockDevice(
          dev: "pmem0", number: DeviceNumber(major: 259, minor: 0), type: "disk", size: 7,
          children: [
            BlockDevice(
              dev: "dm-0", label: "vg-db", type: "lvm", mounts: [mount], isSwap: true)
          ]))
  }

  @Test func severalGuestsMayBeInAList() {
    let found = guests(
      """
      {"dimms":[{"dev":"nmem0","guest":"b","id":"8902-00000001"},{"dev":"nmem0","guest":null},
        {"dev":"nmem0","guest":"a","id":"8902-00000002"},{"dev":"nmem1","guest":"b"}]}
      """)
    #expect(found.guests.map(\.name) == ["b", nil, "a"])
    #expect(found.guests.map { $0.buses.flatMap(\.dimms).count } == [2, 1, 1])
    #expect(found.problems.isEmpty)
  }

  @Test(arguments: [
    "[]", "[ ]\n", "{\"dimms\":[]}", "[{\"dev\":\"ndbus0\",\"dimms\":[]}]", "x\n[]\ny",
  ])
  func anEmptyListIsAGuestWithoutDIMMs(text: String) {
    let found = guests(text)
    #expect(found.guests == [Guest(buses: [])])
    #expect(found.problems.isEmpty && !found.isIncomplete)
  }

  @Test(arguments: [
    "", "\n", "nmem0 8902-206b080c\n", "{}", "[1]", "[[\(zero)]]", "\"\(zero)\"",
    "[{\"dev\":\"ndbus0\",\"provider\":\"ACPI.NFIT\"}]", "{\"dimms\":{}}", "{\"namespaces\":[]}",
    "\u{0}",
  ])
  func whatIsNoListIsSaid(text: String) {
    let found = guests(text)
    #expect(found.guests.isEmpty && !found.problems.isEmpty && found.isIncomplete)
  }
}

@Suite struct GuestDoubtTests {
  @Test(arguments: [
    #"{"dev":"nmem0","id":"8902-00000001"}"#, #"{"dev":"nmem0","handle":1}"#,
    #"{"dev":"nmem0","phys_id":1}"#, #"{"dev":"nmem0","serial":"00000001"}"#,
  ])
  func twoDIMMsOfOneNameAreBothKept(other: String) {
    let found = guests("[\(zero),\n\(other)]")
    #expect(found.guests.first?.buses.flatMap(\.dimms).count == 2)
    #expect(found.problems.map(\.source.line) == [2])
  }

  @Test func aDIMMOnTwoBusesIsTwo() {
    let found = guests(
      "[{\"dev\":\"ndbus0\",\"dimms\":[\(zero)]},{\"dev\":\"ndbus1\",\"dimms\":[\(zero)]}]")
    #expect(found.guests.first?.buses.map(\.dimms.count) == [1, 1])
    #expect(found.problems.count == 1)
  }

  @Test func ofAListThatIsCutShortTheWholeDIMMsCount() {
    let text = "{\"dimms\":[\n\(one),\n\(zero)\n],\"regions\":[{\"dev\":\"region0\"}]}"
    for length in 1..<text.utf8.count {
      let found = guests(String(decoding: text.utf8.prefix(length), as: UTF8.self))
      #expect(found.isIncomplete && found.problems.count == 1, "\(length)")
      let all = found.guests.flatMap(\.buses).flatMap(\.dimms)
      #expect(all.allSatisfy(dimms.contains), "\(length)")
      #expect(found.guests.flatMap(\.buses).allSatisfy { $0.regions == nil })
    }
  }

  @Test func textAfterAListThatIsCutShortIsRead() {
    let found = guests("[\n\(one),\n$ ndctl list -D\n[\(zero)]\n")
    #expect(found.guests.flatMap(\.buses).flatMap(\.dimms) == dimms)
    #expect(found.problems.map(\.source.line) == [3] && found.isIncomplete)
  }

  @Test func thereIsALimitToWhatIsKept() {
    let many = (0..<20000).map { "{\"dev\":\"nmem\($0)\"}" }.joined(separator: ",")
    let found = guests("[\(many)]")
    #expect(found.guests.first?.buses.first?.dimms.count == 16384)
    #expect(found.problems.count == 1 && found.isIncomplete)

    let text = String(repeating: "x", count: 1000)
    let large = (0..<40).map { "{\"dev\":\"nmem\($0)\",\"id\":\"\(text)\"}" }
    let list = "[\(large.joined(separator: ","))]\n[\(zero)]"
    let cut = guests(list, chunk: 5000, limit: 20_000)
    let kept = cut.guests.first?.buses.first?.dimms.count ?? 0
    #expect((17..<20).contains(kept), "20 kB of 1 kB each")
    #expect(cut.problems.count == 1 && cut.isIncomplete)
    #expect(guests(list, chunk: 100, limit: 20_000) == cut)
  }

  @Test func whatNobodyWantsIsNotKept() {
    let text = String(repeating: "x", count: 1000)
    let disks = (0..<40).map { _ in "{\"path\":\"\(text)\",\"dimms\":[{\"dev\":\"nmem7\"}]}" }
    let found = guests(
      "{\"unmatched_vmdks\":[\(disks.joined(separator: ","))],\"dimms\":[\(zero)]}", limit: 1000)
    #expect(found.guests.first?.buses.first?.dimms == [dimms[0]] && found.problems.isEmpty)
  }

  @Test(arguments: [
    "-0", "1.0", "-1", "1e0", "65536", "\"1\"", "\"0x10000\"", "\"0x\"", "\"0x+1\"", "\"00\"",
    "true",
  ])
  func numbersAreWholeAndFit(number: String) {
    let found = guests("[{\"dev\":\"nmem0\",\"phys_id\":\(number)}]")
    #expect(found.guests.first?.buses.first?.dimms.map(\.physID) == [nil])
    #expect(found.problems.map(\.source.line) == [1])
  }

  @Test(
    arguments: [("0", 0), ("65535", 65535), ("\"0\"", 0), ("\"0xffFF\"", 65535), ("null", nil)]
      as [(String, UInt16?)])
  func numbersAreDecimalOrHexadecimal(number: String, value: UInt16?) throws {
    let dimm = try guest("[{\"dev\":\"nmem0\",\"phys_id\":\(number)}]").buses[0].dimms[0]
    #expect(dimm.physID == value)
  }

  @Test(arguments: [1, 2, 3, 7, 100])
  func chunksMayFallAnywhere(chunk: Int) {
    var text = "$ ndctl list -D\n[\n"
    for index in 0..<200 {
      text += "{\"dev\":\"nmem\(index)\",\"id\":\"é\\u00e9\",\"handle\":\(index),\"phys_id\":-1},\n"
    }
    text += "\(zero)]\n[root@vm ~]# x\n{\"dimms\":[\(one),\n"
    #expect(guests(text, chunk: chunk) == guests(text))
    #expect(guests(text).guests.first?.buses.first?.dimms.count == 202)
  }
}
