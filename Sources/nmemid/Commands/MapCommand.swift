import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid map [FILE…]`: which VMDK backs which DIMM.
  func map() throws -> Answer {
    let columns = isDrawn ? [] : try columnSet(.map).columns(columns)
    let host = HostSide(self)
    // A size is worth a remark where it disagrees, and only regions tell the DIMM's.
    var needs: Detail = isDrawn ? .devices : columns.needs()
    if format == .json { needs = [.devices, .security] }
    if format == .why || host.findings.sightings.contains(where: { $0.size != nil }) {
      needs.formUnion(.regions)
    }
    let guest = try GuestSide(self, needs)
    // Most of a long list concerns no DIMM here. JSON lists it all the same, and a count needs it.
    let needsAll = format == .json || format == .why || !patterns.isEmpty
    var inventory = Inventory(
      needsAll ? host.findings : host.findings.concerning(guest.serials))
    inventory.keep(only: patterns)
    let map = GuestToHostMap(guest.guests, inventory.vmdks)
    let uuidCount = needsAll ? inventory.uuidCount : host.uuidCount

    var topology: Topology { Topology(map, of: guest.guests) }
    let output: String
    switch format {
    case .why: output = map.whyText(comparedUUIDs: uuidCount)
    case .tree, .dot:
      // Most VMDKs of a datacentre are other machines'.
      var drawn = topology
      drawn.unmatched = []
      output = try draw(drawn, TopologyNodes(hasVMDKs: true, hasHostFiles: host.isGiven))
    case .table, .pairs, .raw, .json:
      output = render(columns, MapRow.rows(map)) {
        JSONDocument(style: cells, names: keptNames(columns))
          .map(topology, inventory.problems + guest.problems, comparedUUIDs: uuidCount)
      }
    }
    return Answer(
      output: output,
      remarks: inventory.remarks + guest.allRemarks
        + (map.matches.flatMap(\.remarks)
        + map.remarksOnNone(host, uuidCount: uuidCount))
        .map { ByteString($0) },
      status: max(
        host.hasFailed || guest.hasFailed ? .failed : .answered,
        map.isDoubtful(withHostFiles: host.isGiven) ? .doubtful : .answered))
  }
}

extension GuestToHostMap {
  /// Whether a DIMM is ambiguous or, with host files given, has no VMDK, or one whose path nobody
  /// knows: that does not answer which it is.
  func isDoubtful(withHostFiles: Bool) -> Bool {
    matches.contains { match in
      switch match.verdict {
      case .one: match.vmdks.contains { $0.path == nil }
      case .ambiguous: true
      case .none: withHostFiles
      }
    }
  }
}
