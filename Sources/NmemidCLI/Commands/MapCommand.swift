import LinuxSystem
import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid map [FILE…]`: which VMDK backs which DIMM.
  func map(_ progress: Progress) throws -> CommandResult {
    let selection = try columnSet(.map).selection(self)
    let mistaken = MistakenOperands(of: self)
    let hints = mistaken.hints.map { Diagnostic($0) }
    let host = HostSide(self, progress)
    if mistaken.areAll && format != .json {
      // What was meant was no file: a table would look like an answer.
      return CommandResult(
        output: "", diagnostics: Inventory(host.catalog).diagnostics + hints, status: .failed)
    }
    // Most of a long list concerns no DIMM here. JSON lists it all the same.
    let isOfOneVM = !patterns.isEmpty || host.catalog.isOfOneFolder
    let needs = needs(selection, host)
    let guest = try GuestSide(self, needs)
    let join = Join(self, host, guest, all: format == .json || isOfOneVM)
    let map = join.map
    // Else, only what has no VMDK makes it worth a count.
    let needsCount = format == .json || format == .why || map.hasNone
    let uuidCount = needsCount ? join.uuidCount : 0
    var topology: Topology { Topology(map, of: guest.guests) }
    let texts =
      map.diagnosticsOnMatches + map.matches.diagnosticsOnTroubles
      + map.diagnosticsOnMissing(
        host, uuidCount: uuidCount, isNarrowed: !patterns.isEmpty,
        keepsAny: !join.inventory.vmdks.isEmpty)
      + map.diagnostics(onLeftOut: join.leftOut)
      + (isOfOneVM && !guest.hasFailed ? map.unmatched.diagnosticsOnLeftOver(guest, topology) : [])
      + (needs.isSuperset(of: .devices) ? topology.diagnosticsOnHiddenMounts : [])
    var result = CommandResult(
      output: "", diagnostics: hints + guest.diagnostics + texts.map { Diagnostic($0) },
      status: host.hasFailed || guest.hasFailed
        ? .failed : map.isDoubtful ? .doubtful : .answered)
    switch format {
    case .prometheus: result.body = metrics(of: map, result.status)
    case .why:
      let (start, isNarrowed) = (guests.isEmpty ? secondsAtStart() : nil, !patterns.isEmpty)
      result.body = {
        map.writeWhy(
          comparedUUIDs: uuidCount, isNarrowed: isNarrowed, leftOut: join.leftOut, start: start,
          to: &$0)
      }
    case .tree, .dot:
      // Most VMDKs of a datacentre are other machines'.
      var drawn = topology
      drawn.unmatched = VMDKs()
      drawn.lacksDIMMs = guest.lacksDIMMs
      result.body = try draw(drawn, nodes(hasVMDKs: true, hasHostFiles: host.isGiven))
    case .table, .pairs, .raw, .csv, .json:
      let document = JSONDocument(
        style: cells, names: keptNames(selection), isComplete: !guest.hasFailed)
      result.body = render(selection, MapRow.rows(map)) { [diagnostics = result.diagnostics] in
        document.map(topology, join.inventory.problems, diagnostics, comparedUUIDs: uuidCount)
      }
    }
    result.diagnostics = join.inventory.diagnostics + result.diagnostics
    return result
  }

  private func metrics(of map: GuestToHostMap, _ status: ExitStatus) -> CommandResult.Body {
    var metrics = PrometheusText()
    map.addMetrics(to: &metrics)
    metrics.add(status, of: command)
    return { [metrics] in $0.write(text: metrics.text) }
  }

  /// What has to be read of the guest for what is printed, and said.
  private func needs(_ selection: Selection<MapRow>, _ host: HostSide) -> Detail {
    // A size is worth a diagnostic where it disagrees, and only regions tell the DIMM's.
    let needs = selection.needs.union(host.catalog.hasSizes ? [.regions, .faults] : .faults)
    return switch format {
    case .json: [.openers, .faults]
    case .tree, .dot: [.devices, .faults]
    case .why, .prometheus: needs.union(.regions)
    case .table, .pairs, .raw, .csv: needs
    }
  }
}

extension GuestToHostMap {
  /// Whether a DIMM has no VMDK.
  var hasNone: Bool { matches.contains(where: \.vmdks.isEmpty) }

  /// Whether a DIMM is ambiguous or unknown, or has no VMDK, or one of another size, or one whose path nobody
  /// knows: that does not answer which it is.
  var isDoubtful: Bool {
    matches.contains { $0.verdict != .one || $0.hasNoPath || $0.hasOtherSize }
  }
}
