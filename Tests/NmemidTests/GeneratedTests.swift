import NmemModel
import Testing

@testable import NmemidCLI

/// What the man page and the completions are made of; `Tests/Packaging` asks man and the shells about
/// the whole.
@Suite struct GeneratedTests {
  @Test func onlyTheBuildAsksForParts() throws {
    #expect(GeneratedPart(["--generate", "bash"]) == .bash)
    #expect(GeneratedPart(["--generate", "tcsh"]) == nil)
    #expect(GeneratedPart(["--generate", "bash", "x"]) == nil)
    // A user who cuts --guest short still may.
    #expect(try Invocation(["--g", "saved.json"]).guests.count == 1)
  }

  @Test(arguments: GeneratedPart.allCases)
  func partsAreWholeLines(part: GeneratedPart) {
    #expect(!part.text.isEmpty && part.text.hasSuffix("\n"))
  }

  @Test func roffReadsNothingIntoText() {
    #expect(
      ManPage.escaped(#"-a 'b' "c" `d` \e ~^"#)
        == #"\-a \(aqb\(aq \(dqc\(dq \(gad\(ga \ee \(ti\(ha"#)
    #expect(ManPage.escaped(".vmdk and .vmx") == #"\&.vmdk and .vmx"#)
  }

  @Test func shellsReadNothingIntoText() {
    #expect(#"the DIMM's $x \n"#.quotedForShell == #"'the DIMM'\''s $x \n'"#)
    #expect(#"the DIMM's $x \n"#.quotedForFish == #"'the DIMM\'s $x \\n'"#)
  }

  @Test func anOptionMayBringColumnsOfItsOwn() {
    let tables = Command.list.columnTables
    #expect(tables.first?.option == nil && tables.first?.names.contains("HANDLE") == true)
    let regions = tables.first { $0.option == .regions }
    #expect(
      regions?.names.contains("ISET-ID") == true && regions?.names.contains("HANDLE") == false)
    #expect(Command.collect.columnTables.isEmpty)
  }
}
