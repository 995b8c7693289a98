import LinuxSystem
import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid map [FILE…]`: which VMDK backs which DIMM.
  func map(_ progress: Progress) throws -> CommandResult {
    let selection = try columnSet(.map).selection(self)
    let mistaken = MistakenOperands(of: self)
    let hints = mistaken.hints(to: self).map { Diagnostic($0) }
    let host = HostSide(self, progress)
    if mistaken.areAll && format != .json {
      // What was meant was no file: a table would look like an answer.
      return CommandResult(
        output: "", diagnostics: Inventory(host.catalog).diagnostics + hints, status: .failed)
    }
    // Most of a long list concerns no DIMM here. JSON lists it all the same.
    let isOfOneVM = !patterns.isEmpty || host.catalog.isOfOneFolder
    let needsAll = format == .json || isOfOneVM
    let needs = needs(selection, host)
    let guest = try GuestSide(self, needs)
    var inventory = Inventory(host.catalog, concerning: needsAll ? nil : guest.serials)
    let leftOut = inventory.keep(only: patterns, countingOut: guest.serials)
    let map = GuestToHostMap(
      guest.guests, inventory.vmdks, hasUUIDs: inventory.hasUUID(of: host.catalog),
      sharedMachines: host.catalog.shared(guest.machines))
    // Else, only what has no VMDK makes it worth a count.
    let needsCount = format == .json || format == .why || map.hasNone
    let uuidCount = needsCount ? inventory.uuidCount(of: host.catalog) : 0
    var topology: Topology { Topology(map, of: guest.guests) }
    let texts =
      map.diagnosticsOnMatches + map.matches.diagnosticsOnTroubles
      + map.diagnosticsOnMissing(
        host, uuidCount: uuidCount, isNarrowed: !patterns.isEmpty,
        keepsAny: !inventory.vmdks.isEmpty)
      + map.diagnostics(onLeftOut: leftOut)
      + (isOfOneVM && !guest.hasFailed ? map.unmatched.diagnosticsOnLeftOver(guest, topology) : [])
      + (needs.isSuperset(of: .devices) ? topology.diagnosticsOnHiddenMounts : [])
    let diagnostics = hints + guest.diagnostics + texts.map { Diagnostic($0) }
    let status: ExitStatus =
      host.hasFailed || guest.hasFailed ? .failed : map.isDoubtful ? .doubtful : .answered
    let body: CommandResult.Body
    switch format {
    case .prometheus:
      var metrics = PrometheusText()
      map.addMetrics(to: &metrics)
      metrics.add(status, of: command)
      body = { [metrics] in $0.write(text: metrics.text) }
    case .why:
      let start = guests.isEmpty ? secondsAtStart() : nil
      let isNarrowed = !patterns.isEmpty
      body = {
        map.writeWhy(
          comparedUUIDs: uuidCount, isNarrowed: isNarrowed, leftOut: leftOut, start: start, to: &$0)
      }
    case .tree, .dot:
      // Most VMDKs of a datacentre are other machines'.
      var drawn = topology
      drawn.unmatched = VMDKs()
      drawn.lacksDIMMs = guest.lacksDIMMs
      body = try draw(drawn, nodes(hasVMDKs: true, hasHostFiles: host.isGiven))
    case .table, .pairs, .raw, .csv, .json:
      let document = JSONDocument(
        style: cells, names: keptNames(selection), isComplete: !guest.hasFailed)
      body = render(selection, MapRow.rows(map)) {
        document.map(topology, inventory.problems, diagnostics, comparedUUIDs: uuidCount)
      }
    }
    return CommandResult(
      body: body,
      diagnostics: inventory.diagnostics + diagnostics, status: status)
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
