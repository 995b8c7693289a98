/// What is not known of the DIMMs that a region, or a namespace, is on.
public enum RegionGap: Hashable, Sendable {
  /// A saved list does not say which they are, or contradicts itself.
  case notTold
  /// These of them are not listed.
  case notListed([String])
  /// Several DIMMs have one of their names.
  case sameNames([String])
  /// Those that are named do not make up the region.
  case incomplete
}

extension Bus {
  /// What is not known of the DIMMs that a region of the bus is on; nil if all are known, and if there are
  /// none.
  public func gap(of region: Region) -> RegionGap? {
    gap(of: region, dimmCounts)
  }

  fileprivate func gap(of region: Region, _ counts: [String: Int]) -> RegionGap? {
    guard region.mappings != nil else { return .notTold }
    let unlisted = region.dimms.filter { counts[$0] == nil }
    if !unlisted.isEmpty { return .notListed(unlisted) }
    let shared = region.dimms.filter { counts[$0] != 1 }
    if !shared.isEmpty { return .sameNames(shared) }
    return region.lacksMappings ? .incomplete : nil
  }
}

extension Topology {
  /// The regions, and the namespaces in regions that are not known, of which it is not known on which DIMMs
  /// they are, each once.
  public var gaps: [(guest: String?, name: String, gap: RegionGap)] {
    var seen: Set<Place> = []
    // A bus may have thousands of DIMMs, and as many regions.
    var counts: [Place: [String: Int]] = [:]
    let all =
      stacks.flatMap { stack in
        (stack.regions ?? []).map { (guest: stack.match.guest, bus: stack.match.bus, region: $0) }
      }
      + unmapped.flatMap { other in
        other.regions.map { (guest: other.guest, bus: other.bus, region: $0) }
      }
    let ofLoose = unmapped.filter { $0.reason == .unknownDIMMs }.flatMap { other in
      other.namespaces.filter { !$0.isReserve }
        .map { (guest: other.guest, name: $0.dev, gap: RegionGap.notTold) }
    }
    let ofRegions = all.compactMap { guest, bus, region -> (String?, String, RegionGap)? in
      let place = Place(guest: guest, region: "\(bus.dev ?? "")\0\(bus.provider ?? "")")
      let known = counts[place] ?? bus.dimmCounts
      counts[place] = known
      guard let gap = bus.gap(of: region, known),
        seen.insert(Place(guest: guest, region: region.dev)).inserted
      else { return nil }
      return (guest, region.dev, gap)
    }
    return ofRegions + ofLoose
  }
}
