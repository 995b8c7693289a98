import NmemModel
import Testing

@testable import FileFormats

/// What is told of a line at a glance is what comes of it when it is read like any other.
@Suite struct PlainLineTests {
  private static let words = ": UUID is "
  private static let uuid = "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0c"

  private func plain(_ line: String) -> PlainLine? {
    let bytes = Array((line + "\nthe next line, with room enough behind it").utf8)
    return PlainLine(bytes.span, at: 0, after: 0..<0)
  }

  @Test func theUsualLineIsPlain() throws {
    for path in [
      "/vmfs/volumes/DS/vm/vm.vmdk", "/vmfs/volumes/pmem:5d2dd5df-0f51180a/My VM (1)/vm_1.vmdk",
      "[DS] vm/vm.vmdk", "/vmfs/volumes/DS/é€/a+b=c.vmdk",
    ] {
      for end in ["", "\r"] {
        let line = try #require(plain(path + Self.words + Self.uuid + end), "\(path)")
        #expect(line.path == 0..<path.utf8.count)
        #expect(line.uuid == DiskUUID(high: 0x6000_C298_42C7_54F8, low: 0x02C2_D49B_206B_080C))
        #expect(line.end == path.utf8.count + 10 + 47 + end.utf8.count + 1)
      }
    }
  }

  @Test func whatMayMeanMoreIsNot() {
    for path in [
      "vm/vm.vmdk", "/vm/vm.VMX", "/vm/a.vmdk b.vmdk", "/vm/a.vmdk: b.vmdk", "/vm/'a'.vmdk",
      "/vm/a,b.vmdk", "/vm/a\tb.vmdk", "/vm/a  b.vmdk", "x /vm/a.vmdk", "/vm/a /vm/b.vmdk",
      "/vm/a [DS] b.vmdk", "/a ds:///vmfs/volumes/a.vmdk", "/a vmkfstools -J getuuid b.vmdk",
      "/6000c29842c754f802c2d49b206b080c/a.vmdk", "/60 00 c2 98/a.vmdk", "/a\u{1B}b.vmdk",
      "[ 1]/a.vmdk", "{/a.vmdk", "# /a.vmdk",
    ] {
      #expect(plain(path + Self.words + Self.uuid) == nil, "\(path)")
    }
    let path = "/vmfs/volumes/DS/vm/vm.vmdk"
    for uuid in [
      Self.uuid + " ", Self.uuid + "0", Self.uuid.replacing("-", with: " "),
      "\(Self.uuid.dropLast())g",
      Self.uuid.replacing("42 c7", with: "42-c7"), Self.uuid.replacing("98 42", with: "9842 "),
      Self.uuid.replacing("02 c2", with: "02:c2"), String(Self.uuid.dropLast(3)),
      "00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00", Self.uuid + "\r\r",
    ] {
      #expect(plain(path + Self.words + uuid) == nil, "\(uuid)")
    }
    #expect(plain(path + ": UUID  is " + Self.uuid) == nil)
    #expect(plain(path + " UUID is " + Self.uuid) == nil)
  }

  @Test func aCollectedLineIsPlainWithinItsList() throws {
    let line = "/vmfs/volumes/DS/vm/vm.vmdk\tUUID is \(Self.uuid)\t1073741824\n next"
    func plain(_ line: String, inCollectedList: Bool = true) -> PlainLine? {
      let bytes = Array(line.utf8)
      return PlainLine(bytes.span, at: 0, after: 0..<0, inCollectedList: inCollectedList)
    }
    let found = try #require(plain(line))
    #expect(found.isCollected && found.size == 1 << 30 && found.path.count == 27)
    let withoutSize = try #require(plain(line.replacing("1073741824", with: "")))
    #expect(withoutSize.size == nil)
    #expect(plain(line, inCollectedList: false) == nil)
    #expect(plain(line.replacing("1073741824", with: "1234567890123456789")) == nil)
    #expect(plain(line.replacing("1073741824", with: "1 ")) == nil)
    #expect(plain(line.replacing("vm.vmdk", with: "\\t.vmdk")) == nil)
  }

  /// What is known of a path before holds for the same bytes, but not for what stands around them.
  @Test func whatIsSharedWithTheLineBeforeIsNoMoreThanThat() {
    for (before, after) in [
      ("/vmfs/vol/DS/vm x/a.vmdk", "/vmfs/vol/DS/vm /vmfs/volumes/a.vmdk"),
      ("/vmfs/vol/DS/6000c3/a.vmdk", "/vmfs/vol/DS/6000c29842c754f802c2d49b206b080c/a.vmdk"),
      ("/vmfs/vol/x.vmdk.vmdk", "/vmfs/vol/x.vmdk a.vmdk"),
    ] {
      let first = before + Self.words + Self.uuid + "\n"
      let bytes = Array((first + after + Self.words + Self.uuid + "\n" + first).utf8)
      #expect(PlainLine(bytes.span, at: 0, after: 0..<0)?.end == first.utf8.count)
      #expect(PlainLine(bytes.span, at: first.utf8.count, after: 0..<before.utf8.count) == nil)
    }
  }

  /// What else a list may have in it, and what a path may have in it that is a mark elsewhere.
  private static let oddities = [
    " ", "  ", "\t", ":", ",", ";", "|", "\"", "'", "=", "#", "+", "[", "]", "{", "\\", "\r", "\n",
    "\0",
    "\u{1B}[0m", "é", ".vmdk", ".vmdk ", ".VMDK:", "/vmfs/volumes/DS/", " /vmfs/volumes/DS/a.vmdk",
    "ds:///vmfs/volumes/DS/", " [DS] ", "vmkfstools -J getuuid ", "vmkfstools ", "getuuid ",
    "UUID is ",
    "6000c29842c754f802c2d49b206b080c", "6000c298-42c7-54f8-02c2-d49b206b080c", "60 00 C2 9",
    "ddb.uuid = ",
    "uuid.bios", "60", "a", "0", "-000001", "..", "/", "[root@esxi:~] ",
  ]

  /// Lines that leave a reader in a state in which the next line may mean something else.
  private static let openings = [
    "", "", "\n", "a.vmdk\n", "vmkfstools -J getuuid a.vmdk\n", "UUID is \(uuid)\n",
    "Filename,Uuid\n",
    "Filename\tUuid\n", "\"a.vmdk\n", "Name : a.vmdk\n", "UUID : \(uuid)\n", "Name = \"x\",\n",
    "# nmemid collect 1\n", "# nmemid collect 1\n",
    "# nmemid collect end: 1 VMDKs, 0 failed\n", "a.vmdk\tUUID is \(uuid)\t16\n",
    "[root@esxi:/vmfs/volumes/DS] cd vm\n",
    "{\"path\": \"a.vmdk\"}\n", "{\n", "[\n", "displayName = \"vm\"\n", "#!/bin/sh\n", "x\0y\n",
    "# Disk DescriptorFile\n",
  ]

  /// A line of a list, with a path and a UUID.
  private static func line(_ path: String, _ numbers: inout Numbers) -> String {
    guard Int.random(in: 0...3, using: &numbers) == 0 else { return path + words + uuid }
    let size = ["", "1", "1073741824", "999999999999999999999", "-1", "1 "]
    return path + "\tUUID is " + uuid + "\t" + (size.randomElement(using: &numbers) ?? "")
  }

  /// A list of such lines, most of them plain, some with a byte or a word of another kind in them.
  private func list(_ numbers: inout Numbers) -> String {
    let folders = ["/vmfs/volumes/DS/vm 1/", "/vmfs/volumes/DS/vm 1/", "[DS] vm/", "vm/", "/vm/"]
    return (0..<12).map { _ in
      let path =
        (folders.randomElement(using: &numbers) ?? "")
        + "db-00000\(Int.random(in: 0...9, using: &numbers)).vmdk"
      var line = Self.line(path, &numbers)
      if Int.random(in: 0...2, using: &numbers) == 0 {
        let place = line.utf8.index(
          line.startIndex, offsetBy: Int.random(in: 0..<line.utf8.count, using: &numbers))
        let oddity = Self.oddities.randomElement(using: &numbers) ?? ""
        if Bool.random(using: &numbers) {
          line.replaceSubrange(place...place, with: oddity)
        } else {
          line.insert(contentsOf: oddity, at: place)
        }
      }
      return (Self.openings.randomElement(using: &numbers) ?? "") + line + "\n"
    }.joined()
  }

  /// In small pieces no line is told at a glance.
  private func expectSameFindings(_ text: String) {
    // What decides about the file comes in one piece.
    let whole = String(repeating: " ", count: HostFileParser.probeLength) + "\n" + text
    #expect(findings(whole) == findings(whole, chunk: 9), "\(text)")
  }

  @Test func aGlanceTellsWhatReadingDoes() {
    var numbers = Numbers(state: 4)
    for round in 0..<300 {
      expectSameFindings((round.isMultiple(of: 3) ? "" : "x.vmdk\n") + list(&numbers))
    }
  }

  @Test func whatTheFileIsDecidesWhatItsLinesAre() {
    let line = "/vmfs/volumes/DS/vm/vm.vmdk\(Self.words)\(Self.uuid)\n"
    for opening in Self.openings {
      expectSameFindings(line + opening + line)
      expectSameFindings(opening + line + line)
    }
  }

  /// Nearly all lines of a list are passed over if none matters.
  @Test func aListIsToldAtAGlance() {
    let lines = (0..<1000).map { "/vmfs/volumes/DS/vm\($0)/vm.vmdk\(Self.words)\(Self.uuid)\n" }
    var parser = HostFileParser(file: "list", interest: Interest([]))
    parser.feed(Array(lines.joined().utf8).span)
    let found = parser.finish()
    #expect(found.sightings.count < 5)
    #expect(found.hasUUID && found.uuidCount == 1)
  }
}

/// What is passed over changes nothing that is told of the DIMMs that matter.
@Suite struct InterestTests {
  private struct Answer: Equatable {
    var map: GuestToHostMap
    var problems: [Problem]
    var uuidCount: Int
    var isComplete: Bool

    init(_ findings: Findings, _ serials: Set<Serial>) {
      let dimms = serials.sorted { $0.rawValue < $1.rawValue }.enumerated().map { index, serial in
        DIMM(dev: "nmem\(index)", id: UniqueID("8902-\(serial)"), handle: nil, physID: nil)
      }
      let guest = Guest(buses: [Bus(dev: "ndbus0", provider: "ACPI.NFIT", dimms: dimms)])
      let inventory = Inventory(findings)
      map = GuestToHostMap([guest], inventory.vmdks)
      map.unmatched = []
      problems = inventory.problems
      uuidCount = findings.uuidCount
      isComplete = !findings.isCutOff
    }
  }

  /// Lists whose paths and UUIDs are few enough to be often the same.
  private func list(_ numbers: inout Numbers) -> String {
    let folders = [
      "/vmfs/volumes/DS/vm/", "/vmfs/volumes/DS2/vm/", "/vmfs/volumes/DS/", "[DS] vm/", "[DS] ",
      "vm/",
      "", "./", "/vmfs/volumes/DS/vm/../x/", "x/./", "[DS] x//",
    ]
    let names = ["db", "db-000001", "db-000002", "log", "db_1"]
    // With a path without a UUID of each name, nothing is passed over.
    let withoutUUID = Int.random(in: 0...2, using: &numbers)
    let isCollected = Bool.random(using: &numbers)
    return (isCollected ? "# nmemid collect 1\n" : "")
      + (0..<40).map { _ in
        let path =
          (folders.randomElement(using: &numbers) ?? "")
          + (names.randomElement(using: &numbers) ?? "")
          + ".vmdk"
        let serial = Int.random(in: 0...5, using: &numbers)
        let uuid = "60 00 C2 98 42 c7 54 f8-02 c2 d4 9b 20 6b 08 0\(serial)"
        switch Int.random(in: 0...39, using: &numbers) {
        case ..<withoutUUID: return "vmkfstools -J getuuid '\(path)'\nFailed to open '\(path)'.\n"
        case 39 where withoutUUID > 0: return "nvdimm0:0.fileName = \"\(path)\"\n"
        default: return path + (isCollected ? "\tUUID is \(uuid)\t16\n" : ": UUID is \(uuid)\n")
        }
      }.joined()
  }

  private func expectSameAnswer(
    _ files: [(name: String, bytes: [UInt8])], _ serials: Set<Serial>
  ) {
    func read(_ interest: Interest?) -> Findings {
      files.reduce(into: Findings()) { all, file in
        var parser = HostFileParser(file: ByteString(file.name), interest: interest)
        parser.feed(file.bytes.span)
        all.append(parser.finish())
      }
    }
    let all = read(nil)
    let some = Findings.concerning(serials, reading: read)
    #expect(Answer(some, serials) == Answer(all.concerning(serials), serials))
    #expect(Answer(some, serials).map == Answer(all, serials).map)
    #expect(some.uuidCount == all.uuidCount && some.hasUUID == all.hasUUID)
  }

  @Test func listsOfTheSameFewPaths() {
    var numbers = Numbers(state: 5)
    for _ in 0..<150 {
      let files = (0..<2).map { (name: "list\($0)", bytes: Array(list(&numbers).utf8)) }
      let serials = (0..<2).map { _ in
        Serial(rawValue: 0x206B_0800 + UInt32.random(in: 0...6, using: &numbers))
      }
      expectSameAnswer(files, Set(serials))
    }
  }

  @Test func mixesOfTheGoldenCasesFiles() {
    var numbers = Numbers(state: 6)
    let files = PropertyTests.hostFiles.filter { $0.bytes.count < 20_000 }
    for _ in 0..<40 {
      let mix = files.shuffled(using: &numbers).prefix(Int.random(in: 2...20, using: &numbers))
      let all = mix.flatMap { findings(bytes: $0.bytes).sightings.compactMap(\.uuid?.serial) }
      let some = all.shuffled(using: &numbers).prefix(Int.random(in: 0...4, using: &numbers))
      expectSameAnswer(Array(mix), Set(some))
    }
  }
}
