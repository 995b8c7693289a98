import NmemModel
import SeededRandom

/// Makes up guests of all kinds, whose DIMMs nmemid's JSON can hold.
struct GuestGenerator {
  private var random: SeededRandom

  init(_ random: SeededRandom) {
    self.random = random
  }

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
      state: [nil, .disabled, .enabled].randomElement(using: &random) ?? nil,
      flags: DIMM.Flag.allCases.filter { _ in maybe(1) != nil },
      security: maybe(()).flatMap { DIMM.Security.allCases.randomElement(using: &random) },
      isSecurityFrozen: Bool.random(using: &random))
  }

  private mutating func places() -> NUMAPlace {
    NUMAPlace(node: maybe(Int.random(in: 0...9)), target: maybe(Int.random(in: 0...9)))
  }

  private mutating func badblock() -> Badblock {
    Badblock(
      offset: number(UInt64.self), length: number(UInt64.self), dimms: maybe(["nmem0"]) ?? [])
  }

  private mutating func mount() -> Mount {
    Mount(
      target: ByteString("/" + text()), source: maybe(ByteString("/" + text())),
      fileSystem: maybe("ext4"), root: maybe("/\(text())"),
      isDAX: maybe(Bool.random(using: &random)),
      isHidden: maybe(Bool.random(using: &random)),
      swapFiles: (0..<Int.random(in: 0...2, using: &random)).map { _ in ByteString("/" + text()) })
  }

  private mutating func device(_ name: String, _ depth: Int) -> BlockDevice {
    var device = BlockDevice(
      dev: name, label: maybe("label of \(name)"),
      number: maybe(DeviceNumber(major: number(UInt32.self), minor: number(UInt32.self))),
      type: maybe("part"), size: maybe(number(UInt64.self)),
      mounts: maybe((0..<Int.random(in: 0...2, using: &random)).map { _ in mount() }),
      isSwap: maybe(Bool.random(using: &random)),
      children: depth > 2
        ? []
        : (0..<Int.random(in: 0...2, using: &random)).map {
          self.device("\(name)p\($0)", depth + 1)
        })
    // Nothing at all is found on one in two.
    device.content = maybe(
      maybe(
        DeviceContent(
          fileSystemUUID: maybe("3e6be9de-8139-11d1-9106-a43f08d823a6"),
          fileSystemLabel: maybe(ByteString("l" + text())), partitionTableUUID: maybe("0cf5e9d3"),
          partitionUUID: maybe("0cf5e9d3-01"))) ?? DeviceContent())
    device.links = maybe(["/dev/disk/by-id/nvdimm-" + ByteString(name)])
    device.openers = maybe(["postgres (1)"])
    return device
  }

  private mutating func daxRegion(_ region: Int) -> DAXRegion {
    var daxRegion = DAXRegion(
      devices: (0..<Int.random(in: 0...2, using: &random)).map { index in
        var device = DAXDevice(
          dev: "dax\(region).\(index)", size: maybe(number(UInt64.self)),
          mode: maybe(maybe(.devdax) ?? .systemRAM))
        device.targetNode = maybe(3)
        device.align = maybe(number(UInt64.self))
        device.isEnabled = Bool.random(using: &random)
        device.openers = maybe(["postgres (1)"])
        device.links = maybe(["/dev/dax/by-id/nvdimm-x"])
        if var memory = maybe(DAXDevice.OnlineMemory()) {
          memory.totalBlocks = 7
          memory.onlineBlocks = maybe(5)
          memory.isMovable = maybe(Bool.random(using: &random))
          device.memory = memory
        }
        return device
      })
    daxRegion.id = maybe(region)
    daxRegion.size = maybe(number(UInt64.self))
    daxRegion.availableSize = maybe(max(1, number(UInt64.self)))
    daxRegion.align = maybe(number(UInt64.self))
    return daxRegion
  }

  private mutating func namespace(_ region: Int, _ index: Int) -> Namespace {
    let blockdev = maybe("pmem\(region)")
    var namespace = Namespace(
      dev: "namespace\(region).\(index)",
      mode: maybe(()).flatMap { Namespace.Mode.allCases.randomElement(using: &random) },
      size: maybe(max(1, number(UInt64.self))), uuid: maybe(text()),
      blockdev: blockdev, chardev: nil, isActive: Bool.random(using: &random))
    namespace.map = maybe(()).flatMap { Namespace.Map.allCases.randomElement(using: &random) }
    namespace.rawUUID = maybe(text())
    namespace.name = maybe(text())
    namespace.sectorSize = maybe(number(UInt64.self))
    namespace.align = maybe(number(UInt64.self))
    namespace.numa = places()
    namespace.badblockCount = number(UInt64.self)
    namespace.badblocks = maybe([badblock()])
    namespace.stack = blockdev.flatMap { maybe(device($0, 0)) }
    namespace.daxRegion = maybe(daxRegion(region))
    namespace.chardev = namespace.daxRegion?.devices.first?.dev ?? maybe("dax\(region).0")
    return namespace
  }

  private mutating func region(_ index: Int, _ dimms: [DIMM]) -> Region {
    let mappings = dimms.map { dimm in
      Region.Mapping(
        dimm: dimm.dev, offset: maybe(number(UInt64.self)), length: maybe(number(UInt64.self)),
        position: maybe(Int.random(in: 0...9, using: &random)))
    }
    let namespaces = (0..<Int.random(in: 0...2, using: &random)).map { namespace(index, $0) }
    var region = Region(
      dev: "region\(index)",
      type: maybe(()).flatMap { Region.Kind.allCases.randomElement(using: &random) },
      size: maybe(number(UInt64.self)), mappings: mappings.sorted(), namespaces: maybe(namespaces))
    region.align = maybe(number(UInt64.self))
    region.availableSize = maybe(number(UInt64.self))
    region.maxAvailableExtent = maybe(number(UInt64.self))
    region.interleaveSetID = maybe(number(UInt64.self))
    region.numa = places()
    region.persistenceDomain = maybe(()).flatMap {
      Region.PersistenceDomain.allCases.randomElement(using: &random)
    }
    region.badblockCount = number(UInt64.self)
    region.badblocks = maybe([badblock(), badblock()])
    region.capabilities = maybe([
      Region.Capability(mode: .sector, sizes: [512, 4096]),
      Region.Capability(mode: .devdax, sizes: [4096, 2_097_152]),
    ])
    region.isEnabled = Bool.random(using: &random)
    return region
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
      var bus = Bus(dev: dev, provider: provider, dimms: dimms, regions: maybe(regions))
      // Of regions that there are not: else it would be known which one it is.
      bus.looseNamespaces = maybe([namespace(100 + dimmCount, 0)]) ?? []
      return bus
    }
    let machine = MachineUUID(DiskUUID(high: number(UInt64.self), low: 1))
    return Guest(name: name, machine: maybe(machine), buses: buses)
  }
}
