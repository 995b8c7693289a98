import NmemModel
import Testing

/// What things are in use for, and what that cannot tell.
struct UsageTests {
  /// A DIMM with one region that has one namespace with this on it.
  private func topology(
    _ stack: BlockDevice? = nil, _ daxRegion: DAXRegion? = nil, isActive: Bool = true
  ) -> Topology {
    var namespace = Namespace(
      dev: "namespace0.0", mode: nil, size: 1, uuid: nil, blockdev: stack?.dev,
      chardev: daxRegion?.devices.first?.dev, isActive: isActive)
    namespace.stack = stack
    namespace.daxRegion = daxRegion
    let region = Region(
      dev: "region0", type: .pmem, size: 1,
      mappings: [.init(dimm: "nmem0", offset: 0, length: 1, position: 0)], namespaces: [namespace])
    let guest = Guest(buses: [
      Bus(
        dev: "ndbus0", provider: nil,
        dimms: [DIMM(dev: "nmem0", id: UniqueID("8902-00000001"), handle: 0, physID: 0)],
        regions: [region])
    ])
    return Topology(GuestToHostMap([guest], VMDKs()), of: [guest])
  }

  private func words(_ name: ByteString, in topology: Topology) -> [String]? {
    topology.usage(of: TraceTarget(name))?.words
  }

  private func disk(
    mounts: [Mount]? = [], isSwap: Bool? = false, openers: [String]? = [],
    _ children: [BlockDevice] = []
  ) -> BlockDevice {
    var disk = BlockDevice(dev: "pmem0", mounts: mounts, isSwap: isSwap, children: children)
    disk.openers = openers
    return disk
  }

  private func child(_ dev: String) -> BlockDevice {
    var child = BlockDevice(dev: dev)
    child.openers = []
    return child
  }

  @Test func eachUseHasItsWord() {
    #expect(words("nmem0", in: topology(disk())) == [])
    #expect(words("nmem0", in: topology(disk(mounts: [Mount(target: "/a")]))) == ["mounted"])
    #expect(
      words("nmem0", in: topology(disk(mounts: [Mount(target: "/a", isHidden: true)])))
        == ["mounted"])
    #expect(
      words("nmem0", in: topology(disk(mounts: [Mount(target: "/a", swapFiles: ["/a/s"])])))
        == ["mounted", "swap"])
    #expect(words("nmem0", in: topology(disk(isSwap: true))) == ["swap"])
    #expect(words("nmem0", in: topology(disk(openers: ["sh (1)"]))) == ["open"])
    #expect(words("nmem0", in: topology(disk([child("dm-0")]))) == ["device-mapper"])
    #expect(words("nmem0", in: topology(disk([child("md127")]))) == ["md"])
    #expect(words("nmem0", in: topology(disk([child("bcache0")]))) == ["held"])
    #expect(words("nmem0", in: topology(disk([child("pmem0p1")]))) == [])
    let memory = DAXRegion(devices: [DAXDevice(dev: "dax0.0", mode: .systemRAM)])
    #expect(words("nmem0", in: topology(nil, memory)) == ["memory"])
    var device = DAXDevice(dev: "dax0.0", mode: .devdax)
    device.openers = ["sh (1)"]
    #expect(words("nmem0", in: topology(nil, DAXRegion(devices: [device]))) == ["open"])
  }

  @Test func whatIsNotKnownIsNotFree() {
    #expect(words("nmem0", in: topology(disk(mounts: nil))) == nil)
    #expect(words("nmem0", in: topology(disk(openers: nil))) == nil)
    #expect(words("nmem0", in: topology(disk(isSwap: true, openers: nil))) == ["swap"])
    let device = DAXDevice(dev: "dax0.0", mode: .devdax)
    #expect(words("nmem0", in: topology(nil, DAXRegion(devices: [device]))) == nil)
    #expect(words("nmem0", in: topology()) == nil)
    #expect(words("nmem0", in: topology(isActive: false)) == [])
  }

  @Test func aThingIsInUseByWhatStandsOnIt() {
    var part = child("pmem0p1")
    part.mounts = [Mount(target: "/a")]
    let topology = topology(disk([part, child("pmem0p2")]))
    for name in ["nmem0", "region0", "namespace0.0", "pmem0", "pmem0p1"] as [ByteString] {
      #expect(words(name, in: topology) == ["mounted"])
    }
    #expect(words("pmem0p2", in: topology) == [])
    #expect(words("pmem1", in: topology) == nil)
  }

  @Test func whatIsDisabledIsNamed() {
    let usage = topology(isActive: false).usage(of: TraceTarget("region0"))
    #expect(usage?.disabled == ["namespace0.0"])
  }

  @Test func aMountPointThatLeadsElsewhereIsNone() {
    var part = child("pmem0p1")
    part.mounts = [
      Mount(target: "/twice", isHidden: true), Mount(target: "/twice", isHidden: false),
      Mount(target: "/over", isHidden: true), Mount(target: "/a", isHidden: false),
    ]
    let disk = disk([part])
    #expect(disk.allMountpoints == ["/a", "/twice"])
    #expect(disk.allHiddenMountpoints == ["/over"])
    #expect(BlockDevice(dev: "pmem0", mounts: nil).allMountpoints == nil)
    #expect(BlockDevice(dev: "pmem0", mounts: nil).allHiddenMountpoints == nil)
  }
}
