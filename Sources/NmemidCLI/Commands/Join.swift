import NmemModel

/// Both sides, joined: what the host files say of the VMDKs, and which of them back the guests' DIMMs.
struct Join {
  var inventory: Inventory
  var map: GuestToHostMap

  /// How many VMDKs `--only` left out whose UUID ends in a DIMM's serial, by serial.
  var leftOut: [Serial: Int]

  private let catalog: Catalog

  /// Joins what concerns the guests' DIMMs and some targets, or all; most of a long list concerns neither.
  init(
    _ invocation: Invocation, _ host: HostSide, _ guest: GuestSide, all: Bool = false,
    _ targets: [TraceTarget] = []
  ) {
    catalog = host.catalog
    inventory = Inventory(
      catalog, concerning: all ? nil : guest.serials, targets, compared: guest.serials)
    leftOut = inventory.keep(only: invocation.patterns, countingOut: guest.serials)
    map = GuestToHostMap(
      guest.guests, inventory.vmdks, hasUUIDs: inventory.hasUUID(of: catalog),
      sharedMachines: catalog.shared(guest.machines))
  }

  /// How many different UUIDs were compared; counted where it is asked for.
  var uuidCount: Int { inventory.uuidCount(of: catalog) }
}
