/// Which DIMMs a careful person would find in a case that is whole, and the tool does not.
struct Doubts {
  /// The forms that tell of the DIMM's VMDK, and whether it was found, of each DIMM that a person finds.
  private(set) var found: [(forms: Set<String>, isFound: Bool, name: String)] = []

  init(_ simulated: SimulatedCase, _ reading: Reading) {
    guard simulated.files.allSatisfy(\.isWhole), !simulated.files.contains(where: \.saysDisk) else {
      return
    }
    let sights = simulated.files.enumerated().map { Sight($1, number: $0, simulated.tokens) }
    var places: [String: Set<String>] = [:]
    var uuidsOfPlace: [World.Place: Set<String>] = [:]
    for truth in simulated.world.truth { uuidsOfPlace[truth.place, default: []].insert(truth.uuid) }
    // Two disks of this guest with one name are told apart by a full path only.
    for disk in simulated.world.disks {
      places[String(disk.uuid.suffix(8)), default: []].insert(disk.places[0].file)
    }
    for (number, dimm) in reading.dimms.enumerated() where number < simulated.serials.count {
      let serial = simulated.serials[number]
      let disks = simulated.world.truth.filter { $0.uuid.hasSuffix(serial) }
      guard disks.count == 1, let disk = disks.first, uuidsOfPlace[disk.place]?.count == 1 else {
        continue
      }
      let others = simulated.serials.filter { $0 != serial }
      if others.contains(where: { places[$0]?.contains(disk.place.file) ?? false }) { continue }
      var forms: Set<String> = []
      var isSure = false
      for sight in sights {
        guard sight.lines.contains(where: { $0.uuids.contains { $0.uuid == disk.uuid } }) else {
          continue
        }
        forms.formUnion(sight.file.forms)
        // Where errors are lost, or names, the rules tie nothing.
        isSure =
          isSure
          || sight.file.forms.allSatisfy {
            !$0.contains("errors-lost") && !$0.contains("without") && !$0.contains("answers-first")
              && !$0.contains("a-row") && !$0.contains("bare") && $0 != "trace"
          }
      }
      guard isSure else { continue }
      let isFound = dimm.match == "one" && dimm.vmdks.first?.path != nil
      found.append((forms, isFound, dimm.name))
    }
  }
}
