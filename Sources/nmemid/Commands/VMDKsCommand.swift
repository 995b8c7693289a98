import NmemModel

extension Invocation {
  /// `nmemid vmdks FILE…`: what the host files tell.
  func vmdks(_ progress: Progress) throws -> Answer {
    let selection = try ColumnSet<VMDK>.vmdks.selection(self)
    let host = HostSide(self, progress)
    guard host.isGiven else {
      throw UsageError(
        message:
          "vmdks needs a file, a folder or - for standard input; there is none in \(hostFolderName)"
      )
    }
    var inventory = Inventory(host.catalog)
    inventory.keep(only: patterns)
    let body = render(selection, inventory.vmdks) {
      JSONDocument(style: cells, names: keptNames(selection)).vmdks(inventory)
    }
    let isNothingKept = !patterns.isEmpty && inventory.vmdks.isEmpty && host.catalog.hasUUID
    return Answer(
      body: body,
      remarks: inventory.remarks + StrayOperands(of: self).hints(to: self).map { ByteString($0) }
        + (isNothingKept ? ["no path matches --only"] : []),
      status: host.hasFailed ? .failed : isNothingKept ? .doubtful : .answered)
  }

  /// The names of the columns that JSON is narrowed to; nil if the user chose none.
  func keptNames<Row>(_ selection: Selection<Row>) -> Set<String>? {
    self.columns == .standard ? nil : Set(selection.columns.map(\.name))
  }
}
