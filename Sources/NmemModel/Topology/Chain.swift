/// One way through a topology, from the DIMM up to one thing that nothing else stands on.
public struct Chain: Equatable, Sendable {
  /// The machine; nil for the one that nmemid runs on.
  public var guest: String?

  public var bus: Bus?

  /// The DIMM with its VMDKs; nil for a region that has a part of no DIMM.
  public var match: DIMMMatch?

  /// Why there is no DIMM, though there is a region or a namespace; nil for every other chain.
  public var reason: Topology.Unmapped.Reason?

  /// A VMDK that backs no DIMM, so nothing else is known; nil for every other chain.
  public var unmatched: VMDK?

  /// Why it is not known whether there is a DIMM, or whether that VMDK backs one; nil if it is known.
  public var ignorance: Ignorance?

  /// The region; nil if the DIMM has none, or if it is not known.
  public var region: Region?

  /// The namespace; nil if the region has none in use.
  public var namespace: Namespace?

  /// The block devices, each on one or several of those before it.
  public var devices: [BlockDevice] = []

  public var daxDevice: DAXDevice?

  /// The mounted file system.
  public var mount: Mount?

  /// Whether the last device is swapped to, and the chain is about that.
  public var isSwap = false

  /// What can be said about the VMDK.
  public var verdict: DIMMMatch.Verdict {
    match?.verdict ?? (reason == .unknownDIMMs || ignorance != nil ? .unknown : .none)
  }
}

extension Topology {
  /// All ways through the topology, in its order.
  public var chains: [Chain] {
    chainsOfGuests + unmatched.map { Chain(unmatched: $0, ignorance: ignorance(of: $0)) }
  }

  /// The same without the VMDKs that back no DIMM, of which there may be a million.
  public var chainsOfGuests: [Chain] {
    let matched = stacks.flatMap { stack in
      let start = Chain(guest: stack.match.guest, bus: stack.match.bus, match: stack.match)
      return start.extended(to: stack.regions ?? [])
    }
    let unmapped = unmapped.flatMap { other in
      let start = Chain(
        guest: other.guest, bus: other.bus, reason: other.reason,
        ignorance: mayBeOnUnseenDIMMs(other) ? .unseenDIMMs : nil)
      let loose = other.namespaces.isEmpty ? [] : start.extended(to: other.namespaces)
      return (other.regions.isEmpty && !loose.isEmpty ? [] : start.extended(to: other.regions))
        + loose
    }
    return matched + unmapped
  }
}

extension Chain {
  fileprivate func extended(to regions: [Region]) -> [Chain] {
    branches(to: regions) { chain, region in
      chain.region = region
      return chain.extended(to: region.namespaces ?? [])
    }
  }

  fileprivate func extended(to namespaces: [Namespace]) -> [Chain] {
    branches(to: namespaces.filter { !$0.isReserve }) { chain, namespace in
      chain.namespace = namespace
      guard let stack = namespace.stack else {
        let devices = namespace.daxRegion?.devices.filter { $0.size != 0 } ?? []
        return chain.branches(to: devices) { chain, device in
          chain.daxDevice = device
          return [chain]
        }
      }
      return chain.extended(to: stack).joined
    }
  }

  /// What identifies where a chain over a namespace ends.
  fileprivate struct End: Hashable {
    var device: String?
    var mount: Mount?
    var isSwap: Bool
  }

  fileprivate var end: End {
    End(device: devices.last?.dev, mount: mount, isSwap: isSwap)
  }

  /// Also goes through the devices of another chain to the same end.
  fileprivate mutating func join(_ other: Chain) {
    let known = Set(devices.map(\.dev))
    devices.insert(
      contentsOf: other.devices.filter { !known.contains($0.dev) }, at: max(0, devices.count - 1))
  }

  private func extended(to device: BlockDevice) -> [Chain] {
    var chain = self
    chain.devices.append(device)
    var ends = (device.mounts ?? []).map { mount in
      var end = chain
      end.mount = mount
      return end
    }
    if device.isSwap == true {
      var end = chain
      end.isSwap = true
      ends.append(end)
    }
    ends += device.children.flatMap(chain.extended(to:))
    return ends.isEmpty ? [chain] : ends
  }

  /// The ways on to each of some elements; the one way that ends here if there are none.
  private func branches<Element>(
    to elements: [Element], _ extend: (inout Chain, Element) -> [Chain]
  ) -> [Chain] {
    guard !elements.isEmpty else { return [self] }
    return elements.flatMap { element in
      var chain = self
      return extend(&chain, element)
    }
  }
}

extension [Chain] {
  /// The chains over one namespace, with one in place of those that end in the same: a volume stands on
  /// its data and on its metadata, say, which both stand on one device.
  fileprivate var joined: [Chain] {
    var joined: [Chain] = []
    var places: [Chain.End: Int] = [:]
    for chain in self {
      if let place = places[chain.end] {
        joined[place].join(chain)
      } else {
        places[chain.end] = joined.count
        joined.append(chain)
      }
    }
    return joined
  }
}
