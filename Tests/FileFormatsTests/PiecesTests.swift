import FileFormats
import NmemModel
import Testing

/// The answer does not depend on where a read ends.
@Suite struct PiecesTests {
  /// A line that says nothing. The start of a file is waited for: after it, pieces of any size are read.
  private static let blanks =
    [UInt8](repeating: 0x20, count: HostListReader.probeLength - 1) + [0x0A]

  /// Reads a file whole, then in pieces of one size, as a host's and as a guest's.
  private func compare(_ name: String, _ bytes: [UInt8], _ size: Int) {
    for (start, bytes) in [(0, bytes), (Self.blanks.count, Self.blanks + bytes)] {
      let cuts = Array(stride(from: start + size, to: bytes.count, by: size))
      let isSame = host(name, bytes, cuts) == host(name, bytes, [])
      #expect(isSame, "\(name), \(size) bytes at a time behind \(start)")
      let isSameGuest = guest(bytes, cuts) == guest(bytes, [])
      #expect(isSameGuest, "\(name) as a guest's, \(size) bytes at a time behind \(start)")
    }
  }

  private func host(_ name: String, _ bytes: [UInt8], _ cuts: [Int]) -> Catalog {
    var reader = HostListReader(file: ByteString(name), into: Catalog())
    feed(bytes, cutAt: cuts) { reader.wantsMore ? reader.read($0, isLast: $1) : nil }
    _ = reader.finish()
    return reader.takeCatalog()
  }

  private func guest(_ bytes: [UInt8], _ cuts: [Int]) -> ParsedGuests {
    var parser = GuestFileParser(file: "guest")
    feed(bytes, cutAt: cuts) { parser.wantsMore ? parser.read($0, isLast: $1) : nil }
    return parser.finish()
  }

  @Test(arguments: [1, 7, 100]) func goldenInputsAreReadTheSame(size: Int) {
    let short = goldenInputs.filter { $0.bytes.count < HostListReader.probeLength }
    #expect(short.count > 100)
    for (name, bytes) in short { compare(name, bytes, size) }
  }

  @Test(arguments: [1000, 4096, 65537]) func longGoldenInputsAreReadTheSame(size: Int) {
    let long = goldenInputs.filter {
      (HostListReader.probeLength..<400_000).contains($0.bytes.count)
    }
    #expect(!long.isEmpty)
    for (name, bytes) in long { compare(name, bytes, size) }
  }

  /// Each form, cut at each of its bytes.
  @Test(arguments: [
    "# vmkfstools -J getuuid a.vmdk\n# vmkfstools -J getuuid b.vmdk\nUUID is {1}\n",
    "a.vmdk: UUID is {1}\r\nb.vmdk\r\nUUID is {2}\r\n",
    "# vmkfstools -J getuuid a.vmdk\nUUID is {1}\n\nb.vmdk\n",
    "Path,UUID\n\"a\n.vmdk\",{1}\n\"b\"\"c.vmdk\",{2}\n",
    "Filename : a.vmdk\nUuid : {1}\n\nFilename : b.vmdk\n",
    "a.vmdk {1}\ndisk => {\n\n\"a\": 1,\n",
    "disk => {\n\n\"path\": \"a.vmdk\",\n\"uuid\": \"{1}\"}\ndisk: [\n\n{\"path\": \"b.vmdk\"}]\n",
    "{\u{A0}\"path\":\u{200B}\"a.vmdk\",\u{FEFF}\"uuid\":\u{A0}\"{1}\"\u{A0}}\n",
    "a.vmdk: {1} => {\"b\": 1}\nUUID {2}: [\u{200B}{\"path\": \"b.vmdk\"}]\n",
    "{\"path\":\"a.vmdk\",\"uuid\":\"{1}\"}\n[{\"path\":\"b\\u0041.vmdk\",\n\"uuid\":\"{2}\"}] x\n{\n{\"a",
    "# Disk DescriptorFile\nRW 5 FLAT \"a\"\nddb.uuid = \"{1}\"\n\nb.vmdk: {2}",
    "# nmemid collect 1 on esx1\n/a.vmdk\tUUID is {1}\t16\n/b.vmdk\tfailed: x\t\n# nmemid collect end: 1 VMDKs, 1 failed\n",
    "> \u{A0}\u{201C}a.vmdk\u{201D} \u{2192} {1}\n\u{1B}[0mb.vmdk\u{1B}[0m\r\n\u{1B}[?2004l\rUUID is {2}\n",
    "(vim.vm.device.VirtualDisk) {\n   backing = (x) {\n fileName = \"a.vmdk\",\n uuid = \"{1}\"\n},\n}\n",
    "nvdimm0:0.fileName = \"a.vmdk\"\ndisplayName = \"x\"\n[DS] a/a-\nb.vmdk {2}\n",
  ])
  func everyFormMayBeCutAnywhere(text: String) {
    let bytes = Self.blanks + Array(expanded(text).utf8)
    let whole = host("list", bytes, [])
    #expect(!whole.statements.isEmpty)
    for cut in Self.blanks.count..<bytes.count {
      let isSame = host("list", bytes, [cut]) == whole
      #expect(isSame, "cut at \(cut - Self.blanks.count)")
    }
  }

  /// That the file is over may be known only once all of it was read.
  @Test(arguments: [
    "{\n\"path\":\"a.vmdk\",\n\"uuid\":\"{1}\",\n", "a.vmdk\nUUID is {1}\n",
    "# nmemid collect 1\n/a.vmdk\tUUID is {1}\t16\n", "Path,UUID\na.vmdk,{1}\n\"b.vmdk,{2}\n",
  ])
  func theEndMayComeByItself(text: String) {
    let bytes = Self.blanks + Array(expanded(text).utf8)
    var reader = HostListReader(file: "list", into: Catalog())
    let used = reader.read(bytes.span, isLast: false)
    _ = reader.read(bytes.span.extracting(used..<bytes.count), isLast: true)
    _ = reader.finish()
    let isSame = reader.takeCatalog() == host("list", bytes, [])
    #expect(isSame)
  }
}
