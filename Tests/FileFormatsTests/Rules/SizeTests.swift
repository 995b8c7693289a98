import NmemModel
import Testing

/// A number is a size only if its unit is known.
@Suite struct SizeRuleTests {
  @Test(
    arguments: [
      (#""capacityInKB":1024"#, 1 << 20), (#""capacityInBytes":1024"#, 1024),
      (#""capacityInMB":1024"#, 1 << 30),
      (#""capacityGB":40.0"#, 40 << 30), (#""capacity":"40 GB""#, 40 << 30),
      (#""capacity":"40,960 MB""#, 40 << 30),
      (#""sizeMiB":"40 960""#, 40 << 30), (#""size_gb":4"#, 4 << 30),
      (#""Capacity (MB)":"1,024""#, 1 << 30),
      (#""size":"20G""#, 20 << 30), (#""diskSize":"2.5 GiB""#, 5 << 29),
      (#""CapacityGB":"0,5""#, 1 << 29),
      (#""CapacityGB":"0,500""#, 1 << 29), (#""CapacityKB":"1.048.576""#, 1 << 30),
      (#""sizeBytes":5"#, 5),
      (#""capacityInKB":1024,"capacityInBytes":1048576"#, 1 << 20),
      // Nothing tells the unit, or it is no size of the disk's.
      (#""capacity":1024"#, nil), (#""size":20"#, nil), (#""capacity":"unlimited""#, nil),
      (#""capacityInKB":-1"#, nil), (#""usedGB":3"#, nil), (#""freeSpaceGB":3"#, nil),
      (#""length":5"#, nil),
      (#""sizeUsed":"5 GB""#, nil), (#""CapacityGB":"16 cells""#, nil),
      (#""CapacityGB":"16 MB""#, 16 << 20), (#""CapacityTB":2"#, 2 << 40),
      // No whole number of bytes, none at all, and more than there can be.
      (#""CapacityGB":"1.024""#, nil), (#""CapacityGB":"0.3""#, nil), (#""capacityInKB":0"#, nil),
      (#""capacityInKB":"0 MB""#, nil), (#""CapacityTB":99999999999999"#, nil),
      // Of two that disagree none is known.
      (#""capacityInKB":1024,"capacityInBytes":99"#, nil),
    ] as [(String, UInt64?)])
  func isReadWithItsUnit(member: String, size: UInt64?) {
    let found = findings(expanded(#"{"fileName":"a.vmdk","uuid":"{1}",\#(member)}"#))
    #expect(found.statements.map(\.size) == [size])
  }

  @Test(
    arguments: [
      ("Capacity MiB", "40,960", 40 << 30), ("Capacity MiB", "40960", 40 << 30),
      ("Size (GB)", "40", 40 << 30),
      ("CapacityGB", "0.5", 1 << 29), ("Size", "40", nil), ("Capacity", "16 MB", 16 << 20),
    ] as [(String, String, UInt64?)])
  func isReadInATable(column: String, value: String, size: UInt64?) {
    let found = findings(expanded("Path;UUID;\(column)\na.vmdk;{1};\(value)\n"))
    #expect(found.statements.map(\.size) == [size])
  }

  /// In nmemid's own JSON sizes are bytes; in what follows it they are not.
  @Test func onlyOurOwnAreBytes() {
    let text = """
      {"nmemid": {"schema": 1}, "vmdks": [{"path": "a.vmdk", "uuid": "{1}", "size": 5}]}
      {"vmdks": [{"path": "b.vmdk", "uuid": "{2}", "size": 5}]}
      """
    #expect(findings(expanded(text)).statements.map(\.size) == [5, nil])
  }
}
