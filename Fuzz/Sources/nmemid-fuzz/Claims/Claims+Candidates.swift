import NmemModel

/// What holds for UUIDs that are told once more, without a path (rule 5).
extension Inventory {
  /// A UUID once more, alone, adds no VMDK; beside a path that no file has, it does.
  func claimCandidates(of catalog: Catalog, _ chance: inout Chance) {
    let tied = catalog.statements.filter { $0.uuid != nil && $0.path != nil }
    guard let uuid = tied.randomElement(using: &chance)?.uuid else { return }
    let source = Source(file: "one file more", line: 1)
    var more = Statement(path: nil, uuid: uuid, source: source)
    let bare = Inventory(catalog.adding(more)).vmdks
    claim(
      bare.map(\.name) == vmdks.map(\.name),
      "\(uuid) once more makes others: \(Difference(bare.map(\.name), vmdks.map(\.name)))")

    more.traits = .isUntied
    more.beside = "/vmfs/volumes/another datastore/another folder/another file.vmdk"
    let untied = Inventory(catalog.adding(more)).vmdks
    let (count, before) = (untied.count { $0.uuid == uuid }, vmdks.count { $0.uuid == uuid })
    claim(count == before + 1, "\(uuid) beside another path makes \(before) VMDKs \(count)")
    claim(untied.count == vmdks.count + 1, "\(uuid) beside another path makes others")
  }
}

extension Catalog {
  /// The catalog with one statement more, in a file of its own.
  fileprivate func adding(_ statement: Statement) -> Catalog {
    var result = self
    result.begin(file: statement.source.file)
    result.add(statement)
    return result
  }
}

extension VMDK {
  /// What a VMDK is known by.
  fileprivate var name: [String?] { [path?.lossyText, uuid?.description] }
}
