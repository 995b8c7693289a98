import FileFormats
import NmemModel
import Testing

/// What is not tied is kept and said; nothing is dropped in silence; what was cut is said to be cut.
@Suite struct CandidateTests {
  /// Lines in which a UUID stands that nobody owns.
  private static let lines = [
    "serial 6000c29842c754f802c2d49b206b0801 is fine", "see {1}.", "x={1}", "'{1}'",
    "a.vmdk b.vmdk {1}",
    "a-flat.vmdk: {1}", "$ echo {1}", "[root@esx1:~] x {1}", "+ u={1}", "-{1}", "UUID is {1} {2}",
    "wwn-0x6000c29842c754f802c2d49b206b0801", "[\"{1}\"]", "{\"x\": [\"{1}\"]}", "{\"{1}\": 1}",
    "| x | {1} |", "nvdimm0:0.x = \"{1}\"", "<uuid>{1}</uuid>", "uuid={1};",
  ]

  @Test(arguments: lines) func isKeptAndSaidOnce(line: String) {
    let found = findings(expanded("\n\(line)\n"))
    let own = found.statements.filter { $0.uuid?.description == expanded("{1}") }
    #expect(own.count == 1 && own.allSatisfy { $0.path == nil }, "\(told(line))")
    #expect(found.problems.map(\.source.line) == [2], "\(found.problems)")
  }

  @Test(arguments: ["# a.vmdk: UUID is {1}", "#a.vmdk {1}", "# ddb.uuid = {1}"])
  func whatIsCommentedOutIsSaid(line: String) {
    #expect(findings(expanded("\n\(line)\n")).problems.map(\.source.line) == [2])
  }

  @Test(arguments: [
    "{\n\"path\":\"a.vmdk\",\n\"uuid\":\"{1}\"",
    "[{\"path\":\"a.vmdk\",\"uuid\":\"{1}\"},\n{\"path\":\"b",
    "# nmemid collect 1\na.vmdk\tUUID is {1}\t16\n",
    "/a.vmdk\tUUID is {1}\t1\n# nmemid collect end: 2 VMDKs, 0 failed\n",
    "Path,UUID\na.vmdk,{1}\n\"b.vmdk,\n",
  ])
  func whatWasCutIsSaidToBe(text: String) {
    let (found, understanding) = read(Array(expanded(text).utf8))
    #expect(understanding.isCutOff && found.isCutOff && !found.problems.isEmpty)
    #expect(found.statements.count { $0.uuid != nil } == 1, "\(told(text))")
  }
}
