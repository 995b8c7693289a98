import FileFormats
import NmemModel
import Testing

@testable import NmemidCLI

@Suite struct SavedGuestsTests {
  private func names(_ files: (argument: ByteString, guests: [String?])...) throws -> [String?] {
    try SavedGuests.named(
      files.map { argument, guests in
        var saved = SavedGuests(argument: try GuestArgument(argument))
        saved.said.guests = guests.map { Guest(name: $0, buses: []) }
        return saved
      }
    ).map(\.name)
  }

  @Test(
    arguments: [
      ("vm.json", nil, "vm.json"), ("a=b.json", "a", "b.json"), ("./a=b", nil, "./a=b"),
      ("/x/a=b", nil, "/x/a=b"), ("a=/x/b=c", "a", "/x/b=c"), ("a=-", "a", "-"),
    ] as [(ByteString, String?, ByteString)])
  func aValueIsAFileOrANamedOne(value: ByteString, name: String?, file: ByteString) throws {
    let argument = try GuestArgument(value)
    #expect(argument.name == name && argument.file == file)
  }

  @Test(arguments: ["", "=", "=x", "x="])
  func aValueWithoutAFileOrANameIsWrong(value: ByteString) {
    #expect(throws: UsageError.self) { try GuestArgument(value) }
  }

  @Test func aGuestIsCalledAfterItsFile() throws {
    #expect(try names(("a/vm10.json", [nil]), ("vm2.TXT", [nil])) == ["vm2", "vm10"])
    #expect(
      try names(("-", [nil]), ("vm.log", [nil]), (".json", [nil])) == ["-", ".json", "vm.log"])
    #expect(try names(("a/vm.json", [nil]), ("b/vm.txt", [nil])) == ["a/vm.json", "b/vm.txt"])
    #expect(try names(("a/vm.json", [nil]), ("b/vm.txt", [])) == ["a/vm.json"])
  }

  @Test func aListNamesItsGuestsUnlessTheUserDoes() throws {
    #expect(try names(("x.json", ["web"])) == ["web"])
    #expect(try names(("x.json", ["web", nil])) == ["web", "x"])
    #expect(try names(("db=x.json", ["web"])) == ["db"])
    #expect(try names(("db=x.json", ["web", "app", nil])) == ["db", "db/app", "db/web"])
  }

  @Test func noTwoGuestsHaveOneName() throws {
    #expect(try names(("vm=x", [nil]), ("a/vm.json", [nil])) == ["a/vm.json", "vm"])
    #expect(try names(("web=x", [nil]), ("y.json", ["web", "db"])) == ["db", "web", "y.json/web"])
    #expect(try names(("x", ["web"]), ("y", ["web"])) == ["x/web", "y/web"])
    #expect(try names(("web", [nil]), ("y", ["web"])) == ["web", "y/web"])
    #expect(throws: UsageError.self) { try names(("vm=x", [nil]), ("vm", [nil])) }
  }
}
