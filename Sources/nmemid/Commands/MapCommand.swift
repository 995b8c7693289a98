import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid map [FILE…]`: which VMDK backs which DIMM.
  func map() throws -> Answer {
    let columns = try columnSet(.map).columns(columns)
    let host = HostSide(self)
    // A size is worth a remark where it disagrees, and only regions tell the DIMM's.
    let needsRegions =
      format == .json || columns.contains(where: \.needsRegions)
      || host.findings.sightings.contains { $0.size != nil }
    let guest = try GuestSide(self, needsRegions ? .regions : .dimms)
    // JSON lists the VMDKs that match nothing, too.
    let inventory = Inventory(
      format == .json ? host.findings : host.findings.concerning(guest.serials))
    let map = GuestToHostMap(guest.guests, inventory.vmdks)

    let output = render(columns, MapRow.rows(map)) {
      JSONDocument(style: cells, names: keptNames(columns)).map(
        map, inventory.problems + guest.problems)
    }
    return Answer(
      output: output,
      remarks: inventory.remarks + guest.allRemarks
        + (map.matches.flatMap(\.remarks) + map.remarksOnNone(host))
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
