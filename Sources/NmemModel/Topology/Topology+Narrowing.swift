// What a topology keeps of itself when one thing in it is asked for: the thing, all that stands on it,
// and what it stands on.

extension Topology {
  /// The part of the topology that concerns a target; empty if nothing is what it names.
  public func narrowed(to target: TraceTarget) -> Topology {
    var narrowed = self
    narrowed.stacks = stacks.compactMap { $0.narrowed(to: target) }
    narrowed.unmapped = unmapped.compactMap { $0.narrowed(to: target) }
    narrowed.unmatched.keep(where: target.names)
    return narrowed
  }

  /// Whether nothing is left.
  public var isEmpty: Bool { stacks.isEmpty && unmapped.isEmpty && unmatched.isEmpty }

  /// All that is in one of several parts of this topology, each thing once.
  public func union(of parts: [Topology]) -> Topology {
    var union = self
    let found = Dictionary(grouping: parts.flatMap(\.stacks), by: \.key)
    union.stacks = stacks.compactMap { stack in
      guard let found = found[stack.key] else { return nil }
      return Stack(match: stack.match, regions: stack.regions?.union(of: found.map(\.regions)))
    }
    let others = Dictionary(grouping: parts.flatMap(\.unmapped), by: \.key)
    union.unmapped = unmapped.compactMap { other in
      guard let found = others[other.key] else { return nil }
      var part = other
      part.regions = other.regions.union(of: found.map(\.regions))
      part.namespaces = other.namespaces.union(of: found.map(\.namespaces))
      return part
    }
    let vmdks = parts.flatMap(\.unmatched)
    union.unmatched.keep(where: vmdks.contains)
    return union
  }
}

extension Topology.Stack {
  /// What distinguishes the stack from the others of a topology.
  fileprivate struct Key: Hashable {
    var guest: String?
    var bus: String?
    var dev: String
    var id: UniqueID?
    var serial: Serial?
    var handle: UInt32?
  }

  fileprivate var key: Key {
    Key(
      guest: match.guest, bus: match.bus.dev, dev: match.dimm.dev, id: match.dimm.id,
      serial: match.dimm.serial, handle: match.dimm.handle)
  }

  fileprivate func narrowed(to target: TraceTarget) -> Self? {
    guard !target.names(self) else { return self }
    let regions = (regions ?? []).narrowed(to: target)
    return regions.isEmpty ? nil : Topology.Stack(match: match, regions: regions)
  }
}

extension Topology.Unmapped {
  fileprivate struct Key: Hashable {
    var guest: String?
    var bus: String?
    var reason: Reason
  }

  fileprivate var key: Key { Key(guest: guest, bus: bus.dev, reason: reason) }

  fileprivate func narrowed(to target: TraceTarget) -> Self? {
    guard !target.names(bus) else { return self }
    var narrowed = self
    narrowed.regions = regions.narrowed(to: target)
    narrowed.namespaces = namespaces.narrowed(to: target)
    return narrowed.isEmpty ? nil : narrowed
  }
}

/// Something of which a part can be meant.
private protocol Narrowable {
  /// What identifies it among its neighbours.
  var dev: String { get }

  func isNamed(by target: TraceTarget) -> Bool

  /// What is left of it when only what a target names in it is kept; nil if nothing is.
  func narrowedWithin(to target: TraceTarget) -> Self?

  /// All that is in one of several parts of it.
  func union(of parts: [Self]) -> Self
}

extension Array where Element: Narrowable {
  fileprivate func narrowed(to target: TraceTarget) -> [Element] {
    compactMap { $0.isNamed(by: target) ? $0 : $0.narrowedWithin(to: target) }
  }

  fileprivate func union(of parts: [[Element]?]) -> [Element] {
    compactMap { element in
      let found = parts.compactMap(\.self).flatMap(\.self).filter { $0.dev == element.dev }
      return found.isEmpty ? nil : element.union(of: found)
    }
  }
}

extension Region: Narrowable {
  fileprivate func isNamed(by target: TraceTarget) -> Bool { target.names(self) }

  fileprivate func narrowedWithin(to target: TraceTarget) -> Region? {
    var narrowed = self
    narrowed.namespaces = (namespaces ?? []).narrowed(to: target)
    return narrowed.namespaces?.isEmpty == true ? nil : narrowed
  }

  fileprivate func union(of parts: [Region]) -> Region {
    var union = self
    union.namespaces = namespaces?.union(of: parts.map(\.namespaces))
    return union
  }
}

extension Namespace: Narrowable {
  fileprivate func isNamed(by target: TraceTarget) -> Bool { target.names(self) }

  fileprivate func narrowedWithin(to target: TraceTarget) -> Namespace? {
    var narrowed = self
    narrowed.stack = stack.flatMap { [$0].narrowed(to: target).first }
    narrowed.daxRegion?.devices = daxRegion?.devices.filter(target.names) ?? []
    return narrowed.stack == nil && narrowed.daxRegion?.devices.isEmpty ?? true ? nil : narrowed
  }

  fileprivate func union(of parts: [Namespace]) -> Namespace {
    var union = self
    let stacks = parts.compactMap(\.stack)
    union.stack = stack.flatMap { stacks.isEmpty ? nil : $0.union(of: stacks) }
    let devices = parts.flatMap { $0.daxRegion?.devices ?? [] }
    union.daxRegion?.devices = daxRegion?.devices.filter(devices.contains) ?? []
    return union
  }
}

extension BlockDevice: Narrowable {
  fileprivate func isNamed(by target: TraceTarget) -> Bool { target.names(self) }

  fileprivate func narrowedWithin(to target: TraceTarget) -> BlockDevice? {
    var narrowed = self
    narrowed.mounts = mounts?.filter(target.names)
    narrowed.isSwap = false
    narrowed.children = children.narrowed(to: target)
    return narrowed.mounts?.isEmpty ?? true && narrowed.children.isEmpty ? nil : narrowed
  }

  fileprivate func union(of parts: [BlockDevice]) -> BlockDevice {
    var union = self
    let kept = parts.flatMap { $0.mounts ?? [] }
    union.mounts = mounts?.filter(kept.contains)
    union.isSwap = parts.contains { $0.isSwap == true } || isSwap == nil ? isSwap : false
    union.children = children.union(of: parts.map(\.children))
    return union
  }
}
