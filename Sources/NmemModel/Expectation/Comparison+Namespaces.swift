extension Sides {
  /// Compares what stands on each set of DIMMs that both states have.
  mutating func compareNamespaces() {
    for name in Set(was.unplaced + now.unplaced) {
      incomparable.append(Incomparable(.placement, [name], wasKnown: was.unplaced.contains(name)))
    }
    for ids in Set(was.namespaces.keys).union(now.namespaces.keys)
    where unpaired.isDisjoint(with: ids) {
      switch (was.told(on: ids), now.told(on: ids)) {
      case (nil, nil): break
      case (let old?, let new?): compare(old, new, ids)
      case (let old, _):
        incomparable.append(Incomparable(.namespaces, ids, wasKnown: old != nil))
      }
    }
  }

  private mutating func compare(_ old: [Namespace], _ new: [Namespace], _ ids: [String]) {
    var (gone, added) = (old, new)
    var pairs: [(Namespace, Namespace)] = []
    for namespace in old {
      guard
        let twin = added.firstIndex(where: { !$0.identities.isDisjoint(with: namespace.identities) }
        ),
        let place = gone.firstIndex(of: namespace)
      else { continue }
      pairs.append((gone.remove(at: place), added.remove(at: twin)))
    }
    // One that has another id, or had none, in place of one.
    if let last = gone.first, let first = added.first, gone.count == 1, added.count == 1 {
      pairs.append((last, first))
      (gone, added) = ([], [])
    }
    for (old, new) in pairs { compare(old, new, ids) }
    if !gone.isEmpty, !added.isEmpty, (gone + added).contains(where: \.identities.isEmpty) {
      incomparable.append(Incomparable(.namespaces, ids, wasKnown: true))
      return
    }
    differences += gone.map { Difference(.namespaceGone, ids, was: $0.nameWithID, now: nil) }
    differences += added.map { Difference(.namespaceNew, ids, was: nil, now: $0.nameWithID) }
  }

  private mutating func compare(_ old: Namespace, _ new: Namespace, _ ids: [String]) {
    compare(old.mode, new.mode, .mode, ids) {
      Difference(.mode, ids, was: ByteString($0.rawValue), now: ByteString($1.rawValue))
    }
    compare(old.size, new.size, .size, ids) {
      Difference(.size, ids, thing: "namespace", was: "\($0)", now: "\($1)")
    }
    if old.uuid != new.uuid {
      differences.append(
        Difference(
          .content, ids, thing: "namespace", was: old.uuid.map { ByteString($0) },
          now: new.uuid.map { ByteString($0) }))
    }
    if old.isActive != new.isActive {
      differences.append(
        Difference(
          .health, ids, thing: "namespace", was: old.stateName, now: new.stateName,
          isHarmless: new.isActive))
    }
    // What has no device because it is disabled, or of another mode, was said.
    if old.isActive == new.isActive && (old.blockdev == nil) == (new.blockdev == nil) {
      compare(old.contentIDs, new.contentIDs, .content, ids) { was, now in
        Difference(
          .content, ids, was: was.subtracting(now).sorted().names,
          now: now.subtracting(was).sorted().names)
      }
    }
    if old.names != new.names {
      differences.append(
        Difference(
          .renumbered, ids, thing: "namespace", was: old.names.names, now: new.names.names,
          isHarmless: true))
    }
  }
}

extension StandingState {
  /// The namespaces on a set of DIMMs; nil if they are not listed. That there are none is known where the regions of
  /// each DIMM are.
  fileprivate func told(on ids: [String]) -> [Namespace]? {
    if let known = namespaces[ids] { return known }
    let isKnown =
      unplaced.isEmpty
      && ids.allSatisfy { id in
        dimms[id]?.allSatisfy { $0.regions != nil } ?? false
      }
    return isKnown ? [] : nil
  }
}

extension Namespace {
  /// What may distinguish it from the others on the same DIMMs.
  fileprivate var identities: Set<String> { Set([uuid, rawUUID].compactMap(\.self)) }

  fileprivate var names: [String] { [dev] + [blockdev ?? chardev].compactMap(\.self) }

  fileprivate var nameWithID: ByteString { ByteString(dev + (uuid.map { " (\($0))" } ?? "")) }

  fileprivate var stateName: ByteString { isActive ? "enabled" : "disabled" }

  /// What lies on the device and on its partitions, but not on what is made of them: a volume group that is not
  /// there is still on its disks. Nil if it is not known.
  fileprivate var contentIDs: Set<String>? {
    guard blockdev != nil else { return [] }
    guard let stack else { return nil }
    let devices = [stack] + stack.children.filter { $0.type == "part" }
    let contents = devices.compactMap(\.content)
    guard contents.count == devices.count else { return nil }
    return Set(
      contents.flatMap { content in
        [
          content.partitionTableUUID.map { "partition table \($0)" },
          content.fileSystemUUID.map { "file system \($0)" },
        ].compactMap(\.self)
      })
  }
}
