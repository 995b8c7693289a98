import Testing

@testable import NmemModel

// The library for tests has one, too.
private typealias Attachment = NmemModel.Attachment

@Suite struct AttachmentTests {
  private let uuids = (1...2).map { MachineUUID(DiskUUID(high: 1, low: $0)) }

  /// What the statements say together, the same in any order.
  private func joined(_ statements: Attachment...) -> [Attachment] {
    let forwards = Attachment.joined(statements)
    #expect(Attachment.joined(statements.reversed()) == forwards)
    return forwards
  }

  @Test func whatIsSaidOfOneMachineIsOneAttachment() {
    let whole = Attachment(machine: "db", machineUUID: uuids[0], device: "NVDIMM 1", unit: 0)
    #expect(
      joined(
        Attachment(machine: "db", machineUUID: uuids[0]),
        Attachment(machineUUID: uuids[0], device: "NVDIMM 1"), Attachment(unit: 0)) == [whole])
    #expect(joined(whole, Attachment(machine: "db"), Attachment(unit: 0)) == [whole])
  }

  @Test func whatContradictsStaysApart() {
    let units = (0...1).map { Attachment(machine: "db", unit: $0) }
    #expect(joined(units[0], units[1]) == units)
    let alike = uuids.map { Attachment(machine: "db", machineUUID: $0) }
    #expect(joined(alike[0], alike[1]) == alike)
    #expect(joined(Attachment(machine: "db"), Attachment(machine: "web")).count == 2)
    #expect(joined(Attachment(machine: "db"), Attachment(machineUUID: uuids[0])).count == 2)
  }

  @Test func whatMayBePartOfSeveralStaysAlone() {
    let units = (0...1).map { Attachment(machine: "db", unit: $0) }
    let named = Attachment(machine: "db", machineUUID: uuids[0])
    #expect(joined(units[0], units[1], named).count == 3)
    #expect(joined(units[0], units[1], Attachment(machine: "db")) == units)
  }

  @Test func aMachineThatIsKnownOnlyByNameMayBeThisOne() {
    var clone = VMDK(
      path: "[DS] web/x.vmdk", uuid: DiskUUID(high: 0, low: 1),
      attachments: [Attachment(machine: "web", machineUUID: uuids[1])], sources: [])
    let original = VMDK(
      path: "[DS] db/x.vmdk", uuid: DiskUUID(high: 0, low: 1),
      attachments: [Attachment(machine: "db", machineUUID: uuids[0])], sources: [])
    func kept() -> Int {
      let candidates = [original, clone].enumerated().map { Candidate(index: $0, vmdk: $1) }
      return Choice(among: candidates, for: uuids[0]).kept.count
    }
    #expect(kept() == 1)
    clone.attachments.append(Attachment(machine: "db2"))
    #expect(kept() == 2)
  }
}
