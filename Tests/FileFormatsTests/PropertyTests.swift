import NmemModel
import SeededRandom
import Testing

/// What must hold for all input, tried on a lot of it.
@Suite struct PropertyTests {
  /// The spellings that hosts and their tools give a UUID.
  private static func spellings(_ uuid: DiskUUID) -> [String] {
    let dashed = uuid.description
    let digits = dashed.filter { $0 != "-" }
    let bytes = stride(from: 0, to: 32, by: 2).map { start in
      let from = digits.index(digits.startIndex, offsetBy: start)
      return String(digits[from..<digits.index(from, offsetBy: 2)])
    }
    let spaced =
      bytes[..<8].joined(separator: " ") + "-" + bytes[8...].joined(separator: " ")
    return [dashed, dashed.uppercased(), digits, spaced, spaced.uppercased()]
  }

  /// The forms that a path and a UUID can stand in, each a whole file.
  private static let forms: [@Sendable (_ path: String, _ uuid: String) -> String] = [
    { "\($0): UUID is \($1)\n" }, { "\($0)\t\($1)\n" }, { "\($0),\($1)\n" },
    { "\($0)\nUUID is \($1)\n" },
    { "[root@esxi:~] vmkfstools -J getuuid '\($0)'\nUUID is \($1)\n" },
    { "+ vmkfstools -J getuuid '\($0)'\nUUID is \($1)\n" },
    { "\($0):17:ddb.uuid = \"\($1)\"\n" },
    { "Filename,Uuid\n\"\($0)\",\"\($1)\"\n" },
    { "#TYPE X\r\n\"Name\";\"Uuid\";\"Filename\"\r\n\"a\";\"\($1)\";\"\($0)\"\r\n" },
    { "Filename : \($0)\nUuid     : \($1)\n\n" },
    { "Name:    \($0)\n  UUID:  \($1)\n  Type:  thin\n" },
    { "{\"devices\":[{\"backing\":{\"fileName\":\"\($0)\",\"uuid\":\"\($1)\"}}]}" },
    { "{\"vmdks\": [{\"uuid\": \"\($1)\", \"path\": \"\($0)\"}]}" },
    { "# nmemid collect 1\n\($0)\tUUID is \($1)\t16\n# nmemid collect end: 1 VMDKs, 0 failed\n" },
  ]

  @Test func anyUUIDPrintedInAnyFormIsReadBackTheSame() {
    var numbers = SeededRandom(seed: 1)
    for round in 0..<50 {
      // VMware's as well as any other.
      let high = numbers.next()
      let uuid = DiskUUID(
        high: round.isMultiple(of: 2) ? 0x6000_C290_0000_0000 | high >> 28 : high,
        low: numbers.next())
      for spelling in Self.spellings(uuid) {
        for (index, form) in Self.forms.enumerated() {
          let text = form("/vmfs/volumes/DS/vm \(round)/a.vmdk", spelling)
          let found = findings(text)
          #expect(found.statements.map(\.uuid) == [uuid], "form \(index): \(text)")
          #expect(
            found.statements.map(\.path) == ["/vmfs/volumes/DS/vm \(round)/a.vmdk"],
            "form \(index): \(text)")
          #expect(found.problems.isEmpty, "form \(index): \(found.problems)")
          let units: [[UInt8]] = text.utf16.map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
          let utf16 = [0xFF, 0xFE] + units.joined()
          #expect(findings(bytes: utf16) == found, "form \(index) in UTF-16")
        }
      }
    }
  }

  @Test func anyMixOfFilesInAnyOrderGivesTheSameAnswer() {
    #expect(goldenInputs.count > 50)
    var numbers = SeededRandom(seed: 2)
    let each = goldenInputs.map { findings(bytes: $0.bytes, file: ByteString($0.name)) }
    for _ in 0..<40 {
      var mix = each.shuffled(using: &numbers).prefix(Int.random(in: 2...40, using: &numbers))
      var serials = Set(mix.flatMap(\.statements).compactMap(\.uuid?.serial))
      serials.formUnion([Serial(rawValue: 0x206B_080C)])
      let expected = answer(mix, serials)
      mix.shuffle(using: &numbers)
      #expect(answer(mix, serials) == expected)
    }
  }

  /// The map of a guest that has a DIMM for each of the serials.
  private func answer(_ files: some Sequence<Catalog>, _ serials: Set<Serial>) -> GuestToHostMap {
    var all = Catalog()
    for file in files {
      file.statements.forEach { all.add($0) }
      file.problems.forEach { all.note($0) }
    }
    let dimms = serials.sorted { $0.rawValue < $1.rawValue }.enumerated().map { index, serial in
      DIMM(dev: "nmem\(index)", id: UniqueID("8902-\(serial)"), handle: nil, physID: nil)
    }
    let guest = Guest(buses: [Bus(dev: "ndbus0", provider: "ACPI.NFIT", dimms: dimms)])
    return GuestToHostMap([guest], Inventory(all).vmdks)
  }
}
