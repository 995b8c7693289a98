import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid list`: the DIMMs of this machine, or of saved guests; or their regions and namespaces.
  func list() throws -> CommandResult {
    if content.isOfBuses {
      return try list(busColumns, of: { $0.busRows }, ndctlJSON: byBus)
    }
    if content.isOfRegions { return try list(regionColumns, of: rows, ndctlJSON: byBus) }
    return try list(dimmColumns, of: { $0.rows }) { guest in
      content.hasBuses ? byBus(guest) : .each(guest.rows) { $0.ndctlJSON(cells) }
    }
  }

  /// What is asked for as ndctl lists it, in an object for each bus.
  private func byBus(_ guest: GuestSide) -> JSON {
    .list { list, output in
      for row in guest.busRows {
        list.add(row.bus.ndctlJSON(content, filter, guest: row.guest, cells), to: &output)
      }
    }
  }

  /// The columns of DIMMs.
  var dimmColumns: ColumnSet<DIMMRow> {
    byBus(content.hasHealth ? .dimmsWithHealth : .dimms)
  }

  var regionColumns: ColumnSet<RegionRow> {
    byBus(.regions(content))
  }

  var busColumns: ColumnSet<BusRow> { columnSet(.buses) }

  /// The columns, with the bus first where it was asked for.
  private func byBus<Row>(_ set: ColumnSet<Row>) -> ColumnSet<Row> {
    columnSet(content.hasBuses ? set.withStandard(.bus) : set)
  }

  private func rows(_ guest: GuestSide) -> [RegionRow] {
    content.hasNamespaces
      ? guest.namespaceRows(keepsEmptyRegions: content.hasRegions) : guest.regionRows
  }

  private func list<Row>(
    _ set: ColumnSet<Row>, of rows: (GuestSide) -> [Row], ndctlJSON: @escaping (GuestSide) -> JSON
  ) throws -> CommandResult {
    let selection = try set.selection(self)
    let isNdctlJSON = format == .json && self.columns == .standard
    let needs = needs(selection, isNdctlJSON: isNdctlJSON)
    var guest = try GuestSide(self, needs)
    guest.keep(filter)
    let shared =
      guest.sentenceOnSharedIDs.map {
        ["\($0): a link in /dev by that id leads to none of them for certain"]
      } ?? []
    let hidden = needs.isSuperset(of: .devices) ? guest.topology.diagnosticsOnHiddenMounts : []
    // As an object has each key once, whatever the user repeats.
    let names = keptNames(selection) ?? []
    let kept = set.all.filter { names.contains($0.name) }
    let rows = rows(guest)
    let body =
      isDrawn
      ? try draw(guest.topology, nodes(hasVMDKs: false, hasHostFiles: false))
      : render(selection, rows) { [guest] in
        isNdctlJSON ? ndctlJSON(guest) : .rows(rows, kept, cells)
      }
    // A saved list need not say which DIMMs a thing is on.
    let verb = guests.isEmpty ? "matches" : "is known to match"
    let isNothingShown = !filter.isEmpty && !guest.hasFailed && !isDrawn && rows.isEmpty
    return CommandResult(
      body: body,
      diagnostics: guest.diagnostics + (shared + hidden).map { Diagnostic($0) }
        + (isNothingShown
          ? [Diagnostic("none of the \(content.noun) \(verb) all of these names")] : []),
      status: guest.hasFailed ? .failed : .answered)
  }

  private func needs<Row>(_ selection: Selection<Row>, isNdctlJSON: Bool) -> Detail {
    var needs: Detail = isNdctlJSON ? .security : selection.needs
    if isDrawn { needs.formUnion([.devices, .security]) }
    if content.hasFileSystems { needs.formUnion(.openers) }
    if content.hasHealth { needs.formUnion(.health) }
    if content.isOfRegions || filter.restricts(.region) || filter.restricts(.namespace) {
      needs.formUnion(content.isVerbose ? .everythingOfRegions : .regions)
    }
    return needs
  }
}

extension Invocation.ListContent {
  fileprivate var noun: String {
    hasNamespaces ? "namespaces" : hasRegions ? "regions" : isOfBuses ? "buses" : "DIMMs"
  }
}
