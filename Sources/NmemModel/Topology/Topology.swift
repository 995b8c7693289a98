/// What stands on what, from the VMDKs to the mount points.
public struct Topology: Equatable, Sendable {
  /// Each DIMM, in the order of the map, with the regions that have a part of it.
  public var stacks: [Stack]

  /// The buses with regions that have a part of no DIMM, as persistent memory of another kind.
  public var others: [Others]

  /// The VMDKs that back none of these DIMMs, sorted by path.
  public var unmatched: [VMDK]

  /// A DIMM with the VMDKs that may back it, and what stands on it.
  public struct Stack: Equatable, Sendable {
    /// The DIMM, its bus, and the VMDKs.
    public var match: DIMMMatch

    /// The regions that have a part of the DIMM; nil if they were not read.
    public var regions: [Region]?

    /// A stack of the given parts.
    public init(match: DIMMMatch, regions: [Region]?) {
      self.match = match
      self.regions = regions
    }
  }

  /// Regions that have a part of no DIMM (e820, virtio-pmem): no VMDK can be behind them.
  public struct Others: Equatable, Sendable {
    /// The machine; nil for the one that nmemid runs on.
    public var guest: String?

    /// The bus.
    public var bus: Bus

    /// The regions.
    public var regions: [Region]
  }

  /// The part of the topology that is one machine's; nil is the one that nmemid runs on.
  public func part(ofGuest guest: String?) -> Topology {
    var part = self
    part.stacks = stacks.filter { $0.match.guest == guest }
    part.others = others.filter { $0.guest == guest }
    part.unmatched = []
    return part
  }

  /// The topology of guests whose DIMMs were mapped.
  public init(_ map: GuestToHostMap, of guests: [Guest]) {
    stacks = map.matches.map { Stack(match: $0, regions: $0.regions) }
    others = guests.flatMap { guest in
      guest.buses.compactMap { bus in
        let names = Set(bus.dimms.map(\.dev))
        let regions = bus.regions?.filter { region in
          !region.mappings.contains { names.contains($0.dimm) }
        }
        guard let regions, !regions.isEmpty else { return nil }
        return Others(guest: guest.name, bus: bus, regions: regions)
      }
    }
    unmatched = map.unmatched
  }
}
