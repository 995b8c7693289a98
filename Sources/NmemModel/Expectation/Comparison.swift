/// What differs between two states of a machine. All is found by unique ids, which stay; the kernel's numbers are
/// reported and never compared.
public struct Comparison: Equatable, Sendable {
  /// What is not as it was, sorted.
  public private(set) var differences: [Difference] = []

  /// What one of the states does not say, so nobody knows whether it is as it was.
  public private(set) var incomparable: [Incomparable] = []

  /// Whether anything that matters differs.
  public var isDifferent: Bool { differences.contains { !$0.isHarmless } }

  /// Whether something was known that is not known now.
  public var isIncomplete: Bool { incomparable.contains(where: \.wasKnown) }

  public init(of was: MachineState, with now: MachineState) {
    var sides = Sides(was: StandingState(was.guest), now: StandingState(now.guest))
    sides.hasDIMMs = (
      was.tellsAllDIMMs && sides.was.nameless.isEmpty,
      now.tellsAllDIMMs && sides.now.nameless.isEmpty
    )
    sides.compareDIMMs()
    sides.compareNamespaces()
    sides.compareMounts()
    sides.compareVMDKs(was.backings, now.backings)
    differences = Set(sides.differences).sorted()
    incomparable = Set(sides.incomparable).sorted {
      ($0.aspect.rawValue, $0.ids.joined(separator: " "))
        < ($1.aspect.rawValue, $1.ids.joined(separator: " "))
    }
  }

  /// Keeps what is about some DIMMs, and of the mount points those that are meant.
  public func narrowed(to ids: Set<String>, mountpoints: Set<ByteString>) -> Comparison {
    var narrowed = self
    narrowed.differences = differences.filter { difference in
      !ids.isDisjoint(with: difference.ids)
        && (!difference.kind.isAboutMount || mountpoints.contains(difference.thing))
    }
    narrowed.incomparable = incomparable.filter { !ids.isDisjoint(with: $0.ids) }
    return narrowed
  }
}

extension MachineState {
  fileprivate var tellsAllDIMMs: Bool { guest.tellsDIMMs && !lacksDIMMs }
}

extension Difference.Kind {
  /// Whether the thing that differs is a mount point.
  public var isAboutMount: Bool { [.moved, .notMounted, .hidden].contains(self) }
}

/// Two states while they are compared.
struct Sides {
  let was: StandingState
  let now: StandingState

  /// Whether each of them has all DIMMs, by their ids.
  var hasDIMMs = (was: true, now: true)

  var differences: [Difference] = []
  var incomparable: [Incomparable] = []

  /// The ids of the DIMMs that only one state has, or has several of: what stands on them is not compared.
  private(set) var unpaired: Set<String> = []

  init(was: StandingState, now: StandingState) {
    self.was = was
    self.now = now
  }

  /// Notes a value that differs; where only one side has one, that it cannot be compared.
  mutating func compare<Value: Equatable>(
    _ was: Value?, _ now: Value?, _ aspect: Incomparable.Aspect, _ ids: [String],
    _ difference: (Value, Value) -> Difference?
  ) {
    guard let was, let now else {
      if was != nil || now != nil {
        incomparable.append(Incomparable(aspect, ids, wasKnown: was != nil))
      }
      return
    }
    if was != now, let found = difference(was, now) { differences.append(found) }
  }

  mutating func compareDIMMs() {
    for name in Set(was.nameless + now.nameless) {
      incomparable.append(Incomparable(.identity, [name], wasKnown: false))
    }
    for id in Set(was.dimms.keys).union(now.dimms.keys) {
      let (old, new) = (was.dimms[id] ?? [], now.dimms[id] ?? [])
      if old.count == 1, new.count == 1 {
        compare(old[0], new[0], id)
      } else {
        unpaired.insert(id)
        tellUnpaired(id, old.map(\.dimm.dev), new.map(\.dimm.dev))
      }
    }
  }

  private mutating func tellUnpaired(_ id: String, _ old: [String], _ new: [String]) {
    let (was, now) = (old.names, new.names)
    if new.count > 1 {
      differences.append(Difference(.sameID, [id], was: was, now: now))
    } else if old.count > 1 || !(old.isEmpty ? hasDIMMs.was : hasDIMMs.now) {
      incomparable.append(Incomparable(.identity, [id], wasKnown: old.count == 1))
    } else {
      differences.append(
        Difference(old.isEmpty ? .dimmNew : .dimmGone, [id], was: was, now: now))
    }
  }

  private mutating func compare(
    _ old: StandingState.Member, _ new: StandingState.Member, _ id: String
  ) {
    let ids = [id]
    compare(old.dimm.size(in: old.regions), new.dimm.size(in: new.regions), .size, ids) {
      Difference(.size, ids, was: "\($0)", now: "\($1)")
    }
    compare(old.dimm.state, new.dimm.state, .state, ids) {
      Difference(
        .health, ids, was: ByteString($0.rawValue), now: ByteString($1.rawValue),
        isHarmless: $1 == .enabled)
    }
    compare(old.dimm.security, new.dimm.security, .security, ids) {
      Difference(
        .security, ids, was: ByteString($0.rawValue), now: ByteString($1.rawValue),
        isHarmless: !$1.isWorse(than: $0))
    }
    compare(old.dimm.flags, new.dimm.flags, .state, ids) {
      Difference(
        .health, ids, was: $0.map(\.rawValue).names, now: $1.map(\.rawValue).names,
        isHarmless: Set($1).isSubset(of: $0))
    }
    compare(old.regions?.badSectors, new.regions?.badSectors, .regions, ids) {
      Difference(
        .health, ids, thing: "bad sectors", was: "\($0)", now: "\($1)", isHarmless: $1 < $0)
    }
    if old.dimm.dev != new.dimm.dev {
      differences.append(
        Difference(
          .renumbered, ids, was: ByteString(old.dimm.dev), now: ByteString(new.dimm.dev),
          isHarmless: true))
    }
  }
}

extension DIMM.Security {
  /// Whether data cannot be read that could be, or is protected no more.
  fileprivate func isWorse(than other: DIMM.Security) -> Bool {
    switch self {
    case .locked, .overwrite: true
    case .disabled: other == .unlocked || other == .locked
    case .unlocked, .frozen: false
    }
  }
}

extension [Region] {
  fileprivate var badSectors: UInt64 {
    reduce(0) { $0.addingReportingOverflow($1.badblockCount).partialValue }
  }
}

extension [String] {
  /// The names in one text; nil if there is none.
  var names: ByteString? { isEmpty ? nil : ByteString(joined(separator: ", ")) }
}
