import FileFormats
import NmemModel

/// What holds for host files of which no more is kept than what matters to some DIMMs.
extension [InputFile] {
  /// What is passed over changes nothing that is told of DIMMs with some of the serials in `all` that the
  /// files say.
  func claimPassedOverIsNothing(of all: Findings, _ chance: inout Chance) {
    let found = Set(all.sightings.compactMap(\.uuid?.serial)).sorted { $0.rawValue < $1.rawValue }
    let serials = Set(
      found.shuffled(using: &chance).prefix(.random(in: 0...3, using: &chance)))
    let some = Findings.concerning(serials) { interest in
      reduce(into: Findings()) { findings, file in
        var parser = HostFileParser(file: file.name, interest: interest)
        parser.feed(file.bytes.span)
        findings.append(parser.finish())
      }
    }
    let expected = all.concerning(serials)
    let (answer, other) = (Inventory(some), Inventory(expected))
    claim(
      answer == other,
      """
      what is passed over makes a difference: \(Difference(answer.vmdks, other.vmdks)) \
      \(Difference(answer.problems, other.problems))
      """)
    // Of these DIMMs, reading everything tells the same.
    func wanted(_ inventory: Inventory) -> [VMDK] {
      inventory.vmdks.filter { $0.uuid.map { serials.contains($0.serial) } ?? false }
    }
    let (those, full) = (wanted(answer), wanted(Inventory(all)))
    claim(those == full, "a DIMM has other VMDKs among all: \(Difference(those, full))")
    claim(
      some.uuidCount == all.uuidCount, "\(some.uuidCount) UUIDs are counted of \(all.uuidCount)")
    claim(
      some.hasUUID == all.hasUUID && some.isCutOff == all.isCutOff
        && some.isPathList == all.isPathList,
      "what is passed over makes the files another kind")
  }
}
