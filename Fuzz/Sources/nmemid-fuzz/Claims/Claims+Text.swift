import NmemModel

/// What holds for what is told of a text that a person could read.
extension PlainText {
  /// A UUID that is told stands outside of all paths (rule 2).
  func claimNoPathsUUID(in statements: [Statement]) {
    // What is untied may be a part of a path that nobody can tell: that casts its doubt, and no more.
    let sure = statements.filter { !$0.traits.contains(.isUntied) }
    let uuids = Set(sure.compactMap(\.uuid))
    guard !uuids.isEmpty else { return }
    let others = uuids.subtracting(told(of: uuids))
    claim(others.isEmpty, "told are \(others), which stand in paths or nowhere: \(statements)")
  }

  /// Names are not made up: but for what no name needs, they stand in the text, or are the file's own.
  func claimNamesAreThere(in statements: [Statement], _ chance: inout Chance) {
    let own = Self.letters(of: file.name.bytes)
    let text = letters
    for statement in statements.shuffled(using: &chance).prefix(16) {
      for name in [statement.path, statement.parent, statement.machine, statement.beside] {
        guard let name else { continue }
        let letters = Self.letters(of: name.bytes)
        let isThere =
          text.holds(letters) || own.holds(letters)
          || own == letters.dropLast(4) + Array("uuid".utf8)
        claim(isThere, "\(name.lossyText) stands nowhere: \(statement)")
      }
    }
  }

  /// The unit of a size stands in the text, or is known from its form (rule 6).
  func claimUnits(in statements: [Statement]) {
    guard statements.contains(where: { $0.size != nil }) else { return }
    let text = letters
    let words = ["byte", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib", "nmemid"]
    // The extents of a descriptor are counted in sectors.
    let extents = ["rw", "rdonly", "noaccess"]
    let isNamed = (words + extents).contains { text.holds(Array($0.utf8)) }
    let isBeside = zip(text, text.dropFirst()).contains { digit, unit in
      digit.isASCIIDigit && "bkmgt".utf8.contains(unit)
    }
    let stems = ["size", "sizein", "capacity", "capacityin"]
    let isInName = stems.contains { stem in
      "bkmgt".utf8.contains { text.holds(Array(stem.utf8) + [$0]) }
    }
    claim(isNamed || isBeside || isInName, "sizes are told, and no unit: \(statements)")
  }
}
