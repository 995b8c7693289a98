import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid list`: the DIMMs of this machine, or of saved guests.
  func list() throws -> Answer {
    let columns = try columnSet(.dimms).columns(columns)
    let isNdctlJSON = format == .json && self.columns == .standard
    let needsRegions = !isNdctlJSON && columns.contains(where: \.needsRegions)
    let guest = try GuestSide(self, needsRegions ? .regions : .dimms)
    // As an object has each key once, whatever the user repeats.
    let names = keptNames(columns) ?? []
    let kept = ColumnSet<DIMMRow>.dimms.all.filter { names.contains($0.name) }
    let output = render(columns, guest.rows) {
      .array(
        guest.rows.map { row in
          isNdctlJSON
            ? row.ndctlJSON : .object(kept.map { ($0.key, $0.value(row).json(cells)) })
        })
    }
    return Answer(
      output: output, remarks: guest.allRemarks,
      status: guest.hasFailed ? .failed : .answered)
  }
}
