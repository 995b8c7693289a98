import NmemModel
import Testing

/// A statement of a path and a UUID that ends in `serial`, on its own line of `list`.
func statement(
  _ path: ByteString?, _ serial: UInt64?, line: Int = 1, local: Bool = false,
  parent: ByteString? = nil, host: ByteString? = nil, file: ByteString = "list"
) -> Statement {
  Statement(
    path: path, uuid: serial.map { DiskUUID(high: 0x6000_C298_0000_0000, low: $0) },
    traits: local ? .isLocal : [], parent: parent, host: host,
    source: Source(file: file, line: line))
}

/// The inventory of the statements, each on a line of its own; the same in every order.
func inventory(_ statements: Statement...) -> Inventory {
  var numbered = statements
  for index in numbered.indices { numbered[index].source.line = index + 1 }
  let result = Inventory(Catalog(numbered))
  for _ in 0..<20 {
    numbered.shuffle()
    let other = Inventory(Catalog(numbered))
    #expect(other.vmdks == result.vmdks, "the order of the statements must not matter")
    #expect(Array(other.problems) == Array(result.problems))
  }
  return result
}

@Suite("What counts as one VMDK")
struct InventoryTests {
  @Test func everySpellingOfADatastoreIsOne() {
    let result = inventory(
      statement("/vmfs/volumes/PMemDS-1/vm/db.vmdk", 1),
      statement("[PMemDS-1] vm/db.vmdk", 1),
      statement("ds:///vmfs/volumes/pmem:5d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/db.vmdk", 1),
      statement("./vm//db.vmdk", 1),
      statement("x/../vm/db.vmdk", 1))
    #expect(result.vmdks.map(\.path) == ["/vmfs/volumes/PMemDS-1/vm/db.vmdk"])
    #expect(result.vmdks[0].sources.count == 5)
    #expect(result.problems.isEmpty)
  }

  @Test func bareNamesAndNamelessUUIDsJoinFullerPaths() {
    let result = inventory(
      statement("db.vmdk", 1), statement("[DS] vm/db.vmdk", 1), statement(nil, 1, file: "other"))
    #expect(result.vmdks.map(\.path) == ["[DS] vm/db.vmdk"])
    #expect(inventory(statement(nil, 1)).vmdks.map(\.path) == [nil])
  }

  @Test func aListWithoutItsHostMakesNoOneFileOfTwoHosts() {
    let result = inventory(
      statement("/vmfs/volumes/PMemDS-1/a/a.vmdk", 1, file: "a-table"),
      statement("/vmfs/volumes/PMemDS-1/a/a.vmdk", 1, host: "h1", file: "one"),
      statement("/vmfs/volumes/PMemDS-1/a/a.vmdk", 1, host: "h2", file: "two"))
    #expect(result.vmdks.count == 2)
  }

  /// A UUID of which nothing says that a disk has it counts in any order.
  @Test func aDoubtfulUUIDCounts() {
    var doubtful = statement(nil, 1, file: "other")
    doubtful.traits = [.isUntied, .isDoubtful]
    #expect(inventory(doubtful, statement("a/a.vmdk", 1)).vmdks.count == 2)
    #expect(inventory(doubtful, statement("a/a.vmdk", 2)).vmdks.count == 1)
    doubtful.beside = "a/a.vmdk"
    #expect(inventory(doubtful, statement("a/a.vmdk", 1)).vmdks.count == 1)
  }

  /// A list that concerns a few DIMMs is joined as all of it would be.
  @Test func aNarrowedInventorySaysTheSame() {
    var inFolder = statement("[new] db.vmdk", 1)
    inFolder.folder = "/vmfs/volumes/DS/[new] db"
    var disk = statement("[DS] [new] db/[new] db.vmdk", nil)
    disk.traits = [.disk, .isPathOnly]
    let catalog = Catalog([inFolder, disk])
    let all = Inventory(catalog).vmdks.filter { $0.uuid != nil }
    #expect(all.map(\.kind) == [.disk])
    let serials: Set<Serial> = [Serial(rawValue: 1)]
    #expect(Inventory(catalog, concerning: serials).vmdks.filter { $0.uuid != nil } == all)
  }

  @Test func typographicDashesInADatastoreAreDashes() {
    let dashed: ByteString =
      "/vmfs/volumes/6c50ad68\u{2011}cd46606e\u{2011}70de\u{2011}95a5b6b8bf3c/a/a.vmdk"
    let plain: ByteString = "/vmfs/volumes/6c50ad68-cd46606e-70de-95a5b6b8bf3c/a/a.vmdk"
    #expect(inventory(statement(dashed, 1), statement(plain, 1)).vmdks.count == 1)
    let other: ByteString = "/vmfs/volumes/pmem:45d72e77-db5d6441-e0e3-521e49df8ca7/a/a.vmdk"
    #expect(inventory(statement(dashed, 1), statement(other, 1)).vmdks.count == 2)
  }

  @Test func clonesAreTwo() {
    #expect(inventory(statement("a/db.vmdk", 1), statement("b/db.vmdk", 1)).vmdks.count == 2)
    #expect(inventory(statement("a/db.vmdk", 1), statement("a/db2.vmdk", 1)).vmdks.count == 2)
    #expect(
      inventory(
        statement("[DS1] vm/db.vmdk", 1), statement("[DS2] vm/db.vmdk", 1),
        statement("db.vmdk", 1), statement(nil, 1, file: "other")
      ).vmdks.count == 2)
    // A UUID once more adds nothing, unless a path stood beside it that is not the one known.
    #expect(inventory(statement("db.vmdk", 1), statement(nil, 1)).vmdks.count == 1)
    #expect(inventory(statement(nil, 1), statement(nil, 1)).vmdks.count == 1)
    var untied = statement(nil, 1)
    untied.traits = .isUntied
    #expect(inventory(statement("db.vmdk", 1), untied).vmdks.count == 2)
    untied.beside = "other.vmdk"
    #expect(inventory(statement("db.vmdk", 1), untied).vmdks.count == 2)
    untied.beside = "[DS] vm/db.vmdk"
    #expect(inventory(statement("db.vmdk", 1), untied).vmdks.count == 1)
    // A path on two hosts is two files, if each of them has memory of its own.
    for (path, count) in [("[PMemDS-1] vm/db.vmdk", 2), ("[DS] vm/db.vmdk", 1)] {
      let hosts = ["a", "b"].map { statement(ByteString(path), 1, host: ByteString($0)) }
      #expect(inventory(hosts[0], hosts[1]).vmdks.count == count)
    }
    // Each answer has a question of its own, and so has each relative path of one listing.
    #expect(inventory(statement("./db.vmdk", 1), statement("./old/db.vmdk", 1)).vmdks.count == 2)
    #expect(
      inventory(statement("DS1/vm/db.vmdk", 1), statement("DS2/vm/db.vmdk", 1)).vmdks.count == 2)
    #expect(inventory(statement("vm/db.vmdk", 1), statement("../vm/db.vmdk", 1)).vmdks.count == 2)
    #expect(
      inventory(statement("[DS] x/vm/db.vmdk", 1), statement("[DS] y/vm/db.vmdk", 1)).vmdks.count
        == 2
    )
  }

  @Test func twoIdentifiersOfDatastoresDoNotMeetThroughALabel() {
    let result = inventory(
      statement("[DS] vm/db.vmdk", 1),
      statement("/vmfs/volumes/5d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/db.vmdk", 1),
      statement("/vmfs/volumes/6d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/db.vmdk", 1))
    #expect(result.vmdks.count == 2)
  }

  @Test func aSnapshotAndItsParentAreOneDisk() {
    #expect(
      inventory(statement("vm/db-000002.vmdk", 1), statement("vm/db.vmdk", 1)).vmdks.map(\.path)
        == ["vm/db.vmdk"])
    let elsewhere = inventory(
      statement("snapshots/s.vmdk", 1, parent: "/vmfs/volumes/DS/vm/db.vmdk"),
      statement("[DS] vm/db.vmdk", 1))
    #expect(elsewhere.vmdks.count == 2, "a linked clone is no snapshot")
    #expect(
      inventory(statement("vm/db-00002.vmdk", 1), statement("vm/db.vmdk", 1)).vmdks.count == 2)
  }

  @Test func aParentOnAnotherDatastoreIsAnotherDisk() {
    let found = inventory(
      statement("[DS1] vm/b.vmdk", 1, parent: "[DS2] vm/a.vmdk"), statement("[DS2] vm/a.vmdk", 1))
    #expect(found.vmdks.map(\.path) == ["[DS1] vm/b.vmdk", "[DS2] vm/a.vmdk"])
  }

  @Test func aListWithoutUUIDsCompletesWhatIsTheSameFileForCertain() {
    var named = statement("[DS1] vm/a.vmdk", nil)
    named.traits = [.isPathOnly, .nvdimm]
    named.attachment = Attachment(machine: "vm")
    named.size = 16
    let same = inventory(statement("/vmfs/volumes/DS1/vm/a.vmdk", 1), named)
    #expect(same.vmdks.count == 1 && same.vmdks[0].kind == .nvdimm)
    #expect(same.vmdks[0].machines == ["vm"] && same.vmdks[0].size == 16)
    // A relative path, or an identifier of the datastore, may be that file, and may be another.
    for path in [
      "vm/a.vmdk", "a.vmdk", "/vmfs/volumes/5d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/a.vmdk",
    ] {
      let other = inventory(statement(ByteString(path), 1), named)
      let vmdk = other.vmdks.first { $0.uuid != nil }
      #expect(vmdk?.machines == [] && vmdk?.kind == nil && vmdk?.possibleMatches.count == 1)
    }
  }

  @Test func aCopyOfTheDescriptorJoinsTheHostsPath() {
    let one = inventory(
      statement("[DS] vm/db.vmdk", 1), statement("downloads/db.vmdk", 1, local: true))
    #expect(one.vmdks.map(\.path) == ["[DS] vm/db.vmdk"])
    // Two copies in two folders may be clones.
    let two = inventory(
      statement("[DS] vm/db.vmdk", 1), statement("a/db.vmdk", 1, local: true),
      statement("b/db.vmdk", 1, local: true))
    #expect(two.vmdks.count == 3)
  }

  @Test func aPathWithTwoUUIDsIsContradicted() {
    let result = inventory(
      statement("[DS] vm/db.vmdk", 1), statement("/vmfs/volumes/DS/vm/db.vmdk", 2),
      statement("[DS] vm/log.vmdk", 3))
    #expect(result.vmdks.map(\.isContradicted) == [true, true, false])
    #expect(result.problems.map(\.source.line) == [1, 2])
  }

  /// Each host has its own persistent memory.
  @Test func onTwoHostsAPathIsTwoFiles() {
    func both(_ path: ByteString, _ serial: UInt64) -> Inventory {
      inventory(statement(path, 1, host: "esx1"), statement(path, serial, host: "esx2"))
    }
    for path: ByteString in ["[PMemDS-1] vm/db.vmdk", "/vmfs/volumes/pmem:5d2d/vm/db.vmdk"] {
      #expect(both(path, 1).vmdks.count == 2)
      #expect(both(path, 2).problems.isEmpty)
    }
    #expect(both("[DS] vm/db.vmdk", 1).vmdks.count == 1)
    #expect(both("[DS] vm/db.vmdk", 2).problems.count == 2)
  }

  @Test func aProblemIsSaidOnce() {
    var catalog = Catalog([statement("db.vmdk", 1)])
    for message in ["is odd", "is odd", "is even"] {
      catalog.note(Problem(Source(file: "list", line: 1), message))
    }
    #expect(Inventory(catalog).problems.map(\.message) == ["is even", "is odd"])
  }

  @Test func withoutADatastoreOnlyOneFileCanContradictItself() {
    let hosts = inventory(statement("db.vmdk", 1, file: "a"), statement("db.vmdk", 2, file: "b"))
    #expect(hosts.vmdks.map(\.isContradicted) == [false, false])
    let host = inventory(statement("db.vmdk", 1), statement("db.vmdk", 2))
    #expect(host.vmdks.map(\.isContradicted) == [true, true])
  }

  @Test func spellingsOfOnePathInOneListThatDisagreeAreContradicted() {
    for path in ["vm/db.vmdk", "/vmfs/volumes/pmem:5d2dd5df-0f51180a-72c9-e4434b7ba70c/vm/db.vmdk"]
    {
      let one = inventory(statement("[DS] vm/db.vmdk", 1), statement(ByteString(path), 2))
      #expect(one.vmdks.map(\.isContradicted) == [true, true], "\(path)")
      let two = inventory(
        statement("[DS] vm/db.vmdk", 1), statement(ByteString(path), 2, file: "other"))
      #expect(two.vmdks.map(\.isContradicted) == [false, false])
    }
    let listing = inventory(statement("DS1/vm/db.vmdk", 1), statement("DS2/vm/db.vmdk", 2))
    #expect(listing.vmdks.map(\.isContradicted) == [false, false])
  }

  @Test func spellingsThatDisagreeInTwoListsAreReportedTheSameInAnyOrder() {
    let result = inventory(
      statement("[DS] vm/db.vmdk", 1, file: "a"), statement("vm/db.vmdk", 2, file: "a"),
      statement("[DS] vm/db.vmdk", 1, file: "b"), statement("vm/db.vmdk", 3, file: "b"))
    #expect(result.vmdks.map(\.isContradicted) == [true, true, true])
    #expect(result.problems.map(\.source.line) == [1, 2, 4])
  }

  @Test func oneLineMaySayTwoThingsOfOnePath() {
    var statements: [Statement] = []
    for kind in [.disk, .nvdimm, []] as [Traits] {
      var statement = statement(nil, 1)
      statement.traits = [kind, .isUntied]
      statements.append(statement)
    }
    let result = Inventory(Catalog(statements))
    #expect(result.vmdks.count == 3)
    #expect(Inventory(Catalog(statements.reversed())).vmdks == result.vmdks)
  }

  @Test func aPathWithoutUUIDIsKeptUnlessItIsKnownElsewhere() {
    let result = inventory(
      statement("vm/db.vmdk", nil), statement("[DS] vm/db.vmdk", 1), statement("vm/log.vmdk", nil))
    #expect(result.vmdks.map(\.path) == ["[DS] vm/db.vmdk", "vm/log.vmdk"])
    #expect(
      result.problems.map(\.message) == [
        "no UUID is listed for vm/log.vmdk; ask for it with vmkfstools -J getuuid"
      ])
  }

  @Test func namesThatDifferInAnInvalidByteAreTwo() {
    let names = [[0xE8], [0xE9]].map { ByteString("vm/".utf8 + ($0 as [UInt8]) + ".vmdk".utf8) }
    #expect(inventory(statement(names[0], 1), statement(names[1], 1)).vmdks.count == 2)
  }

  @Test func dottedAndBareAreOneFileOfOneList() {
    let result = inventory(statement("./db.vmdk", 1), statement("db.vmdk", 2))
    #expect(result.vmdks.map(\.isContradicted) == [true, true])
  }

  /// With a quadratic search neither this nor the next would end.
  @Test func manyUntiedAnswersAreAllKept() {
    let statements = (1...20_000).map { line in
      var untied = statement(nil, 1, line: line)
      untied.traits = .isUntied
      return untied
    }
    #expect(Inventory(Catalog(statements)).vmdks.count == 20_000)
  }

  @Test func manyClonesAreAllKept() {
    let statements = (1...20_000).map {
      statement(ByteString("[DS\($0)] vm/db.vmdk"), 1, line: $0)
    }
    #expect(Inventory(Catalog(statements)).vmdks.count == 20_000)
  }
}

@Suite struct ConcerningTests {
  /// The VMDKs of a serial, in what concerns it and in everything.
  private func both(_ statements: [Statement], _ serial: UInt32) -> (some: [VMDK], all: [VMDK]) {
    let serial = Serial(rawValue: serial)
    let catalog = Catalog(statements)
    return (
      Inventory(catalog, concerning: [serial]).vmdks.filter { $0.uuid?.serial == serial },
      Inventory(catalog).vmdks.filter { $0.uuid?.serial == serial }
    )
  }

  /// What is left out must change nothing for the DIMMs that are asked for.
  @Test func theAnswerIsThatOfTheWholeList() {
    var statements: [Statement] = []
    let paths: [ByteString?] = [
      "[DS] vm/db.vmdk", "[DS] db.vmdk", "/vmfs/volumes/DS/db.vmdk", "db.vmdk", "vm/db.vmdk",
      "[DS2] vm/db.vmdk", "vm/db-000001.vmdk", "other/log.vmdk", nil,
    ]
    for path in paths {
      for serial in [1, 2, 0x1_0000_0001, nil] as [UInt64?] {
        statements.append(statement(path, serial, line: statements.count + 1))
      }
    }
    for serial in [1, 2] as [UInt32] {
      let (some, all) = both(statements, serial)
      #expect(some == all && !all.isEmpty)
    }
    let none = Inventory(Catalog([statement("a.vmdk", 1)]), concerning: [Serial(rawValue: 7)])
    #expect(none.vmdks.isEmpty)
  }

  /// Which of its paths a VMDK is told by must not depend on what is left out, either.
  @Test func aNameThatAnotherBearsBesideABetterOneIsToldWithItsFolder() {
    var inFolder = statement("db.vmdk", 1, line: 1)
    inFolder.folder = "/vmfs/volumes/DS/vm"
    inFolder.traits = .isFolderSure
    let (some, all) = both(
      [inFolder, statement("[DS2] other/db.vmdk", 2, line: 2), statement("db.vmdk", 2, line: 3)], 1)
    #expect(all.map(\.path) == ["/vmfs/volumes/DS/vm/db.vmdk"])
    #expect(all == some)
  }

  /// What a VMX says of a snapshot it says of the disk whose UUID is listed.
  @Test func aSnapshotOfTheDiskConcernsIt() {
    for (path, parent) in [("db-000001.vmdk", nil), ("x.vmdk", "db.vmdk" as ByteString?)] {
      var snapshot = statement(ByteString("[DS] vm/\(path)"), nil, line: 2, parent: parent)
      snapshot.traits = [.isPathOnly, .disk]
      let (some, all) = both([statement("[DS] vm/db.vmdk", 1), snapshot], 1)
      #expect(some == all)
      #expect(some.map(\.kind) == [.disk])
    }
  }
}
