/// Makes up a datacentre.
struct WorldMaker {
  private var chance: Chance
  private var world = World()

  static func world(_ chance: inout Chance) -> World {
    var maker = WorldMaker(chance: Chance(seed: chance.next()))
    maker.addHosts()
    maker.addMachines()
    maker.addCopies()
    return maker.world
  }

  private mutating func addHosts() {
    world.hosts = Array(
      chance.pick([["esx1", "esx2", "esx3"], ["esx-01.lab.example", "esx-02.lab.example", "h3"]])
        .prefix(chance.number(1...3)))
    let labels = chance.shuffled([
      "DS", "datastore1", "DS 2", "san-01", "local (esx1)", "Büro", "ssd_1", "DS1", "nfs.home",
    ])
    for label in labels.prefix(chance.number(1...2)) {
      world.datastores.append(
        World.Datastore(
          label: label,
          identifier:
            "\(chance.hex(8))-\(chance.hex(8))-\(chance.hex(4))-\(chance.hex(12))"))
    }
    let areAlike = chance.happens(40)
    for host in world.hosts.indices {
      let label =
        areAlike
        ? "PMemDS-1"
        : "PMemDS-\(chance.hex(8))-\(chance.hex(4))-\(chance.hex(4))-\(chance.hex(4))-\(chance.hex(12))"
      world.datastores.append(
        World.Datastore(
          label: label,
          identifier:
            "pmem:\(chance.hex(8))-\(chance.hex(8))-\(chance.hex(4))-\(chance.hex(12))",
          host: host))
    }
  }

  private mutating func uuid() -> String {
    (chance.happens(92) ? "6000c29" + chance.hex(1) : chance.hex(8)) + chance.hex(24)
  }

  private static let names = [
    "db", "app1", "web", "vm1", "vm1", "a", "b", "clone of db", "db (old)", "a[1]", "vm#2", "büro",
    "68ec2a5f-dd1b-184f-487e-0e267151c681", "6000c29d-clone", "x86_64", "pmem-guest-001", "db.2",
    "srv 01 test", "[new] db", "vm~", "naïve – copy", "2024-01-01",
    "6000c298-42c7-54f8-02c2-d49b206b080c",
  ]

  private mutating func addMachines() {
    let names = chance.shuffled(Self.names)
    for number in 0..<chance.number(1...4) {
      let machine = World.Machine(
        name: names[number], host: chance.number(0..<world.hosts.count), uuid: chance.hex(32))
      world.machines.append(machine)
      let count = number == 0 ? chance.number(1...6) : chance.number(1...3)
      let pmem = world.datastores.firstIndex { $0.host == machine.host } ?? 0
      let folder = chance.happens(85) ? [machine.name] : ["pool", machine.name]
      let isNamedOnce = chance.happens(70)
      for index in 0..<count {
        let base = isNamedOnce ? machine.name : chance.pick(["n", "disk", "nvdimm", "data 1"])
        let isOnPMem = chance.happens(70)
        let place = World.Place(
          datastore: isOnPMem
            ? pmem : chance.number(0..<world.datastores.count - world.hosts.count),
          folders: folder, file: base + (index == 0 ? "" : "_\(index)") + ".vmdk")
        if world.disks.contains(where: { $0.places.contains(place) }) { continue }
        var disk = World.Disk(
          uuid: uuid(), places: [place], size: chance.number(1...64) << 30, machine: number)
        if chance.happens(6) { disk.places.append(formerPlace(of: place)) }
        if chance.happens(5) { disk.formerUUID = uuid() }
        world.disks.append(disk)
      }
    }
    // Numbers of other things that end as a disk's UUID does.
    for index in world.machines.indices where chance.happens(25) {
      let other = chance.pick(world.disks).uuid
      world.machines[index].uuid = String(world.machines[index].uuid.prefix(24) + other.suffix(8))
    }
  }

  private mutating func formerPlace(of place: World.Place) -> World.Place {
    var place = place
    if chance.happens(50) {
      place.datastore = chance.number(0..<world.datastores.count)
    } else {
      place.folders[place.folders.count - 1] += chance.pick([" old", "_1", ".bak"])
    }
    return place
  }

  /// Clones, backups, snapshots, and UUIDs that end alike.
  private mutating func addCopies() {
    for disk in world.disks {
      guard let place = disk.places.first else { continue }
      var copy = disk
      copy.places = [place]
      copy.formerUUID = nil
      switch chance.number(0..<100) {
      case 0..<4:
        copy.places[0].folders += [chance.pick(["backup", "copy", "old"])]
      case 4..<8:
        copy.places[0].folders = [chance.pick(["copy", "restore", "clone of \(place.folders[0])"])]
        if chance.happens(50) {
          copy.places[0].file = chance.pick(["b.vmdk", "z.vmdk", "db.vmdk"])
        }
      case 8..<11:
        copy.places[0].datastore = chance.number(0..<world.datastores.count)
      case 11..<14:
        copy.places[0].file = String(place.file.dropLast(5)) + "-00000\(chance.number(1...3)).vmdk"
      case 14..<18:
        copy.places[0].file = chance.pick(["b.vmdk", "c.vmdk", "other.vmdk"])
        copy.uuid = "6000c29" + chance.hex(17) + disk.uuid.suffix(8)
      case 18..<21:
        copy.places[0].folders = ["copy"]
        copy.uuid = "6000c29" + chance.hex(17) + disk.uuid.suffix(8)
      case 21..<25:
        // Another disk of another datastore, in a folder of the same name.
        copy.places[0].datastore = chance.number(0..<world.datastores.count)
        copy.uuid = uuid()
      default: continue
      }
      if !world.disks.contains(where: { $0.places.contains(copy.places[0]) }) {
        world.disks.append(copy)
      }
    }
    // What is made on the same path on two hosts.
    if world.hosts.count > 1, chance.happens(8), let disk = world.disks.first {
      var copy = disk
      let others = world.datastores.indices.filter {
        world.datastores[$0].isPMem && $0 != disk.places[0].datastore
      }
      copy.places = [disk.places[0]]
      copy.places[0].datastore = chance.pick(others)
      if !world.disks.contains(where: { $0.places.contains(copy.places[0]) }) {
        world.disks.append(copy)
      }
    }
  }
}
