import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid map [FILE…]`: which VMDK backs which DIMM.
  func map(_ progress: Progress) throws -> Answer {
    let selection = try columnSet(.map).selection(self)
    let stray = StrayOperands(of: self)
    let hints = stray.hints(to: self).map { ByteString($0) }
    if stray.areAll && format != .json {
      // A table would say "none" of each DIMM, of which nothing is known.
      let problems = Inventory(HostSide(self, progress).catalog).problems
      return Answer(output: "", remarks: problems.map(\.remark) + hints, status: .failed)
    }
    // Most of a long list concerns no DIMM here. JSON lists it all the same, and a count needs it.
    let needsAll = format == .json || format == .why || !patterns.isEmpty
    let needs = needs(selection)
    var guest = try GuestSide(self, needs)
    let host = HostSide(self, progress)
    // A size is worth a remark where it disagrees, and only regions tell the DIMM's.
    if !needs.contains(.regions) && guests.isEmpty
      && host.catalog.hasSizes
    {
      guest = try GuestSide(self, needs.union(.regions))
    }
    var inventory = Inventory(host.catalog, concerning: needsAll ? nil : guest.serials)
    let leftOut = inventory.keep(only: patterns)
    let map = GuestToHostMap(guest.guests, inventory.vmdks)
    // Only what has no VMDK makes it worth a count.
    let hasNone = map.matches.contains { $0.verdict == .none }
    let uuidCount = needsAll || hasNone ? inventory.uuidCount(of: host.catalog) : 0

    var topology: Topology { Topology(map, of: guest.guests) }
    let body: Answer.Body
    switch format {
    case .why:
      body = { map.writeWhy(comparedUUIDs: uuidCount, leftOut: leftOut, to: &$0) }
    case .tree, .dot:
      // Most VMDKs of a datacentre are other machines'.
      var drawn = topology
      drawn.unmatched = VMDKs()
      body = try draw(drawn, TopologyNodes(hasVMDKs: true, hasHostFiles: host.isGiven))
    case .table, .pairs, .raw, .csv, .json:
      let document = JSONDocument(style: cells, names: keptNames(selection))
      let problems: [any RandomAccessCollection<Problem>] = [inventory.problems, guest.problems]
      body = render(selection, MapRow.rows(map)) {
        document.map(topology, problems, comparedUUIDs: uuidCount)
      }
    }
    return Answer(
      body: body,
      remarks: inventory.remarks + hints + guest.allRemarks
        + (map.remarksOnMatches
        + map.remarksOnNone(host, uuidCount: uuidCount, isNarrowed: !patterns.isEmpty)
        + map.remarks(onLeftOut: leftOut))
        .map { ByteString($0) },
      status: max(
        host.hasFailed || guest.hasFailed ? .failed : .answered,
        map.isDoubtful(withHostFiles: host.isGiven) ? .doubtful : .answered))
  }

  /// What has to be read of the guest for what is printed.
  private func needs(_ selection: Selection<MapRow>) -> Detail {
    switch format {
    case .json: [.devices, .security]
    case .tree, .dot: .devices
    case .why: selection.needs.union(.regions)
    case .table, .pairs, .raw, .csv: selection.needs
    }
  }
}

extension GuestToHostMap {
  /// Whether a DIMM is ambiguous or, with host files given, has no VMDK, or one of another size, or one whose
  /// path nobody knows: that does not answer which it is.
  func isDoubtful(withHostFiles: Bool) -> Bool {
    matches.contains { match in
      switch match.verdict {
      case .one: match.hasNoPath || match.hasOtherSize
      case .ambiguous: true
      case .none: withHostFiles
      }
    }
  }
}
