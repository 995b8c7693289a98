import FileFormats
import NmemModel
import SeededRandom
import Testing

@testable import NmemidCLI

@Suite struct GuestRoundTripTests {
  private func read(_ json: JSON) -> ParsedGuests { read(json.serialized()) }

  private func read(_ text: String) -> ParsedGuests {
    var parser = GuestFileParser(file: "saved")
    _ = parser.read(text.utf8.span, isLast: true)
    return parser.finish()
  }

  private static let styles = [CellStyle(), CellStyle(devicesAsPaths: true)]

  @Test(arguments: styles) func whatMapPrintsIsReadBack(style: CellStyle) {
    var generator = GuestGenerator(.drawn())
    for _ in 0..<300 {
      let guests = ["a", "b\u{7}", nil].map { generator.guest($0) }
      let map = GuestToHostMap(guests, VMDKs())
      let document = JSONDocument(style: style)
        .map(
          Topology(map, of: guests), Inventory(Catalog()).problems, [], comparedUUIDs: 0)
      let found = read(document)
      #expect(found.problems.isEmpty && !found.isIncomplete)
      #expect(
        found.guests.sorted { $0.name ?? "" < $1.name ?? "" } == [guests[2], guests[0], guests[1]])
    }
  }

  /// What follows from other members, is about the answer and not about the guest, or is the same in all that is
  /// whole.
  private static let unread: Set<JSONKey> = [
    .comparedUUIDs, .complete, .doubts, .fsuuids, .hiddenMountpoints, .inUse, .labels, .mountpoints,
    .namespaceNames, .numaNodes, .problems, .regionNames, .schema, .setAside, .sizeAgrees,
    .unmatchedVMDKs,
    .vendorIsVMware,
    .version, .why,
  ]

  @Test func eachKeyThatMapPrintsIsReadBack() throws {
    var generator = GuestGenerator(SeededRandom(seed: 1))
    let guests = (0..<20).map { generator.guest("\($0)") }
    let document = JSONDocument(style: CellStyle(), machine: "m")
      .map(
        Topology(GuestToHostMap(guests, VMDKs()), of: guests), Inventory(Catalog()).problems, [],
        comparedUUIDs: 0)
    let text = document.serialized()
    let found = read(text)
    let printed = JSONKey.allCases.filter { text.contains("\"\($0.rawValue)\": ") }
    #expect(printed.count > 60)
    for key in printed {
      let isRead = read(text.replacing("\"\(key.rawValue)\": ", with: "\"x\": ")) != found
      #expect(isRead != Self.unread.contains(key), "\(key)")
    }
  }

  @Test(arguments: styles) func whatListPrintsIsReadBack(style: CellStyle) {
    var generator = GuestGenerator(.drawn())
    for _ in 0..<300 {
      var guest = generator.guest("a")
      let rows = guest.buses.flatMap { bus in
        bus.dimms.map { DIMMRow(guest: guest.name, bus: bus, dimm: $0) }
      }
      let found = read(.array(rows.map { $0.ndctlJSON(style) }))
      // ndctl says neither of the buses, nor of a serial without an id, nor which virtual machine it is.
      for index in guest.buses.indices {
        (guest.buses[index].regions, guest.buses[index].looseNamespaces) = (nil, [])
      }
      let dimms = guest.buses.flatMap(\.dimms).map { dimm in
        var dimm = dimm
        if dimm.id == nil { (dimm.vendor, dimm.serial) = (nil, nil) }
        return dimm
      }
      #expect(found.problems.isEmpty && !found.isIncomplete)
      #expect(
        found.guests == [Guest(name: "a", buses: [Bus(dev: nil, provider: nil, dimms: dimms)])])
    }
  }
}
