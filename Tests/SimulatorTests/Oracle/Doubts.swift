/// Which DIMMs a careful person would find in a case that nothing was taken from, and the tool does not.
struct Doubts {
  /// Each DIMM that a person finds, and whether the tool does.
  private(set) var found: [Finding] = []

  struct Finding {
    /// The forms that tell of its VMDK.
    var forms: Set<String>
    var damages: Set<String>
    var isFound: Bool
    var name: String
    /// What the tool says in its place.
    var answer: String
  }

  init(_ simulated: SimulatedCase, _ reading: Reading) {
    guard simulated.files.allSatisfy(\.isReadable), !simulated.files.contains(where: \.saysDisk)
    else { return }
    let statements = Statements(simulated)
    let told = statements.uuids.flatMap { uuid in
      statements.paths(of: uuid).map { (uuid: uuid, told: $0.told.alone) }
    }
    for (number, dimm) in reading.dimms.enumerated() where number < simulated.serials.count {
      let serial = simulated.serials[number]
      let disks = simulated.world.truth.filter { $0.uuid.hasSuffix(serial) }
      guard disks.count == 1, let disk = disks.first else { continue }
      // Another disk may have the same path.
      let isOther = told.contains { other in
        other.uuid != disk.uuid
          && told.contains {
            $0.uuid == disk.uuid && !$0.told.isSurelyAnother(than: other.told, in: simulated.world)
          }
      }
      if isOther { continue }
      if told.contains(where: { $0.uuid == disk.uuid && $0.told.seemsRooted }) { continue }
      let files = statements.sights.filter {
        $0.lines.contains { $0.uuids.contains { $0.uuid == disk.uuid } }
      }
      .map(\.file)
      guard files.count(where: \.isAlone) < 2, files.contains(where: Self.isSure) else { continue }
      found.append(
        Finding(
          forms: Set(files.flatMap(\.forms)), damages: Set(simulated.files.flatMap(\.damages)),
          isFound: dimm.match == "one" && dimm.vmdks.first?.path != nil, name: dimm.name,
          answer: Self.answer(dimm)))
    }
  }

  private static func answer(_ dimm: Reading.DIMM) -> String {
    guard dimm.match == "ambiguous" else { return dimm.match }
    let isOneUUID = Set(dimm.vmdks.map(\.uuid)).count == 1
    let hasPaths = dimm.vmdks.allSatisfy { $0.path != nil }
    return
      "ambiguous, \(isOneUUID ? "one UUID" : "several UUIDs"), \(hasPaths ? "all" : "not all") with a path"
  }

  /// Whether the rules tie each path in a file to its UUID. They do not where errors or names are lost.
  private static func isSure(_ file: ListFile) -> Bool {
    file.forms.allSatisfy { form in
      let isBare = form.contains("answers-first") && form.contains("bare")
      return !isBare && !form.contains("errors-lost") && !form.contains("without-names")
        && !form.contains("a-row") && !form.contains("lacking")
    }
  }
}
