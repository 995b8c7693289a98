/// What stands on what, from the VMDKs to the mount points.
public struct Topology: Equatable, Sendable {
  /// Each DIMM, in the order of the map, with the regions that have a part of it.
  public var stacks: [Stack]

  /// The buses with regions and namespaces that stand on none of these DIMMs.
  public var unmapped: [Unmapped]

  /// The VMDKs that back none of these DIMMs, sorted by path.
  public var unmatched: VMDKs

  /// Whether there may be more DIMMs than these, so a VMDK that backs none of them may back another.
  public var lacksDIMMs = false

  /// The names of the DIMMs whose serials are not known, in the order of the map, also where they are no part of
  /// the topology any more: any VMDK may back one of them.
  public private(set) var dimmsWithoutSerial: [String]

  /// A DIMM with the VMDKs that may back it, and what stands on it.
  public struct Stack: Equatable, Sendable {
    /// The DIMM, its bus, and the VMDKs.
    public var match: DIMMMatch

    /// The regions that have a part of the DIMM; nil if they were not read.
    public var regions: [Region]?

    public init(match: DIMMMatch, regions: [Region]?) {
      self.match = match
      self.regions = regions
    }
  }

  /// Regions of a bus, and namespaces in regions that are not known, that stand on none of the DIMMs.
  public struct Unmapped: Equatable, Sendable {
    /// The machine; nil for the one that nmemid runs on.
    public var guest: String?

    public var bus: Bus

    public var regions: [Region]

    /// The namespaces whose regions are not known.
    public var namespaces: [Namespace]

    /// Why they stand on none.
    public var reason: Reason

    /// Whether neither a region nor a namespace is known.
    public var isEmpty: Bool { regions.isEmpty && namespaces.isEmpty }

    /// Why a region or a namespace stands on none of the DIMMs.
    public enum Reason: Sendable {
      /// It is memory of another kind (e820, virtio-pmem), and no VMDK can be behind it.
      case noDIMM
      /// A saved list does not say which DIMMs it is on, or lacks them, or has several of their name.
      case unknownDIMMs
    }
  }

  /// What a region is called in all of a topology.
  struct Place: Hashable {
    var guest: String?
    var region: String
  }

  /// The parts of the topology that are one machine's each, by its name; nil is the one that nmemid runs on. One
  /// of which nothing is in the topology has none.
  public var partsByGuest: [String?: Topology] {
    var empty = self
    (empty.stacks, empty.unmapped, empty.unmatched) = ([], [], VMDKs())
    var parts: [String?: Topology] = [:]
    for stack in stacks { parts[stack.match.guest, default: empty].stacks.append(stack) }
    for other in unmapped { parts[other.guest, default: empty].unmapped.append(other) }
    return parts
  }

  /// The topology of guests whose DIMMs were mapped.
  public init(_ map: GuestToHostMap, of guests: [Guest]) {
    stacks = map.matches.map { Stack(match: $0, regions: $0.regions) }
    let placed = Set(
      stacks.flatMap { stack in
        (stack.regions ?? []).map { Place(guest: stack.match.guest, region: $0.dev) }
      })
    unmapped = guests.flatMap { guest in
      guest.buses.flatMap { bus -> [Unmapped] in
        let regions = (bus.regions ?? []).filter { region in
          !placed.contains(Place(guest: guest.name, region: region.dev))
        }
        let (ofNone, ofUnknown) = (
          regions.filter { $0.mappings == [] }, regions.filter { $0.mappings != [] }
        )
        let (loose, isPlain) = (bus.looseNamespaces, bus.isWithoutDIMMs)
        let unmapped = [
          Unmapped(
            guest: guest.name, bus: bus, regions: ofNone, namespaces: isPlain ? loose : [],
            reason: .noDIMM),
          Unmapped(
            guest: guest.name, bus: bus, regions: ofUnknown, namespaces: isPlain ? [] : loose,
            reason: .unknownDIMMs),
        ]
        // A list may say that memory on no DIMM is there, and no more.
        return unmapped.filter {
          !$0.isEmpty || isPlain && bus.regions == nil && loose.isEmpty && $0.reason == .noDIMM
        }
      }
    }
    unmatched = map.unmatched
    dimmsWithoutSerial = map.matches.filter { $0.dimm.serial == nil }.map(\.name)
  }
}
