extension Sides {
  /// Compares what is seen at each mount point that was one.
  mutating func compareMounts() {
    for ids in was.withoutMounts.subtracting(now.withoutMounts) {
      incomparable.append(Incomparable(.mounts, ids, wasKnown: false))
    }
    for ids in now.withoutMounts.subtracting(was.withoutMounts) {
      incomparable.append(Incomparable(.mounts, ids, wasKnown: true))
    }
    for (target, place) in was.places {
      guard let old = place.seen.first, !isShared(old.ids) else { continue }
      compare(old, now.places[target], at: target)
    }
  }

  /// Whether several DIMMs have one of these ids, so it identifies none.
  private func isShared(_ ids: [String]) -> Bool {
    ids.contains { was.dimms[$0]?.count ?? 0 > 1 || now.dimms[$0]?.count ?? 0 > 1 }
  }

  /// Whether it was said that something else lies on some DIMMs.
  private func isContentOther(on ids: [String]) -> Bool {
    differences.contains { $0.kind == .content && $0.thing.isEmpty && $0.ids == ids }
  }

  private mutating func compare(
    _ old: StandingState.Mounted, _ place: StandingState.Place?, at target: ByteString
  ) {
    guard let new = place?.seen.first else {
      guard place != nil || now.tellsMounts(on: old.ids, hasAllDIMMs: hasDIMMs.now) else {
        incomparable.append(Incomparable(.mounts, old.ids, wasKnown: true))
        return
      }
      let isHidden = place?.hidden.contains { $0.ids == old.ids } ?? false
      differences.append(
        Difference(
          isHidden ? .hidden : .notMounted, old.ids, thing: target, was: old.name, now: nil))
      return
    }
    if new.ids != old.ids {
      differences.append(
        Difference(.moved, old.ids, thing: target, was: old.name, now: new.name))
    } else if let was = old.fileSystem, let now = new.fileSystem, was != now,
      !isContentOther(on: old.ids)
    {
      differences.append(
        Difference(
          .content, old.ids, thing: target, was: ByteString("file system \(was)"),
          now: ByteString("file system \(now)")))
    }
  }
}

extension StandingState {
  /// Whether it is known that nothing else of some DIMMs is mounted.
  fileprivate func tellsMounts(on ids: [String], hasAllDIMMs: Bool) -> Bool {
    let isTold = ids.allSatisfy { id in
      dimms[id]?.allSatisfy { $0.regions != nil } ?? hasAllDIMMs
    }
    let silent = namespaces.filter { $0.value == nil }.map(\.key) + withoutMounts
    return isTold && unplaced.isEmpty && silent.allSatisfy { Set($0).isDisjoint(with: ids) }
  }
}

extension StandingState.Mounted {
  /// The DIMMs that it is on.
  fileprivate var name: ByteString? { ids.names }
}
