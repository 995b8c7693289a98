/// Which buses, DIMMs, regions and namespaces a user wants to see. All that is asked for must hold;
/// of the names of one kind, any.
public struct GuestFilter: Equatable, Sendable {
  /// The names of each kind; what is not asked for is not there.
  private var names: [Kind: [String]] = [:]

  /// What a name can be that of. The raw value is the word for it.
  public enum Kind: String, CaseIterable, Sendable {
    case bus
    case dimm
    case region
    case namespace
  }

  /// A filter that keeps everything.
  public init() {}

  /// Whether everything is kept.
  public var isEmpty: Bool { names.isEmpty }

  public func restricts(_ kind: Kind) -> Bool { names[kind] != nil }

  /// Keeps only what has one of these names, too: `nmem0`, `/dev/nmem0`, the number of it, a bus's provider,
  /// a DIMM's unique id or serial; in either case.
  public mutating func add(_ more: [String], _ kind: Kind) {
    names[kind, default: []] += more
  }

  /// Whether a bus is to be seen: with all the rest that is asked for on it.
  public func includes(_ bus: Bus) -> Bool {
    guard isNamed(.bus, bus.names) else { return false }
    guard restricts(.dimm) || restricts(.region) || restricts(.namespace) else { return true }
    return bus.dimms.contains { includes($0, on: bus) }
      || bus.regions?.contains { includes($0, on: bus) } ?? false
      || bus.looseNamespaces.contains { includes(loose: $0, on: bus) }
  }

  /// Whether a DIMM is to be seen: it is named, and a part of it is in a region that is.
  public func includes(_ dimm: DIMM, on bus: Bus) -> Bool {
    guard isNamed(.bus, bus.names) && isNamed(.dimm, dimm.names) else { return false }
    guard restricts(.region) || restricts(.namespace) else { return true }
    return bus.regions?.contains { region in
      isRegionNamed(region) && region.dimms.contains(dimm.dev)
    } ?? false
  }

  /// Whether a region is to be seen: it is named, a DIMM of it is, and a namespace in it is.
  public func includes(_ region: Region, on bus: Bus) -> Bool {
    guard isNamed(.bus, bus.names) && isRegionNamed(region) else { return false }
    guard restricts(.dimm) else { return true }
    let dimms = bus.dimms.filter { isNamed(.dimm, $0.names) }.map(\.dev)
    return region.dimms.contains(where: dimms.contains)
  }

  /// Whether a namespace of a region that is to be seen is to be seen, too.
  public func includes(_ namespace: Namespace) -> Bool {
    isNamed(.namespace, namespace.names)
  }

  /// Whether a namespace whose region is not known is to be seen: on which DIMMs it is is not known either.
  public func includes(loose namespace: Namespace, on bus: Bus) -> Bool {
    isNamed(.bus, bus.names) && !restricts(.region) && !restricts(.dimm) && includes(namespace)
  }

  /// The names that nothing in these guests has, in the order in which the user gave them, with the
  /// names there are.
  public func unknownNames(in guests: [Guest]) -> [(kind: Kind, name: String, known: [String])] {
    let buses = guests.flatMap(\.buses)
    return Kind.allCases.flatMap { kind -> [(Kind, String, [String])] in
      guard let wanted = names[kind] else { return [] }
      let known = buses.flatMap { $0.names(of: kind) }
      var seen: Set<String> = []
      let first = known.compactMap(\.first).filter { seen.insert($0).inserted }
      return wanted.filter { name in !known.contains { isNamed([name], $0) } }
        .map { (kind, $0, first) }
    }
  }

  private func isRegionNamed(_ region: Region) -> Bool {
    isNamed(.region, region.names)
      && (!restricts(.namespace) || region.namespaces?.contains(where: includes) ?? false)
  }

  private func isNamed(_ kind: Kind, _ own: @autoclosure () -> [String]) -> Bool {
    names[kind].map { isNamed($0, own()) } ?? true
  }

  /// Whether one of the wanted names is one of a thing's own.
  private func isNamed(_ wanted: [String], _ own: [String]) -> Bool {
    let own = own.map { $0.lowercased() }
    return wanted.contains { name in
      own.contains((name.hasPrefix("/dev/") ? String(name.dropFirst(5)) : name).lowercased())
    }
  }
}

extension Bus {
  fileprivate var names: [String] {
    [dev, provider, dev.flatMap { number(in: $0, behind: "ndbus") }].compactMap(\.self)
  }

  /// The names of all things of a kind on the bus, those of each together, the kernel's first.
  fileprivate func names(of kind: GuestFilter.Kind) -> [[String]] {
    switch kind {
    case .bus: [names]
    case .dimm: dimms.map(\.names)
    case .region: (regions ?? []).map(\.names)
    case .namespace:
      ((regions ?? []).flatMap { $0.namespaces ?? [] } + looseNamespaces).map(\.names)
    }
  }
}

extension DIMM {
  fileprivate var names: [String] {
    [dev, number(in: dev, behind: "nmem"), id?.description, serial?.description].compactMap(\.self)
  }
}

extension Region {
  fileprivate var names: [String] {
    [dev, number(in: dev, behind: "region")].compactMap(\.self)
  }
}

extension Namespace {
  fileprivate var names: [String] {
    [dev, number(in: dev, behind: "namespace")].compactMap(\.self)
  }
}

/// The number that a kernel's name ends in: `0` of `nmem0`, `0.1` of `namespace0.1`.
private func number(in name: String, behind word: String) -> String? {
  name.hasPrefix(word) ? String(name.dropFirst(word.count)) : nil
}
