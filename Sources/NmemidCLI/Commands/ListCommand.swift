import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid list`: the DIMMs of this machine, or of saved guests; or their regions and namespaces.
  func list() throws -> CommandResult {
    content.isOfRegions
      ? try list(regionColumns, of: rows) { guest in
        .list { list, output in
          for guest in guest.guests {
            for bus in guest.buses where filter.includes(bus) {
              list.add(bus.ndctlJSON(content, filter, guest: guest.name, cells), to: &output)
            }
          }
        }
      }
      : try list(dimmColumns, of: { $0.rows }) { .each($0.rows) { $0.ndctlJSON(cells) } }
  }

  /// The columns of DIMMs.
  var dimmColumns: ColumnSet<DIMMRow> {
    columnSet(content.hasHealth ? .dimmsWithHealth : .dimms)
  }

  /// The columns of regions and namespaces.
  var regionColumns: ColumnSet<RegionRow> {
    columnSet(.regions(content))
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
    let shared = guest.dimmsOfOneID.map {
      "\($0.listed) have one id: a link in /dev by that id leads to none of them for certain"
    }
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
    // A saved list need not tell on which DIMMs a thing is.
    let verb = guests.isEmpty ? "has" : "is known to have"
    let isNothingShown = !filter.isEmpty && !guest.hasFailed && !isDrawn && rows.isEmpty
    return CommandResult(
      body: body,
      diagnostics: guest.diagnostics + (shared + hidden).map { Diagnostic($0) }
        + (isNothingShown
          ? [Diagnostic("none of the \(content.noun) \(verb) to do with all of these names")] : []),
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
  /// What is listed.
  fileprivate var noun: String {
    hasNamespaces ? "namespaces" : hasRegions ? "regions" : "DIMMs"
  }
}
