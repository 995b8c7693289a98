import FileFormats
import NmemModel

/// What holds for the guests in any file.
extension ParsedGuests {
  /// The guests are told apart, and an answer without any says why.
  func claimContent() {
    claim(Set(guests.map(\.name)).count == guests.count, "two guests have one name: \(guests)")
    claim(
      guests.count <= 1 || guests.allSatisfy { !$0.buses.isEmpty },
      "a guest of which nothing is known is not alone: \(guests)")
    claim(
      !guests.isEmpty || isIncomplete && !problems.isEmpty, "why there is no guest is not said")
    for problem in problems {
      claim(!problem.message.isEmpty, "a problem has no message")
    }
  }

  /// Where each serial has a VMDK, a DIMM has that of its own, unless another one has the serial, or
  /// the name.
  func claimNoGuess(_ chance: inout Chance) {
    struct Name: Hashable {
      var guest: String?
      var dev: String
    }
    let dimms = guests.flatMap { guest in
      guest.dimms.map { (Name(guest: guest.name, dev: $0.dev), $0) }
    }
    let names = Dictionary(grouping: dimms, by: \.0).mapValues(\.count)
    let serials = Dictionary(grouping: dimms.compactMap(\.1.serial), by: \.self).mapValues(\.count)
    let vmdks = serials.keys.map { serial in
      VMDK(
        path: "\(serial).vmdk",
        uuid: DiskUUID(high: 0x6000_C298_0000_0000, low: UInt64(serial.rawValue)), sources: [])
    }
    let map = GuestToHostMap(
      guests.shuffled(using: &chance), VMDKs(vmdks.shuffled(using: &chance)))
    claim(map.matches.count == dimms.count, "\(map.matches.count) answers for \(dimms.count) DIMMs")
    for match in map.matches {
      let name = Name(guest: match.guest, dev: match.dimm.dev)
      guard let serial = match.dimm.serial else {
        claim(match.vmdks.isEmpty, "\(name) has no serial, and \(match.vmdks)")
        continue
      }
      claim(match.vmdks.map(\.uuid?.serial) == [serial], "\(name) has \(match.vmdks)")
      claim(
        match.verdict == (names[name] == 1 && serials[serial] == 1 ? .one : .ambiguous),
        "\(match.verdict) for \(name) with \(serial): \(match.doubts)")
    }
  }
}

extension Guest {
  fileprivate var dimms: [DIMM] { buses.flatMap(\.dimms) }
}
