import NmemModel

extension Invocation {
  /// `nmemid vmdks FILE…`: what the host files say.
  func vmdks(_ progress: Progress) throws -> CommandResult {
    let selection = try ColumnSet<VMDK>.vmdks.selection(self)
    let host = HostSide(self, progress)
    let whatIsMissing =
      host.isGiven
      ? nil
      : "vmdks needs a file, a folder or - for standard input; there is none in \(hostFolderName)"
    // A program that asked for JSON gets it.
    if let whatIsMissing, format != .json { throw UsageError(message: whatIsMissing) }
    var inventory = Inventory(host.catalog)
    inventory.keep(only: patterns)
    let isNothingKept = !patterns.isEmpty && inventory.vmdks.isEmpty && host.catalog.hasUUID
    let diagnostics =
      MistakenOperands(of: self).hints.map { Diagnostic($0) }
      + (whatIsMissing.map { [Diagnostic($0)] } ?? [])
      + (isNothingKept ? [Diagnostic("no path matches --only")] : [])
    let body = render(selection, inventory.vmdks) {
      JSONDocument(style: cells, names: keptNames(selection), isComplete: !host.hasFailed)
        .vmdks(inventory, diagnostics)
    }
    return CommandResult(
      body: body, diagnostics: inventory.diagnostics + diagnostics,
      status: host.hasFailed || !host.isGiven ? .failed : isNothingKept ? .doubtful : .answered)
  }

  /// The names of the columns that JSON is narrowed to; nil if the user chose none.
  func keptNames<Row>(_ selection: Selection<Row>) -> Set<ColumnName>? {
    self.columns == .standard ? nil : Set(selection.columns.map(\.name))
  }
}
