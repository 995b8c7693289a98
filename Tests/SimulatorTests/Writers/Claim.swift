/// What a list is to say of a VMDK.
struct Claim {
  var told: Told
  var uuid: String
  var disk: World.Disk
  var machine: String
  /// Whether the host refuses to open it.
  var isLocked = false
  /// Whether it is an extent, which has no UUID.
  var isExtent = false
}

/// Which VMDKs a list tells, and how it writes their paths.
struct Scope {
  /// The host that made the list.
  var host: Int
  var claims: [Claim]

  /// A list of what one host sees, or a part of it, now or a while ago.
  init(_ world: World, _ root: Told.Root? = nil, on only: Int? = nil, _ chance: inout Chance) {
    host = only ?? chance.number(0..<world.hosts.count)
    let root = root ?? chance.pick(Told.Root.rooted + [.folder, .dotted])
    let isOld = chance.happens(12)
    let mayBeLocked = chance.happens(25)
    let onlyMachine = chance.happens(25) ? chance.number(0..<world.machines.count) : nil
    let onlyPMem = chance.happens(25)
    var claims: [Claim] = []
    for disk in world.disks {
      let place = isOld ? disk.places[disk.places.count - 1] : disk.places[0]
      let store = world.datastores[place.datastore]
      if let only = store.host, only != host { continue }
      if onlyPMem && !store.isPMem { continue }
      if let onlyMachine, onlyMachine != disk.machine { continue }
      if chance.happens(6) { continue }
      let uuid = isOld ? disk.formerUUID ?? disk.uuid : disk.uuid
      claims.append(
        Claim(
          told: Told(place, root, in: world), uuid: uuid, disk: disk,
          machine: world.machines[disk.machine].name,
          isLocked: mayBeLocked && chance.happens(35)))
    }
    self.claims =
      chance.happens(80) ? claims.sorted { $0.told.text < $1.told.text } : chance.shuffled(claims)
  }

  /// The same, as a pattern finds it that goes over all names in `/vmfs/volumes`: each datastore has two.
  func twice(in world: World) -> [Claim] {
    [Told.Root.identifier, .label].flatMap { root -> [Claim] in
      claims.map { claim in
        var claim = claim
        claim.told = Told(claim.told.place, root, in: world)
        return claim
      }
    }
    .sorted { $0.told.text < $1.told.text }
  }

  /// The same with the extents that lie beside the VMDKs of a common datastore.
  func withExtents(in world: World) -> [Claim] {
    claims.flatMap { claim -> [Claim] in
      guard !world.datastores[claim.told.place.datastore].isPMem else { return [claim] }
      var extent = claim
      extent.told.text = String(claim.told.text.dropLast(5)) + "-flat.vmdk"
      extent.told.place.file = String(claim.told.place.file.dropLast(5)) + "-flat.vmdk"
      extent.isExtent = true
      return [extent, claim]
    }
  }
}
