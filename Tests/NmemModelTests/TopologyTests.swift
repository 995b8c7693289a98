import Testing

@testable import NmemModel

/// A guest with an interleaved region, a partitioned device, a volume over two devices, a devdax
/// namespace, and a region on no DIMM.
private struct Sample {
  static func dimm(_ number: Int, _ serial: UInt32) -> DIMM {
    DIMM(
      dev: "nmem\(number)", id: UniqueID("8902-\(hexDigits(serial))"), handle: UInt32(number),
      physID: nil)
  }

  static func region(_ number: Int, on dimms: [Int], _ namespace: Namespace) -> Region {
    Region(
      dev: "region\(number)", type: .pmem, size: 64,
      mappings: dimms.enumerated().map { position, dimm in
        Region.Mapping(dimm: "nmem\(dimm)", offset: 0, length: 32, position: position)
      },
      namespaces: [
        namespace,
        Namespace(
          dev: "namespace\(number).1", mode: .raw, size: 0, uuid: nil, blockdev: nil, chardev: nil,
          isActive: false),
      ])
  }

  static func namespace(_ number: Int, _ stack: BlockDevice?) -> Namespace {
    var namespace = Namespace(
      dev: "namespace\(number).0", mode: .fsdax, size: 60, uuid: "uuid-\(number)",
      blockdev: stack?.dev, chardev: nil, isActive: true)
    namespace.stack = stack
    return namespace
  }

  static let volume = BlockDevice(
    dev: "dm-0", label: "vg-db", number: DeviceNumber(major: 253, minor: 0), type: "lvm",
    mounts: [Mount(target: "/mnt/db", id: 31), Mount(target: "/srv/db", id: 35)])

  static var guest: Guest {
    let partitions = [
      BlockDevice(dev: "pmem0p1", type: "part", mounts: [Mount(target: "/mnt/a", id: 30)]),
      BlockDevice(dev: "pmem0p2", type: "part", isSwap: true),
    ]
    var dax = namespace(3, nil)
    dax.mode = .devdax
    dax.name = "wide"
    dax.daxRegion = DAXRegion(devices: [
      DAXDevice(dev: "dax3.0", size: 5), DAXDevice(dev: "dax3.1", size: 0),
      DAXDevice(dev: "dax3.2", size: 6),
    ])
    dax.daxRegion?.devices[2].number = DeviceNumber(major: 253, minor: 7)
    return Guest(buses: [
      Bus(
        dev: "ndbus0", provider: "ACPI.NFIT",
        dimms: [dimm(0, 10), dimm(1, 11), dimm(2, 12), dimm(3, 13)],
        regions: [
          region(0, on: [0], namespace(0, BlockDevice(dev: "pmem0", children: partitions))),
          region(1, on: [0, 1], namespace(1, BlockDevice(dev: "pmem1", children: [volume]))),
          region(2, on: [2], namespace(2, BlockDevice(dev: "pmem2", children: [volume]))),
          region(3, on: [3], dax),
        ]),
      Bus(
        dev: "ndbus1", provider: "e820", dimms: [],
        regions: [region(4, on: [], namespace(4, BlockDevice(dev: "pmem4")))]),
    ])
  }

  static func vmdk(_ path: ByteString, _ serial: UInt64) -> VMDK {
    VMDK(
      path: path, uuid: DiskUUID(high: 0x6000_C290_0000_0000, low: serial),
      sources: [Source(file: "host.txt", line: 1)])
  }

  static let topology: Topology = {
    let vmdks = [
      vmdk("[DS] a/a.vmdk", 10), vmdk("[DS] b/b.vmdk", 11), vmdk("[DS] c/c.vmdk", 12),
      vmdk("[DS] clone/c.vmdk", 12), vmdk("[DS] other/b.vmdk", 99),
    ]
    return Topology(GuestToHostMap([guest], VMDKs(vmdks)), of: [guest])
  }()
}

extension Topology {
  /// The ends of all chains, as text: DIMM, then what is above it.
  fileprivate var ends: [String] {
    chains.map { chain in
      let end =
        chain.mount?.target.lossyText ?? (chain.isSwap ? "swap" : nil) ?? chain.daxDevice?.dev
        ?? chain.devices.last?.dev ?? chain.namespace?.dev ?? chain.region?.dev
      return [
        chain.match?.dimm.dev ?? chain.bus?.dev ?? chain.unmatched?.path?.lossyText,
        chain.region?.dev,
        end,
      ].compactMap(\.self).joined(separator: " ")
    }
  }

  fileprivate func narrowed(to text: ByteString) -> Topology {
    narrowed(to: TraceTarget(text))
  }
}

@Suite struct TopologyTests {
  private let topology = Sample.topology

  @Test func everyWayIsAChainOnce() {
    #expect(
      topology.ends == [
        "nmem0 region0 /mnt/a", "nmem0 region0 swap", "nmem0 region1 /mnt/db",
        "nmem0 region1 /srv/db", "nmem1 region1 /mnt/db", "nmem1 region1 /srv/db",
        "nmem2 region2 /mnt/db", "nmem2 region2 /srv/db", "nmem3 region3 dax3.0",
        "nmem3 region3 dax3.2", "ndbus1 region4 pmem4", "[DS] other/b.vmdk",
      ])
  }

  @Test func whatIsReachedOnSeveralWaysIsAChainOnce() {
    // A mirror of LVM: the volume is on its data and on its metadata, and both on the device.
    let parts = ["dm-1", "dm-2"].map {
      BlockDevice(dev: $0, type: "lvm", children: [Sample.volume])
    }
    var guest = Sample.guest
    guest.buses = [guest.buses[0]]
    guest.buses[0].regions = [
      Sample.region(0, on: [0], Sample.namespace(0, BlockDevice(dev: "pmem0", children: parts)))
    ]
    let topology = Topology(GuestToHostMap([guest], VMDKs()), of: [guest])
    #expect(topology.ends.prefix(2) == ["nmem0 region0 /mnt/db", "nmem0 region0 /srv/db"])
    #expect(topology.ends.count == 5)
    for chain in topology.chains.prefix(2) {
      #expect(chain.devices.map(\.dev) == ["pmem0", "dm-1", "dm-2", "dm-0"])
    }
  }

  @Test func aDIMMWithoutRegionsIsAChainOfItsOwn() {
    var guest = Sample.guest
    for index in guest.buses.indices { guest.buses[index].regions = nil }
    let topology = Topology(GuestToHostMap([guest], VMDKs()), of: [guest])
    // So is a bus that has none.
    #expect(topology.ends == ["nmem0", "nmem1", "nmem2", "nmem3", "ndbus1"])
  }

  @Test(
    arguments: [
      ("nmem3", ["nmem3 region3 dax3.0", "nmem3 region3 dax3.2"]),
      ("/dev/nmem3", ["nmem3 region3 dax3.0", "nmem3 region3 dax3.2"]),
      ("wide", ["nmem3 region3 dax3.0", "nmem3 region3 dax3.2"]), ("Wide", []),
      ("dax3.2", ["nmem3 region3 dax3.2"]), ("/dev/dax3.2", ["nmem3 region3 dax3.2"]),
      ("region1", topologyEndsOfRegion1), ("namespace1.0", topologyEndsOfRegion1),
      ("pmem1", topologyEndsOfRegion1), ("UUID-1", topologyEndsOfRegion1),
      ("pmem0p2", ["nmem0 region0 swap"]), ("/dev/pmem0p1", ["nmem0 region0 /mnt/a"]),
      ("vg-db", topologyEndsOfVolume), ("/dev/mapper/vg-db", topologyEndsOfVolume),
      ("dm-0", topologyEndsOfVolume), ("ndbus1", ["ndbus1 region4 pmem4"]),
      ("e820", ["ndbus1 region4 pmem4"]), ("pmem4", ["ndbus1 region4 pmem4"]),
      ("8902-0000000D", ["nmem3 region3 dax3.0", "nmem3 region3 dax3.2"]),
      ("0000000d", ["nmem3 region3 dax3.0", "nmem3 region3 dax3.2"]),
      ("c.vmdk", ["nmem2 region2 /mnt/db", "nmem2 region2 /srv/db"]),
      ("[DS] clone/c.vmdk", ["nmem2 region2 /mnt/db", "nmem2 region2 /srv/db"]),
      ("/vmfs/volumes/DS/c/c.vmdk", ["nmem2 region2 /mnt/db", "nmem2 region2 /srv/db"]),
      ("other/b.vmdk", ["[DS] other/b.vmdk"]), ("[DS2] c/c.vmdk", []), ("nmem", []),
      ("nmem30", []), ("/mnt/a", []), ("", []), ("vmdk", []),
      // In reserve: nothing stands on it.
      ("namespace1.1", ["nmem0 region1 region1", "nmem1 region1 region1"]),
    ] as [(ByteString, [String])])
  func aThingIsFoundByAnyOfItsNames(text: ByteString, ends: [String]) {
    #expect(topology.narrowed(to: text).ends == ends)
  }

  @Test func aFileNameThatTwoVMDKsHaveMeansBoth() {
    #expect(
      topology.narrowed(to: "b.vmdk").ends == [
        "nmem1 region1 /mnt/db", "nmem1 region1 /srv/db", "[DS] other/b.vmdk",
      ])
  }

  @Test func aUUIDMeansAllThatHaveIt() {
    var target = TraceTarget("any spelling")
    target.uuid = DiskUUID(high: 0x6000_C290_0000_0000, low: 12)
    let found = topology.narrowed(to: target)
    #expect(found.stacks.map(\.match.dimm.dev) == ["nmem2"] && found.unmatched.isEmpty)
    #expect(found.stacks[0].match.vmdks.count == 2)
  }

  @Test func aMountIsFoundByItsNumberWithAllItStandsOn() {
    var target = TraceTarget("/srv/db/file")
    target.mount = .number(35)
    #expect(
      topology.narrowed(to: target).ends == [
        "nmem0 region1 /srv/db", "nmem1 region1 /srv/db", "nmem2 region2 /srv/db",
      ])
    target.mount = .target("/mnt/a")
    #expect(topology.narrowed(to: target).ends == ["nmem0 region0 /mnt/a"])
  }

  @Test func aDeviceIsFoundByItsNumber() {
    var target = TraceTarget("/dev/disk/by-id/x")
    target.deviceFile = .block(DeviceNumber(major: 253, minor: 0))
    #expect(topology.narrowed(to: target).ends == topologyEndsOfVolume)
    target.deviceFile = .character(DeviceNumber(major: 253, minor: 7))
    #expect(topology.narrowed(to: target).ends == ["nmem3 region3 dax3.2"])
    // A device without a number is not one of which the number is not known.
    target.deviceFile = nil
    #expect(topology.narrowed(to: target).isEmpty)
  }

  @Test func aBlockDeviceIsNoCharacterDeviceOfTheSameNumber() {
    var target = TraceTarget("/dev/x")
    target.deviceFile = .character(DeviceNumber(major: 253, minor: 0))
    #expect(topology.narrowed(to: target).isEmpty)
    target.deviceFile = .block(DeviceNumber(major: 253, minor: 7))
    #expect(topology.narrowed(to: target).isEmpty)
  }

  @Test func severalSubjectsAreOneTopologyWithEachThingOnce() {
    let parts = ["pmem0p2", "/dev/pmem0p1", "nmem0", "vg-db", "b.vmdk", "e820"].map {
      topology.narrowed(to: $0)
    }
    let union = topology.union(of: parts)
    #expect(
      union.ends == topology.ends.filter { !$0.hasPrefix("nmem3") })
    #expect(topology.union(of: [parts[0], parts[1]]).ends == Array(topology.ends.prefix(2)))
    #expect(topology.union(of: []).isEmpty && topology.union(of: [topology]) == topology)
  }

  @Test func whatWasNotAskedForDoesNotComeBackInTheUnion() {
    let disk = BlockDevice(
      dev: "pmem0", mounts: [Mount(target: "/", id: 1)], isSwap: true,
      children: [BlockDevice(dev: "pmem0p1")])
    let guest = Guest(buses: [
      Bus(
        dev: "ndbus0", provider: nil, dimms: [Sample.dimm(0, 10)],
        regions: [Sample.region(0, on: [0], Sample.namespace(0, disk))])
    ])
    let topology = Topology(GuestToHostMap([guest], VMDKs()), of: [guest])
    let union = topology.union(of: [topology.narrowed(to: "pmem0p1")])
    #expect(topology.ends.count == 3 && union.ends == ["nmem0 region0 pmem0p1"])
  }

  @Test func aSizeDoesNotDependOnWhatIsAskedFor() {
    let found = topology.narrowed(to: "pmem0p1").stacks[0].match
    #expect(found.size == 64)
  }
}

private let topologyEndsOfRegion1 = [
  "nmem0 region1 /mnt/db", "nmem0 region1 /srv/db", "nmem1 region1 /mnt/db",
  "nmem1 region1 /srv/db",
]

private let topologyEndsOfVolume =
  topologyEndsOfRegion1 + ["nmem2 region2 /mnt/db", "nmem2 region2 /srv/db"]
