import NmemModel

/// What holds for a file whose lines end in another way (rule 1).
extension InputFile {
  /// One more blank at the end of each line, or a CR, changes nothing that is told.
  func claimLineEndsAreNothing(_ findings: HostFindings, _ chance: inout Chance) {
    // In a cell, or a string, a line's end is a part of the text; what is cut off may end in one.
    let isInText = findings.statements.contains { $0.path?.bytes.contains(0x0A) ?? false }
    guard !isInText, !findings.catalog.isCutOff, PlainText(self) != nil, !bytes.contains(0x0D)
    else { return }
    let end: [UInt8] = Bool.random(using: &chance) ? [0x20, 0x0A] : [0x0D, 0x0A]
    let other = InputFile(name: name, bytes: bytes.flatMap { $0 == 0x0A ? end : [$0] })
      .findings(by: HostFileParser.self)
    let (these, those) = (findings.statements, other.statements)
    claim(these == those, "the lines' ends \(end) make a difference: \(Difference(these, those))")
  }
}
