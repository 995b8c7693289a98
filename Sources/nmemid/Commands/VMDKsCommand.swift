import NmemModel

extension Invocation {
  /// `nmemid vmdks FILE…`: what the host files tell.
  func vmdks(_ progress: Progress) throws -> Answer {
    let selection = try ColumnSet<VMDK>.vmdks.selection(self)
    let host = HostSide(self, progress)
    var inventory = Inventory(host.findings)
    inventory.keep(only: patterns)
    let output = render(selection, inventory.vmdks) {
      JSONDocument(style: cells, names: keptNames(selection)).vmdks(inventory)
    }
    return Answer(
      output: output, remarks: inventory.remarks, status: host.hasFailed ? .failed : .answered)
  }

  /// The names of the columns that JSON is narrowed to; nil if the user chose none.
  func keptNames<Row>(_ selection: Selection<Row>) -> Set<String>? {
    self.columns == .standard ? nil : Set(selection.columns.map(\.name))
  }
}
