import FileFormats
import NmemModel

/// What holds for several files that are read into one catalog.
extension [InputFile] {
  /// The files' catalogs, made one: what is read before a file, and a file that is forgotten, change nothing.
  func claimFilesAreApart(_ findings: [HostFindings]) -> Catalog {
    var catalog = Catalog()
    for (file, alone) in zip(self, findings) {
      let before = catalog
      let understanding = catalog.read(file)
      let (old, oldNotes) = (before.count, before.problems.count)
      claim(
        catalog.statements.dropFirst(old).elementsEqual(alone.statements)
          && catalog.problems.dropFirst(oldNotes).elementsEqual(alone.problems),
        """
        another file before it makes a difference: \
        \(Difference(catalog.statements.dropFirst(old), alone.statements)) \
        \(Difference(catalog.problems.dropFirst(oldNotes), alone.problems))
        """)
      // As nmemid does with what has nothing to do with VMDKs in a folder.
      guard understanding.isForeign, !VMDKFileName.promisesVMDK(file.name) else { continue }
      catalog.forgetFile()
      claim(catalog.statements == before.statements, "statements are left of what is forgotten")
      claim(catalog.problems == before.problems, "problems are left of what is forgotten")
      claim(catalog.isCutOff == before.isCutOff, "what is forgotten was cut off, and all is")
    }
    return catalog
  }

  /// The inventory of the files does not depend on their order.
  func claimOrderIsNothing(_ inventory: Inventory, _ chance: inout Chance) {
    var catalog = Catalog()
    for file in shuffled(using: &chance) {
      let understanding = catalog.read(file)
      if understanding.isForeign, !VMDKFileName.promisesVMDK(file.name) { catalog.forgetFile() }
    }
    inventory.claimIsSame(as: Inventory(catalog), "the order of the files")
  }
}

extension Catalog {
  /// Adds what a file says.
  fileprivate mutating func read(_ file: InputFile) -> HostListReader.Understanding {
    var reader = HostListReader(file: file.name, into: self)
    _ = reader.read(file.bytes.span, isLast: true)
    let understanding = reader.finish()
    self = reader.takeCatalog()
    return understanding
  }
}
