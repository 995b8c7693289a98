import LinuxSystem
import Ndctl
import NmemModel

/// What this machine has now, with what the host files say of it.
struct PresentState {
  var guest: GuestSide
  var inventory: Inventory
  var map: GuestToHostMap

  /// All that stands on the DIMMs, and on none of them.
  var topology: Topology

  /// The state, as far as it is compared.
  var state: MachineState

  /// How many UUIDs of VMDKs were compared.
  var uuidCount: Int

  /// Reads the machine. Who holds devices open is another in each moment, and is left out.
  init(_ invocation: Invocation, _ host: HostSide) throws {
    guest = try GuestSide(invocation, [.devices, .faults])
    let join = Join(invocation, host, guest)
    (inventory, map, uuidCount) = (join.inventory, join.map, join.uuidCount)
    topology = Topology(map, of: guest.guests)
    topology.lacksDIMMs = guest.lacksDIMMs
    let backings = map.matches.compactMap { match in
      match.dimm.id.map { ($0, Backing(match)) }
    }
    state = MachineState(
      guest: guest.guests.first ?? Guest(buses: []),
      backings: Dictionary(backings) { first, _ in first }, machine: machineID(),
      lacksDIMMs: guest.lacksDIMMs)
  }
}
