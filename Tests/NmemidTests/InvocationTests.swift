import NmemModel
import Testing

@testable import NmemidCLI

@Suite struct InvocationTests {
  private func invocation(_ words: String...) throws(UsageError) -> Invocation {
    try Invocation(words.map { ByteString($0) })
  }

  @Test func mapIsTheDefault() throws {
    #expect(try invocation().command == .map)
    #expect(try invocation("vmdks.txt", "-").operands == ["vmdks.txt", "-"])
    #expect(try invocation("map", "list").operands == ["list"])
    #expect(try invocation("--", "list").operands == ["list"])
    #expect(try invocation("--", "-J").format == .table)
    #expect(try invocation("-J", "list").command == .list)
    #expect(try invocation("collect", "--", "-x", "y").operands == ["-x", "y"])
  }

  @Test func optionsAreWrittenAsForGetopt() throws {
    let one = try invocation("-bnpo", "NAME,ID", "a")
    #expect(one.columns == .only(["NAME", "ID"]) && one.operands == ["a"])
    #expect(one.cells == CellStyle(sizesInBytes: true, devicesAsPaths: true) && !one.hasHeadings)
    #expect(try invocation("-oNAME,ID", "a", "-pbn") == one)
    #expect(try invocation("a", "--output=NAME,ID", "--by", "--paths", "--noh") == one)
    #expect(try invocation("--color", "never").color == .never)
    #expect(try invocation("--host", "x", "--host=y", "z").hostFiles == ["x", "y"])
  }

  @Test func helpWinsOverWhatIsMissing() throws {
    #expect(try invocation("vmdks", "--help").request == .help)
    #expect(try invocation("-VH").request == .version)
  }

  @Test(arguments: [
    ["--frobnicate"], ["-x"], ["-é"], ["--" + "=x"], ["-o"], ["--json=1"], ["-JP"],
    ["--raw", "--json"],
    ["list", "x"], ["--sort", "NAME", "--json"], ["--why", "-o", "NAME"], ["--color", "red"],
    ["list", "--host", "x"], ["--p"],
    ["collect", "--json"], ["collect", "-n", "x"], ["collect", "--host", "x"],
    ["collect", "--vsphere", "x"], ["vmdks", "--vsphere"],
  ])
  func wrongCommandLinesAreRefused(words: [String]) {
    #expect(throws: UsageError.self) { try Invocation(words.map { ByteString($0) }) }
  }

  @Test(arguments: Command.allCases)
  func helpFitsIntoATerminal(command: Command) throws {
    for isNamed in [true, false] {
      let lines = helpText(for: command, isNamed: isNamed)
        .split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(isNamed || lines.count <= 24)
    }
  }

  @Test func fileNamesNeedNotBeUTF8() throws {
    let name = ByteString([0x66, 0xE9])
    #expect(try Invocation([name]).operands == [name])
  }
}
