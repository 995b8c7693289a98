import NmemModel
import Testing

@Suite struct IdentityTests {
  /// The published case, and the two that tell a wrong rule from the right one.
  @Test(arguments: [
    (0x6000_C298_42C7_54F8 as UInt64, 0x02C2_D49B_206B_080C as UInt64, "206b080c"),
    (0x6000_C29D_9045_4266, 0xD7CF_EDF7_A2EB_F260, "a2ebf260"),
    (0x0123_4567_89AB_CDEF, 0x0123_4567_0000_0001, "00000001"),
    (.max, 0xFFFF_FFFF_0000_0000, "00000000"),
  ])
  func serialIsTheLastFourBytes(high: UInt64, low: UInt64, serial: String) {
    #expect(DiskUUID(high: high, low: low).serial.description == serial)
  }

  @Test func uuidIsPrintedInOneSpelling() {
    let uuid = DiskUUID(high: 0x6000_C298_42C7_54F8, low: 0x02C2_D49B_206B_080C)
    #expect(uuid.description == "6000c298-42c7-54f8-02c2-d49b206b080c")
    #expect(DiskUUID(high: 0, low: 0xA).description == "00000000-0000-0000-0000-00000000000a")
  }

  @Test(arguments: [
    ("8902-206b080c", "8902", 0x206b_080c as UInt32),
    ("cdab-0a-07e0-ffffffff", "cdab", 0xffff_ffff),
    ("8902-00000000", "8902", 0),
  ])
  func idsOfBothForms(text: String, vendor: String, serial: UInt32) {
    let id = UniqueID(text)
    #expect(id.vendor == vendor && id.serial == Serial(rawValue: serial))
    #expect(id.description == text)
  }

  @Test(arguments: [
    "", "8902", "8902-206b08", "8902-206b080c0", "8902-0a-206b080c", "8902-206b080g",
    "-8902-206b080c",
    "a7d87d56-0f32-4a1d-9bd5-9f9f3e5d2b1c", "8902-+06b080c",
  ])
  func anyOtherFormHasNoSerial(text: String) {
    #expect(UniqueID(text).serial == nil && UniqueID(text).vendor == nil)
  }

  @Test func withAnIDTheFallbackDoesNotCount() {
    let odd = DIMM(
      dev: "nmem0", id: UniqueID("odd"), handle: nil, physID: nil,
      fallbackVendor: "8902", fallbackSerial: Serial(rawValue: 1))
    #expect(odd.serial == nil && odd.vendor == nil)
    let old = DIMM(
      dev: "nmem0", id: nil, handle: nil, physID: nil,
      fallbackVendor: "8902", fallbackSerial: Serial(rawValue: 1))
    #expect(old.serial == Serial(rawValue: 1) && old.vendor == "8902")
  }
}

@Suite struct NaturalOrderTests {
  @Test func countsAsAPersonDoes() {
    let names = [
      "nmem10", "nmem2", "nmem1", "nmem02", "nmem", "a", "nmem2b", "nmem2a10", "nmem2a9",
    ]
    #expect(
      names.sorted(by: naturallyPrecedes)
        == ["a", "nmem", "nmem1", "nmem02", "nmem2", "nmem2a9", "nmem2a10", "nmem2b", "nmem10"])
  }

  @Test func isAStrictOrderWhateverTheTexts() {
    let texts = [
      "", "0", "00", "1", "01", "a0", "a", "a00", "10", "9", "99999999999999999999999", "x",
    ]
    for left in texts {
      #expect(!naturallyPrecedes(left, left))
      for right in texts where left != right {
        #expect(naturallyPrecedes(left, right) != naturallyPrecedes(right, left))
      }
    }
  }
}
