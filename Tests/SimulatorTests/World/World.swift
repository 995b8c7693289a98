/// A small datacentre of which everything is known: what is where, and what was where before.
struct World {
  var hosts: [String] = []
  var datastores: [Datastore] = []
  var machines: [Machine] = []
  var disks: [Disk] = []

  struct Datastore {
    var label: String
    /// What the host calls it: `5d2dd5df-0f51180a-72c9-e4434b7ba70c`, or `pmem:…`.
    var identifier: String
    /// The only host that sees it; nil if all do. One of persistent memory is one host's.
    var host: Int?
    var isPMem: Bool { host != nil }
  }

  struct Machine {
    var name: String
    var host: Int
    /// Its own identity, which is no disk's.
    var uuid: String
  }

  /// A VMDK.
  struct Disk {
    /// 32 hexadecimal digits.
    var uuid: String
    /// Where it is, and then where it was before.
    var places: [Place]
    /// What UUID the oldest list gives for its place, if that was another disk then.
    var formerUUID: String?
    var size: Int
    var machine: Int
  }

  /// Where a file lies.
  struct Place: Hashable {
    var datastore: Int
    var folders: [String]
    var file: String
  }

  /// Every place that ever bore a UUID.
  var truth: [(place: Place, uuid: String)] {
    disks.flatMap { disk in
      disk.places.map { ($0, disk.uuid) }
        + (disk.formerUUID.map { [(disk.places[disk.places.count - 1], $0)] } ?? [])
    }
  }

  /// The UUIDs that are disks'.
  var uuids: Set<String> { Set(disks.flatMap { [$0.uuid] + ($0.formerUUID.map { [$0] } ?? []) }) }
}
