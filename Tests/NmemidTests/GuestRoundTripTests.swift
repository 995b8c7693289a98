import FileFormats
import NmemModel
import Testing

@testable import nmemid

/// Makes up guests of all kinds, whose DIMMs nmemid's JSON can hold.
private struct GuestGenerator {
  private var random = SystemRandomNumberGenerator()

  private mutating func maybe<Value>(_ value: Value) -> Value? {
    Bool.random(using: &random) ? value : nil
  }

  private mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number {
    [0, 1, Number.max, Number.random(in: 0...Number.max, using: &random)]
      .randomElement(using: &random) ?? 0
  }

  private mutating func text() -> String {
    let words = ["a", "é", "\"", "\\", "\n", "\u{1B}[0m", "😀", "{", "[", "/", "\u{202E}", " "]
    return (0...3).map { _ in words.randomElement(using: &random) ?? "" }.joined()
  }

  private mutating func dimm(_ index: Int) -> DIMM {
    let serial = hexDigits(UInt32.random(in: 0...UInt32.max, using: &random))
    let ids = ["8902-\(serial)", "cdab-0a-07e0-\(serial)", text()]
    let isIDKnown = Bool.random(using: &random)
    return DIMM(
      dev: "nmem\(index)",
      id: isIDKnown ? ids.randomElement(using: &random).map(UniqueID.init) : nil,
      handle: maybe(number(UInt32.self)), physID: maybe(number(UInt16.self)),
      fallbackVendor: maybe("8902"), fallbackSerial: maybe(Serial(rawValue: number(UInt32.self))),
      state: maybe(.enabled) ?? .disabled,
      flags: DIMM.Flag.allCases.filter { _ in maybe(1) != nil },
      security: maybe(()).flatMap { DIMM.Security.allCases.randomElement(using: &random) },
      isSecurityFrozen: Bool.random(using: &random))
  }

  private mutating func namespace(_ region: Int, _ index: Int) -> Namespace {
    Namespace(
      dev: "namespace\(region).\(index)",
      mode: maybe(()).flatMap { Namespace.Mode.allCases.randomElement(using: &random) },
      size: maybe(max(1, number(UInt64.self))), uuid: maybe(text()),
      blockdev: maybe("pmem\(region)"),
      chardev: maybe("dax\(region).0"),
      mountpoints: maybe(
        (0..<Int.random(in: 0...2, using: &random)).map { _ in ByteString(text()) }),
      isActive: Bool.random(using: &random))
  }

  private mutating func region(_ index: Int, _ dimms: [DIMM]) -> Region {
    let mappings = dimms.map { dimm in
      Region.Mapping(
        dimm: dimm.dev, offset: maybe(number(UInt64.self)), length: maybe(number(UInt64.self)),
        position: maybe(Int.random(in: 0...9, using: &random)))
    }
    let namespaces = (0..<Int.random(in: 0...2, using: &random)).map { namespace(index, $0) }
    return Region(
      dev: "region\(index)",
      type: maybe(()).flatMap { Region.Kind.allCases.randomElement(using: &random) },
      size: maybe(number(UInt64.self)), mappings: mappings.sorted(), namespaces: maybe(namespaces))
  }

  mutating func guest(_ name: String?) -> Guest {
    var (dimmCount, regionCount) = (0, 0)
    let names: [(String?, String?)] = [
      ("ndbus0", "ACPI.NFIT"), ("ndbus2", nil), ("ndbus10", text()), (nil, "x"),
    ]
    let buses = names.prefix(Int.random(in: 1...4, using: &random)).map { dev, provider in
      let dimms = (0...Int.random(in: 0...3, using: &random)).map { dimm(dimmCount + $0) }
      dimmCount += dimms.count
      let regions = (0..<Int.random(in: 0...3, using: &random)).map { index in
        region(regionCount + index, dimms.filter { _ in maybe(1) != nil } + [dimms[0]])
      }
      regionCount += regions.count
      return Bus(dev: dev, provider: provider, dimms: dimms, regions: maybe(regions))
    }
    return Guest(name: name, buses: buses)
  }
}

@Suite struct GuestRoundTripTests {
  private func read(_ json: JSON) -> GuestFindings {
    var parser = GuestFileParser(file: "saved")
    let text = Array(json.serialized().utf8)
    parser.feed(text.span)
    return parser.finish()
  }

  @Test func whatMapPrintsIsReadBack() {
    var generator = GuestGenerator()
    for _ in 0..<300 {
      let guests = ["a", "b\u{7}", nil].map { generator.guest($0) }
      let map = GuestToHostMap(guests, [])
      let document = JSONDocument(style: CellStyle()).map(map, [], comparedUUIDs: 0)
      let found = read(document)
      #expect(found.problems.isEmpty && !found.isIncomplete)
      #expect(
        found.guests.sorted { $0.name ?? "" < $1.name ?? "" } == [guests[2], guests[0], guests[1]])
    }
  }

  @Test func whatListPrintsIsReadBack() {
    var generator = GuestGenerator()
    for _ in 0..<300 {
      var guest = generator.guest("a")
      let rows = guest.buses.flatMap { bus in
        bus.dimms.map { DIMMRow(guest: guest.name, bus: bus, dimm: $0) }
      }
      let found = read(.array(rows.map(\.ndctlJSON)))
      // ndctl says neither of the buses nor of a serial without an id.
      for index in guest.buses.indices { guest.buses[index].regions = nil }
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
