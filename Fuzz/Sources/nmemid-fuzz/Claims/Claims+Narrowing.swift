import NmemModel

/// What holds for an inventory of what matters to some DIMMs.
extension Catalog {
  /// What is passed over changes nothing that is told of DIMMs with some of the serials that the catalog
  /// has, or with another one.
  func claimPassedOverIsNothing(of inventory: Inventory, _ chance: inout Chance) {
    let found = Set(statements.compactMap(\.uuid?.serial)).sorted { $0.rawValue < $1.rawValue }
    let other = Serial(rawValue: .random(in: 0 ... .max, using: &chance))
    let serials = Set(
      (found + [other]).shuffled(using: &chance).prefix(.random(in: 0...3, using: &chance)))
    func wanted(_ vmdks: VMDKs) -> [VMDK] {
      vmdks.filter { $0.uuid.map { serials.contains($0.serial) } ?? false }
    }
    let those = wanted(Inventory(self, concerning: serials).vmdks)
    let all = wanted(inventory.vmdks)
    claim(
      those == all, "what concerns \(serials) alone has other VMDKs: \(Difference(those, all))")
  }
}
