import NmemModel

extension Invocation {
  /// `nmemid trace WHAT…`: what each thing stands on, down to the VMDK, and what stands on it, up to
  /// the mount points.
  func trace(_ progress: Progress) throws -> CommandResult {
    let guest = try GuestSide(self, [.openers, .faults])
    return try withListsAsHostFiles(guest).trace(guest, progress)
  }

  private func trace(_ guest: GuestSide, _ progress: Progress) throws -> CommandResult {
    let selection = try columnSet(ColumnSet<ChainRow>.chains).selection(self)
    let host = HostSide(self, progress)
    var asked: Set<ByteString> = []
    let targets = operands.filter { asked.insert($0).inserted }.map(TraceSearch.target)
    // Most of a long list concerns neither what is asked for nor a DIMM. JSON has all problems.
    let needsAll = format == .json || !patterns.isEmpty
    let join = Join(self, host, guest, all: needsAll, targets)
    var map = join.map
    var all = Topology(map, of: guest.guests)
    all.lacksDIMMs = guest.lacksDIMMs

    let saved = guests.isEmpty ? [] : guest.guests
    let searches = targets.map { TraceSearch(for: $0, in: all, savedGuests: saved) }
    let found = all.union(of: searches.map(\.found))
    map.matches = found.stacks.map(\.match)
    map.unmatched = found.unmatched
    let missing = searches.filter(\.found.isEmpty).map {
      let searched = needsAll ? join.inventory : Inventory(host.catalog)
      return $0.explanation(
        vmdkCount: host.isGiven ? searched.vmdks.count : nil, isNarrowed: !patterns.isEmpty)
    }
    let needsCount = format == .json || map.hasNone
    let uuidCount = needsCount ? join.uuidCount : 0
    let usages = searches.compactMap { $0.usage(in: all) }
    let texts =
      map.diagnosticsOnMatches + map.matches.diagnosticsOnTroubles
      + map.diagnosticsOnMissing(
        host, uuidCount: uuidCount, isNarrowed: !patterns.isEmpty,
        keepsAny: !join.inventory.vmdks.isEmpty)
      + map.diagnostics(onLeftOut: join.leftOut) + found.diagnosticsOnHiddenMounts
      + found.diagnosticsOnUnmatched(guest)
    let onUses = usages.diagnostics(isSaved: !guests.isEmpty, isAllRead: !guest.hasUnreadRegions)
    let diagnostics =
      guest.diagnostics + searches.flatMap(\.diagnostics) + missing
      + texts.map { Diagnostic($0) } + found.diagnosticsOnUnmapped(guest)
      + (guests.isEmpty ? [] : found.diagnosticsOnGaps(of: guest))
      + onUses.map { Diagnostic($0) }
    let body =
      isDrawn
      ? try draw(found, nodes(hasVMDKs: true, hasHostFiles: host.isGiven))
      : render(selection, ChainRow.rows(found)) {
        let document = JSONDocument(style: cells, isComplete: false)
        guard let names = keptNames(selection) else {
          return document.map(found, join.inventory.problems, diagnostics, comparedUUIDs: uuidCount)
        }
        // As an object has each key once, whatever the user repeats.
        let kept = ColumnSet.chains.all.filter { names.contains($0.name) }
        return document.chains(ChainRow.rows(found), kept, join.inventory.problems, diagnostics)
      }
    let isDoubtful =
      map.isDoubtful || !missing.isEmpty || !found.unmatched.isEmpty || !found.unmapped.isEmpty
      || !found.gaps.isEmpty || searches.contains(where: \.isDoubtful)
    let isFailed = host.hasFailed || guest.hasFailed || searches.contains(where: \.isUnknown)
    return CommandResult(
      body: body, diagnostics: join.inventory.diagnostics + diagnostics,
      status: max(
        isFailed ? .failed : .answered, isDoubtful ? .doubtful : .answered)
    )
  }
}

extension Topology {
  /// What is on no DIMM, and what may be.
  fileprivate func diagnosticsOnUnmapped(_ side: GuestSide) -> [Diagnostic] {
    unmapped.filter { $0.reason == .noDIMM }.map { other in
      let names = other.names.listed
      guard !mayBeOnUnseenDIMMs(other) else {
        return side.diagnostic(
          "it is not known which DIMMs \(names) is on: there may be DIMMs that cannot be seen",
          on: other.guest)
      }
      return side.diagnostic(
        """
        no VMDK is behind \(names): the bus \(other.bus.dev ?? "") (\(other.bus.provider ?? "")) has \
        persistent memory that is on no DIMM
        """, on: other.guest)
    }
  }
}

extension Topology {
  /// That files are not seen where they are mounted, in one line for all.
  var diagnosticsOnHiddenMounts: [String] {
    let names = hiddenMounts.map { guest, target, device in
      "\(target.lossyText) of \(device)\(guest.map { " of \($0)" } ?? "")"
    }
    guard !names.isEmpty else { return [] }
    let isOne = names.count == 1
    return [
      """
      \(names.listed) \(isOne ? "is" : "are") hidden: something is mounted over \(isOne ? "it" : "them")
      """
    ]
  }

  /// The mount points that a path no longer leads to, with the device of each.
  var hiddenMounts: [(guest: String?, target: ByteString, device: String)] {
    var seen: Set<ByteString> = []
    return chainsOfGuests.compactMap { chain in
      guard let mount = chain.mount, mount.isHidden == true, let device = chain.devices.last?.dev,
        seen.insert(mount.target + "\0\(device)\0\(chain.guest ?? "")").inserted
      else { return nil }
      return (chain.guest, mount.target, device)
    }
  }
}

extension Topology.Unmapped {
  /// What is known to be on the bus: the regions, and the namespaces in none of them, or else the bus itself.
  fileprivate var names: [String] {
    isEmpty ? [bus.dev ?? "it"] : regions.map(\.dev) + namespaces.map(\.dev)
  }
}
