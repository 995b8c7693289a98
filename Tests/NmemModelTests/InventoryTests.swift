import NmemModel
import Testing

/// A sighting of a path and a UUID that ends in `serial`, on its own line of `list`.
func sighting(
  _ path: ByteString?, _ serial: UInt64?, line: Int = 1, local: Bool = false,
  parent: ByteString? = nil, file: ByteString = "list"
) -> Sighting {
  Sighting(
    path: path, isPathLocal: local,
    uuid: serial.map { DiskUUID(high: 0x6000_C298_0000_0000, low: $0) },
    parent: parent, source: Source(file: file, line: line))
}

/// The inventory of the sightings, each on a line of its own; the same in every order.
func inventory(_ sightings: Sighting...) -> Inventory {
  var findings = Findings()
  for (index, sighting) in sightings.enumerated() {
    var numbered = sighting
    numbered.source.line = index + 1
    findings.sightings.append(numbered)
  }
  let result = Inventory(findings)
  for _ in 0..<20 {
    findings.sightings.shuffle()
    #expect(Inventory(findings) == result, "the order of the sightings must not matter")
  }
  return result
}

@Suite("What counts as one VMDK")
struct InventoryTests {
  @Test func everySpellingOfADatastoreIsOne() {
    let result = inventory(
      sighting("/vmfs/volumes/PMemDS-1/vm/db.vmdk", 1),
      sighting("[PMemDS-1] vm/db.vmdk", 1),
      sighting("ds:///vmfs/volumes/pmem:5d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/db.vmdk", 1),
      sighting("./vm//db.vmdk", 1),
      sighting("x/../vm/db.vmdk", 1))
    #expect(result.vmdks.map(\.path) == ["/vmfs/volumes/PMemDS-1/vm/db.vmdk"])
    #expect(result.vmdks[0].sources.count == 5)
    #expect(result.problems.isEmpty)
  }

  @Test func bareNamesAndNamelessUUIDsJoinFullerPaths() {
    let result = inventory(
      sighting("db.vmdk", 1), sighting("[DS] vm/db.vmdk", 1), sighting(nil, 1, file: "other"))
    #expect(result.vmdks.map(\.path) == ["[DS] vm/db.vmdk"])
    #expect(inventory(sighting(nil, 1)).vmdks.map(\.path) == [nil])
  }

  @Test func clonesAreTwo() {
    #expect(inventory(sighting("a/db.vmdk", 1), sighting("b/db.vmdk", 1)).vmdks.count == 2)
    #expect(inventory(sighting("a/db.vmdk", 1), sighting("a/db2.vmdk", 1)).vmdks.count == 2)
    #expect(
      inventory(
        sighting("[DS1] vm/db.vmdk", 1), sighting("[DS2] vm/db.vmdk", 1),
        sighting("db.vmdk", 1), sighting(nil, 1, file: "other")
      ).vmdks.count == 2)
    // In one file, each answer has a question of its own.
    #expect(inventory(sighting("db.vmdk", 1), sighting(nil, 1)).vmdks.count == 2)
    #expect(inventory(sighting(nil, 1), sighting(nil, 1)).vmdks.count == 2)
    // So has each relative path of one listing.
    #expect(inventory(sighting("./db.vmdk", 1), sighting("./old/db.vmdk", 1)).vmdks.count == 2)
    #expect(
      inventory(sighting("DS1/vm/db.vmdk", 1), sighting("DS2/vm/db.vmdk", 1)).vmdks.count == 2)
    #expect(inventory(sighting("vm/db.vmdk", 1), sighting("../vm/db.vmdk", 1)).vmdks.count == 2)
    #expect(
      inventory(sighting("[DS] x/vm/db.vmdk", 1), sighting("[DS] y/vm/db.vmdk", 1)).vmdks.count == 2
    )
  }

  @Test func twoIdentifiersOfDatastoresDoNotMeetThroughALabel() {
    let result = inventory(
      sighting("[DS] vm/db.vmdk", 1),
      sighting("/vmfs/volumes/5d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/db.vmdk", 1),
      sighting("/vmfs/volumes/6d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/db.vmdk", 1))
    #expect(result.vmdks.count == 2)
  }

  @Test func aSnapshotAndItsParentAreOneDisk() {
    #expect(
      inventory(sighting("vm/db-000002.vmdk", 1), sighting("vm/db.vmdk", 1)).vmdks.map(\.path)
        == ["vm/db.vmdk"])
    let elsewhere = inventory(
      sighting("snapshots/s.vmdk", 1, parent: "/vmfs/volumes/DS/vm/db.vmdk"),
      sighting("[DS] vm/db.vmdk", 1))
    #expect(elsewhere.vmdks.count == 2, "a linked clone is no snapshot")
    #expect(inventory(sighting("vm/db-00002.vmdk", 1), sighting("vm/db.vmdk", 1)).vmdks.count == 2)
  }

  @Test func aParentOnAnotherDatastoreIsAnotherDisk() {
    let found = inventory(
      sighting("[DS1] vm/b.vmdk", 1, parent: "[DS2] vm/a.vmdk"), sighting("[DS2] vm/a.vmdk", 1))
    #expect(found.vmdks.map(\.path) == ["[DS1] vm/b.vmdk", "[DS2] vm/a.vmdk"])
  }

  @Test func aListWithoutUUIDsCompletesWhatIsTheSameFileForCertain() {
    var named = sighting("[DS1] vm/a.vmdk", nil)
    named.isPathOnly = true
    named.kind = .nvdimm
    named.machine = "vm"
    named.size = 16
    let same = inventory(sighting("/vmfs/volumes/DS1/vm/a.vmdk", 1), named)
    #expect(same.vmdks.count == 1 && same.vmdks[0].kind == .nvdimm)
    #expect(same.vmdks[0].machines == ["vm"] && same.vmdks[0].size == 16)
    // A relative path, or an identifier of the datastore, may be that file, and may be another.
    for path in [
      "vm/a.vmdk", "a.vmdk", "/vmfs/volumes/5d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/a.vmdk",
    ] {
      let other = inventory(sighting(ByteString(path), 1), named)
      let vmdk = other.vmdks.first { $0.uuid != nil }
      #expect(vmdk?.machines == [] && vmdk?.kind == nil && vmdk?.namesakes.count == 1)
    }
  }

  @Test func aCopyOfTheDescriptorJoinsTheHostsPath() {
    let one = inventory(
      sighting("[DS] vm/db.vmdk", 1), sighting("downloads/db.vmdk", 1, local: true))
    #expect(one.vmdks.map(\.path) == ["[DS] vm/db.vmdk"])
    // Two copies in two folders may be clones.
    let two = inventory(
      sighting("[DS] vm/db.vmdk", 1), sighting("a/db.vmdk", 1, local: true),
      sighting("b/db.vmdk", 1, local: true))
    #expect(two.vmdks.count == 3)
  }

  @Test func aPathWithTwoUUIDsIsContradicted() {
    let result = inventory(
      sighting("[DS] vm/db.vmdk", 1), sighting("/vmfs/volumes/DS/vm/db.vmdk", 2),
      sighting("[DS] vm/log.vmdk", 3))
    #expect(result.vmdks.map(\.isContradicted) == [true, true, false])
    #expect(result.problems.map(\.source.line) == [1, 2])
  }

  @Test func withoutADatastoreOnlyOneFileCanContradictItself() {
    let hosts = inventory(sighting("db.vmdk", 1, file: "a"), sighting("db.vmdk", 2, file: "b"))
    #expect(hosts.vmdks.map(\.isContradicted) == [false, false])
    let host = inventory(sighting("db.vmdk", 1), sighting("db.vmdk", 2))
    #expect(host.vmdks.map(\.isContradicted) == [true, true])
  }

  @Test func spellingsOfOnePathInOneListThatDisagreeAreContradicted() {
    for path in ["vm/db.vmdk", "/vmfs/volumes/pmem:5d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/db.vmdk"]
    {
      let one = inventory(sighting("[DS] vm/db.vmdk", 1), sighting(ByteString(path), 2))
      #expect(one.vmdks.map(\.isContradicted) == [true, true], "\(path)")
      let two = inventory(
        sighting("[DS] vm/db.vmdk", 1), sighting(ByteString(path), 2, file: "other"))
      #expect(two.vmdks.map(\.isContradicted) == [false, false])
    }
    let listing = inventory(sighting("DS1/vm/db.vmdk", 1), sighting("DS2/vm/db.vmdk", 2))
    #expect(listing.vmdks.map(\.isContradicted) == [false, false])
  }

  @Test func spellingsThatDisagreeInTwoListsAreReportedTheSameInAnyOrder() {
    let result = inventory(
      sighting("[DS] vm/db.vmdk", 1, file: "a"), sighting("vm/db.vmdk", 2, file: "a"),
      sighting("[DS] vm/db.vmdk", 1, file: "b"), sighting("vm/db.vmdk", 3, file: "b"))
    #expect(result.vmdks.map(\.isContradicted) == [true, true, true])
    #expect(result.problems.map(\.source.line) == [1, 2, 4])
  }

  @Test func oneLineMaySayTwoThingsOfOnePath() {
    var findings = Findings()
    for kind in [VMDK.Kind.disk, .nvdimm, nil] {
      var sighting = sighting(nil, 1)
      sighting.kind = kind
      findings.sightings.append(sighting)
    }
    let result = Inventory(findings)
    #expect(result.vmdks.count == 3)
    findings.sightings.reverse()
    #expect(Inventory(findings) == result)
  }

  @Test func aPathWithoutUUIDIsKeptUnlessItIsKnownElsewhere() {
    let result = inventory(
      sighting("vm/db.vmdk", nil), sighting("[DS] vm/db.vmdk", 1), sighting("vm/log.vmdk", nil))
    #expect(result.vmdks.map(\.path) == ["[DS] vm/db.vmdk", "vm/log.vmdk"])
    #expect(result.problems.map(\.message) == ["no UUID is listed for vm/log.vmdk"])
  }

  @Test func namesThatDifferInAnInvalidByteAreTwo() {
    let names = [[0xE8], [0xE9]].map { ByteString("vm/".utf8 + ($0 as [UInt8]) + ".vmdk".utf8) }
    #expect(inventory(sighting(names[0], 1), sighting(names[1], 1)).vmdks.count == 2)
  }

  @Test func unnamedAnswersOfManyFilesJoinTheDisksTheyHaveNotNamed() {
    let result = inventory(
      sighting("[DS1] vm/db.vmdk", 1, file: "a"), sighting("[DS2] vm/db.vmdk", 1, file: "b"),
      sighting(nil, 1, file: "a"), sighting(nil, 1, file: "a"), sighting(nil, 1, file: "c"))
    #expect(result.vmdks.map(\.path) == ["[DS1] vm/db.vmdk", "[DS2] vm/db.vmdk", nil])
  }

  @Test func dottedAndBareAreOneFileOfOneList() {
    let result = inventory(sighting("./db.vmdk", 1), sighting("db.vmdk", 2))
    #expect(result.vmdks.map(\.isContradicted) == [true, true])
  }

  /// With a quadratic search neither this nor the next would end.
  @Test func manyUnnamedAnswersAreAllKept() {
    var findings = Findings()
    findings.sightings = (0..<20_000).map { sighting(nil, 1, line: $0) }
    #expect(Inventory(findings).vmdks.count == 20_000)
  }

  @Test func manyClonesAreAllKept() {
    var findings = Findings()
    for index in 0..<20_000 {
      findings.sightings.append(sighting(ByteString("[DS\(index)] vm/db.vmdk"), 1, line: index))
    }
    #expect(Inventory(findings).vmdks.count == 20_000)
  }
}

@Suite struct ConcerningTests {
  /// What is left out must change nothing for the DIMMs that are asked for.
  @Test func theAnswerIsThatOfTheWholeList() {
    var findings = Findings()
    let paths: [ByteString?] = [
      "[DS] vm/db.vmdk", "[DS] db.vmdk", "/vmfs/volumes/DS/db.vmdk", "db.vmdk", "vm/db.vmdk",
      "[DS2] vm/db.vmdk", "vm/db-000001.vmdk", "other/log.vmdk", nil,
    ]
    var line = 0
    for path in paths {
      for serial in [1, 2, 0x1_0000_0001, nil] as [UInt64?] {
        line += 1
        findings.sightings.append(sighting(path, serial, line: line))
      }
    }
    for serial in [1, 2] as [UInt32] {
      let serials: Set = [Serial(rawValue: serial)]
      let all = Inventory(findings).vmdks.filter { $0.uuid?.serial == Serial(rawValue: serial) }
      let some = Inventory(findings.concerning(serials)).vmdks
        .filter { $0.uuid?.serial == Serial(rawValue: serial) }
      #expect(all == some && !all.isEmpty)
    }
    #expect(findings.concerning([]).sightings.count < findings.sightings.count)
  }

  /// Which of its paths a VMDK is told by must not depend on what is left out, either.
  @Test func aNameThatAnotherBearsBesideABetterOneIsToldWithItsFolder() {
    var findings = Findings()
    var inFolder = sighting("db.vmdk", 1, line: 1)
    inFolder.folder = "/vmfs/volumes/DS/vm"
    inFolder.isFolderSure = true
    findings.sightings = [
      inFolder, sighting("[DS2] other/db.vmdk", 2, line: 2), sighting("db.vmdk", 2, line: 3),
    ]
    let all = Inventory(findings).vmdks.filter { $0.uuid?.serial == Serial(rawValue: 1) }
    let some = Inventory(findings.concerning([Serial(rawValue: 1)])).vmdks
      .filter { $0.uuid?.serial == Serial(rawValue: 1) }
    #expect(all.map(\.path) == ["/vmfs/volumes/DS/vm/db.vmdk"])
    #expect(all == some)
  }

  /// What a VMX says of a snapshot it says of the disk whose UUID is listed.
  @Test func aSnapshotOfTheDiskConcernsIt() {
    for (path, parent) in [("db-000001.vmdk", nil), ("x.vmdk", "db.vmdk" as ByteString?)] {
      var findings = Findings()
      var snapshot = sighting(ByteString("[DS] vm/\(path)"), nil, line: 2, parent: parent)
      snapshot.isPathOnly = true
      snapshot.kind = .disk
      findings.sightings = [sighting("[DS] vm/db.vmdk", 1), snapshot]
      let some = Inventory(findings.concerning([Serial(rawValue: 1)])).vmdks
      #expect(some == Inventory(findings).vmdks)
      #expect(some.map(\.kind) == [.disk])
    }
  }
}
