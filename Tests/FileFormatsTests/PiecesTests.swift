import FileFormats
import NmemModel
import Testing

/// The answer does not depend on where a read ends.
@Suite struct PiecesTests {
  /// Read whole, then in pieces. The start of a file is waited for, and so pieces within it are no pieces: each file
  /// is read once more behind as many lines that say nothing.
  private func compare(_ name: String, _ bytes: [UInt8], pieces: [Int]) {
    let lines = [UInt8](repeating: 0x0A, count: HostListReader.probeLength)
    for bytes in [bytes, lines + bytes] {
      let whole = findings(bytes: bytes, file: ByteString(name))
      let guest = guests(bytes, chunk: .max)
      for size in pieces {
        let isSame = findings(bytes: bytes, file: ByteString(name), chunk: size) == whole
        #expect(isSame, "\(name), \(size) bytes at a time")
        let isSameGuest = guests(bytes, chunk: size) == guest
        #expect(isSameGuest, "\(name) as a guest's, \(size) bytes at a time")
      }
    }
  }

  private func guests(_ bytes: [UInt8], chunk: Int) -> GuestFindings {
    var parser = GuestFileParser(file: "guest")
    feed(bytes, chunk) { parser.wantsMore ? parser.read($0, isLast: $1) : nil }
    return parser.finish()
  }

  @Test func goldenInputsAreReadTheSame() {
    #expect(goldenInputs.count > 100)
    for (name, bytes) in goldenInputs where bytes.count < 4000 {
      compare(name, bytes, pieces: [1, 7, 100, 4096])
    }
  }

  @Test func longGoldenInputsAreReadTheSame() {
    let long = goldenInputs.filter { $0.bytes.count >= 4000 && $0.bytes.count < 400_000 }
    #expect(!long.isEmpty)
    for (name, bytes) in long { compare(name, bytes, pieces: [1000, 4096, 65537]) }
  }

  /// Each form, cut at each of its bytes.
  @Test(arguments: [
    "a.vmdk: UUID is {1}\r\nb.vmdk\r\nUUID is {2}\r\n",
    "# vmkfstools -J getuuid a.vmdk\nUUID is {1}\n\nb.vmdk\n",
    "Path,UUID\n\"a\n.vmdk\",{1}\n\"b\"\"c.vmdk\",{2}\n",
    "Filename : a.vmdk\nUuid : {1}\n\nFilename : b.vmdk\n",
    "{\"path\":\"a.vmdk\",\"uuid\":\"{1}\"}\n[{\"path\":\"b\\u0041.vmdk\",\n\"uuid\":\"{2}\"}] x\n{\n{\"a",
    "# Disk DescriptorFile\nRW 5 FLAT \"a\"\nddb.uuid = \"{1}\"\n\nb.vmdk: {2}",
    "# nmemid collect 1 on esx1\n/a.vmdk\tUUID is {1}\t16\n/b.vmdk\tfailed: x\t\n# nmemid collect end: 1 VMDKs, 1 failed\n",
    "> \u{A0}\u{201C}a.vmdk\u{201D} \u{2192} {1}\n\u{1B}[0mb.vmdk\u{1B}[0m\r\n\u{1B}[?2004l\rUUID is {2}\n",
    "(vim.vm.device.VirtualDisk) {\n   backing = (x) {\n fileName = \"a.vmdk\",\n uuid = \"{1}\"\n},\n}\n",
    "nvdimm0:0.fileName = \"a.vmdk\"\ndisplayName = \"x\"\n[DS] a/a-\nb.vmdk {2}\n",
  ])
  func everyFormMayBeCutAnywhere(text: String) {
    let lines = [UInt8](repeating: 0x0A, count: HostListReader.probeLength)
    let bytes = lines + Array(expanded(text).utf8)
    let whole = findings(bytes: bytes)
    #expect(whole.count > 1)
    for cut in lines.count..<bytes.count {
      var reader = HostListReader(file: "list", into: Catalog())
      feed(bytes, cutAt: [cut]) { reader.read($0, isLast: $1) }
      _ = reader.finish()
      let isSame = reader.takeCatalog() == whole
      #expect(isSame, "cut at \(cut - lines.count)")
    }
  }
}
