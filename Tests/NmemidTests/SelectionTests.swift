import FileFormats
import NmemModel
import Testing

@testable import NmemidCLI

@Suite struct SelectionTests {
  private let columns = ColumnSet<Cell>(
    all: [Column(name: .id, key: .id, type: .string, help: "") { $0 }], standard: [.id])

  private func sorted(_ cells: Cell...) throws -> [Cell] {
    let invocation = try Invocation(["--sort", "id", "-o", "ID"].map { ByteString($0) })
    return Array(cells.sorted(by: try #require(try columns.selection(invocation).order)))
  }

  @Test func numbersGoByTheirValueAndNothingComesFirst() throws {
    #expect(try sorted(.size(10), .none, .size(9)) == [.none, .size(9), .size(10)])
    #expect(try sorted(.number(10), .number(9), .none) == [.none, .number(9), .number(10)])
  }

  @Test func namesGoAsAPersonCounts() throws {
    #expect(
      try sorted(.device("nmem10"), .device("nmem2")) == [.device("nmem2"), .device("nmem10")])
    #expect(try sorted(.list(["b"]), .list([]), .list(["a", "c"])).first == .list([]))
  }

  @Test func hexadecimalNumbersGoByTheirValue() throws {
    #expect(
      try sorted(.code("c4a1000a"), .code("c4a10010"), .code("c4a10009"))
        == [.code("c4a10009"), .code("c4a1000a"), .code("c4a10010")])
  }

  @Test func rowsThatAreEqualStayInTheirOrder() throws {
    let rows: [(place: UInt64, cell: Cell)] = (0..<100).map { ($0, .number($0 % 2)) }
    let order = Column<(place: UInt64, cell: Cell)>(name: .id, key: .id, type: .integer, help: "") {
      $0.cell
    }
    let places = rows.sorted(by: order).map(\.place)
    let expected: [UInt64] =
      Array(stride(from: 0, to: 100, by: 2)) + Array(stride(from: 1, to: 100, by: 2))
    #expect(places == expected)
  }

  @Test func whatIsSortedByIsRead() throws {
    let invocation = try Invocation(["list", "-o", "NAME", "-x", "SIZE"].map { ByteString($0) })
    #expect(try ColumnSet<DIMMRow>.dimms.selection(invocation).needs == .regions)
  }
}

@Suite struct SimilarWordTests {
  private let words = ["map", "list", "vmdks", "trace", "collect"]

  @Test(arguments: [
    ("lsit", "list"), ("lst", "list"), ("lists", "list"), ("lit", "list"), ("colect", "collect"),
    ("vmdk", "vmdks"), ("tarce", "trace"), ("mpa", "map"),
  ])
  func isFoundForAMistypedOne(text: String, word: String) {
    #expect(similarWord(to: text, in: words) == word)
  }

  @Test(arguments: ["", "x", "help", "lsblk", "nmem0", "tracing"])
  func isNotFoundForAnother(text: String) {
    #expect(similarWord(to: text, in: words) == nil)
  }

  @Test func theNearestIsMeant() {
    #expect(similarWord(to: "MOUNTPOINT", in: ["MOUNTPOINT-X", "MOUNTPOINTS"]) == "MOUNTPOINTS")
  }
}
