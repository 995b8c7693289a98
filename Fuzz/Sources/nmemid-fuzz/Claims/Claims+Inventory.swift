import NmemModel

/// What holds for the inventory of any catalog.
extension Inventory {
  /// The order in which things were found makes no difference.
  func claimOrderIsNothing(in catalog: Catalog, _ chance: inout Chance) {
    var shuffled = Catalog()
    let statements = catalog.statements + catalog.doubtfulStatements
    for statement in statements.shuffled(using: &chance) {
      // As if each stood in a file of its own: a host is that of a file.
      shuffled.begin(file: statement.source.file)
      shuffled.add(statement)
    }
    for problem in catalog.problems.shuffled(using: &chance) { shuffled.note(problem) }
    claimIsSame(as: Inventory(shuffled), "the order of the statements")
  }

  /// Whether another inventory tells the same.
  func claimIsSame(as other: Inventory, _ what: String) {
    claim(vmdks == other.vmdks, "\(what) makes a difference: \(Difference(vmdks, other.vmdks))")
    let (these, those) = (Array(problems), Array(other.problems))
    claim(these == those, "\(what) makes a difference: \(Difference(these, those))")
  }

  /// Every line that has a UUID is one of a VMDK with that UUID, and every line of a VMDK has its UUID
  /// or none.
  func claimNothingIsLost(of catalog: Catalog) {
    let found = Dictionary(grouping: catalog.statements, by: \.source)
      .mapValues { Set($0.map(\.uuid)) }
    let doubtful = Dictionary(grouping: catalog.doubtfulStatements, by: \.source)
    var told: [Source: Set<DiskUUID?>] = [:]
    for vmdk in vmdks {
      for source in vmdk.sources {
        told[source, default: []].insert(vmdk.uuid)
        let uuids = (found[source] ?? []).union(doubtful[source]?.map(\.uuid) ?? [])
        claim(
          uuids.contains(vmdk.uuid) || uuids.contains(nil),
          "\(source) is said to be about \(vmdk), and has the UUIDs \(uuids)")
      }
    }
    for (source, uuids) in found {
      let lost = uuids.subtracting(told[source] ?? [])
      claim(lost.isSubset(of: [nil]), "the UUIDs \(lost) are lost that \(source) has")
    }
    let count = Set(catalog.statements.compactMap(\.uuid)).count
    claim(catalog.uuidCount == count, "\(catalog.uuidCount) UUIDs are counted of \(count)")
  }
}

/// The first elements in which two lists differ.
struct Difference: CustomStringConvertible {
  let description: String

  init<Element: Equatable>(
    _ left: some Collection<Element>, _ right: some Collection<Element>
  ) {
    let (left, right) = (Array(left), Array(right))
    let indices = 0..<max(left.count, right.count)
    let differs = indices.first { left.dropFirst($0).first != right.dropFirst($0).first }
    guard let index = differs else {
      description = ""
      return
    }
    func text(_ list: [Element]) -> String { index < list.count ? "\(list[index])" : "nothing" }
    description = "at \(index): \(text(left)) or \(text(right))"
  }
}
