import NmemModel
import SeededRandom
import Testing

/// Machines that are made up, of which it is known what has become of them.
@Suite struct ComparisonTests {
  @Test func checkSaysThatAllIsWellExactlyWhenNothingDiffersByID() {
    var random = SeededRandom.drawn()
    var verdicts: [Bool: Int] = [:]
    for _ in 0..<4000 {
      let was = World(&random)
      var now = was
      for _ in 0..<Int.random(in: 0...2, using: &random) { now.change(&random) }
      let comparison = Comparison(of: was.state(&random), with: now.state(&random))
      let isSame = was.isSame(as: now)
      #expect(comparison.isDifferent == !isSame, "\(was)\n\(now)\n\(comparison.differences)")
      verdicts[isSame, default: 0] += 1
    }
    #expect(verdicts.count == 2 && verdicts.values.allSatisfy { $0 > 400 })
  }

  @Test func whatCannotBeSeenIsNotGone() {
    var random = SeededRandom.drawn()
    let full = World(&random).state(&random)
    var blind = MachineState(guest: Guest(buses: []), lacksDIMMs: true)
    let lost = Comparison(of: full, with: blind)
    #expect(!lost.isDifferent && lost.isIncomplete)
    blind.lacksDIMMs = false
    #expect(Comparison(of: full, with: blind).differences.contains { $0.kind == .dimmGone })
  }

  @Test func anyKeyThatIsNotKnownIsNotCalledEqual() {
    var random = SeededRandom.drawn()
    var was = World(&random)
    was.dimms[0].uuid = 7
    let full = was.state(&random)
    var blind = full
    blind.backings = [:]
    for bus in blind.guest.buses.indices { blind.guest.buses[bus].regions = nil }
    let lost = Comparison(of: full, with: blind)
    #expect(!lost.isDifferent && lost.isIncomplete)
    #expect(Set(lost.incomparable.map(\.aspect)).isSuperset(of: [.size, .namespaces, .vmdk]))
    let gained = Comparison(of: blind, with: full)
    #expect(!gained.isDifferent && !gained.isIncomplete && !gained.incomparable.isEmpty)
  }
}

/// What there is, by id: a DIMM with one namespace, or a pair of DIMMs with one on both.
private struct World: CustomStringConvertible {
  var dimms: [Fact] = []

  struct Fact: Equatable, CustomStringConvertible {
    var id: Int
    /// The second DIMM that the namespace is on.
    var partner: Int?
    var size: UInt64 = 64
    var isLocked = false
    var isEnabled = true
    var hasFailedSave = false
    var badSectors: UInt64 = 0
    var hasNamespace = true
    var mode = Namespace.Mode.fsdax
    var uuid = 1
    var fileSystem: Int? = 1
    var mountpoint: Int?
    var isHidden = false
    var disk = Disk.one(1)
    var path = 0

    enum Disk: Equatable {
      case one(Int), several, none
    }

    var description: String {
      "\(id)+\(partner ?? 0) \(mode) \(uuid) \(fileSystem ?? 0) \(mountpoint ?? 0)"
    }
  }

  var description: String { dimms.map(\.description).joined(separator: "; ") }

  init(_ random: inout SeededRandom) {
    for index in 1...Int.random(in: 1...4, using: &random) {
      var fact = Fact(id: index)
      if Bool.random(using: &random) { fact.partner = 100 + index }
      if Bool.random(using: &random) { fact.mountpoint = index }
      (fact.uuid, fact.fileSystem, fact.disk) = (index, index, .one(index))
      dimms.append(fact)
    }
  }

  /// Whether nothing that matters differs: written by hand, with no state in between.
  func isSame(as other: World) -> Bool {
    let ids = other.dimms.map(\.id)
    guard Set(ids).count == ids.count else { return false }
    return dimms.count == other.dimms.count
      && dimms.allSatisfy { fact in
        guard var twin = other.dimms.first(where: { $0.id == fact.id }) else { return false }
        twin.path = fact.path
        return twin == fact
      }
  }

  /// Changes one thing, for the worse or without meaning.
  mutating func change(_ random: inout SeededRandom) {
    guard let place = dimms.indices.randomElement(using: &random) else { return }
    let fresh = Int.random(in: 1000...9999, using: &random)
    switch Int.random(in: 0...17, using: &random) {
    case 0: dimms.remove(at: place)
    case 1: dimms.append(Fact(id: fresh, mountpoint: nil))
    case 2: dimms[place].size += 1
    case 3: dimms[place].isLocked = true
    case 4: dimms[place].isEnabled = false
    case 5: dimms[place].hasFailedSave = true
    case 6: dimms[place].badSectors += 8
    case 7: (dimms[place].hasNamespace, dimms[place].mountpoint) = (false, nil)
    case 8: dimms[place].mode = .sector
    case 9: dimms[place].uuid = fresh
    case 10: dimms[place].fileSystem = fresh
    case 11: dimms[place].fileSystem = nil
    case 12: dimms[place].mountpoint = nil
    case 13: if dimms[place].mountpoint != nil { dimms[place].isHidden = true }
    case 14:
      guard let other = dimms.indices.randomElement(using: &random) else { return }
      let target = dimms[place].mountpoint
      dimms[place].mountpoint = dimms[other].mountpoint
      dimms[other].mountpoint = target
    case 15:
      dimms[place].disk = [.one(fresh), .several, .none].randomElement(using: &random) ?? .none
    case 16:
      var copy = dimms[place]
      copy.mountpoint = nil
      dimms.append(copy)
    default: dimms[place].path += 1
    }
  }

  /// The machine, with its devices numbered as they were found in this boot.
  func state(_ random: inout SeededRandom) -> MachineState {
    var bus = Bus(dev: "ndbus0", provider: "ACPI.NFIT", dimms: [], regions: [])
    var backings: [UniqueID: Backing] = [:]
    for (number, fact) in dimms.shuffled(using: &random).enumerated() {
      var members: [String] = []
      for id in [fact.id, fact.partner].compactMap(\.self) {
        let name = "nmem\(bus.dimms.count)"
        members.append(name)
        let uniqueID = UniqueID("8902-\(hexDigits(UInt32(id)))")
        bus.dimms.append(
          DIMM(
            dev: name, id: uniqueID, handle: nil, physID: nil,
            state: fact.isEnabled ? .enabled : .disabled,
            flags: fact.hasFailedSave ? [.failedSave] : [],
            security: fact.isLocked ? .locked : .unlocked))
        backings[uniqueID] = fact.backing
      }
      bus.regions?.append(fact.region(number, members))
    }
    return MachineState(guest: Guest(buses: [bus]), backings: backings)
  }
}

extension World.Fact {
  fileprivate var backing: Backing {
    func vmdk(_ number: Int) -> BackingVMDK {
      BackingVMDK(uuid: DiskUUID(high: 0, low: UInt64(number)), path: "[DS\(path)] a.vmdk")
    }
    return switch disk {
    case .one(let number): Backing(verdict: .one, vmdks: [vmdk(number)])
    case .several: Backing(verdict: .ambiguous, vmdks: [vmdk(1), vmdk(2)])
    case .none: Backing(verdict: .none, vmdks: [])
    }
  }

  fileprivate func region(_ number: Int, _ members: [String]) -> Region {
    var namespace = Namespace(
      dev: "namespace\(number).0", mode: mode, size: 32, uuid: "uuid-\(uuid)",
      blockdev: "pmem\(number)", chardev: nil, isActive: true)
    var device = BlockDevice(dev: "pmem\(number)")
    device.content = DeviceContent(fileSystemUUID: fileSystem.map { "fs-\($0)" })
    device.mounts = mountpoint.map { [Mount(target: "/mnt/\($0)", isHidden: isHidden)] } ?? []
    namespace.stack = device
    var region = Region(
      dev: "region\(number)", type: .pmem, size: size * UInt64(members.count),
      mappings: members.enumerated().map {
        Region.Mapping(dimm: $1, offset: 0, length: size, position: $0)
      }, namespaces: hasNamespace ? [namespace] : [])
    region.badblockCount = badSectors
    return region
  }
}
