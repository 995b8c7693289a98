import NmemModel
import Testing

@testable import FileFormats

@Suite struct LineTests {
  private static let starts = [
    "", "#", "\"", "[", ">", "{", "'", "$", "\t", "=", "\u{1B}[0m", "é", "a.vmdk", ".",
  ]

  /// What a line has in common with the one before it need not be looked at again, and is the same.
  @Test(arguments: starts) func theLineBeforeMakesNoDifference(start: String) {
    let common = "/vmfs/volumes/a long folder/"
    for (end, next) in [
      ("a.vmdk", "b.vmdk"), ("a", "a"), ("a.vmdk\"", "b.vmdk"), ("a", "b\tc"),
      ("", "a.vmdk x.vmdk"),
      ("#a", "b"), ("a.vmdk", ""), ("\r", "a\r"),
    ] {
      let text = Array("\(start)\(common)\(end)\n\(start)\(common)\(next)\n".utf8)
      let first = Line(text.span, from: 0, number: 1, after: nil)
      let offset = first?.next ?? 0
      let second = Line(text.span, from: offset, number: 2, after: first)
      let alone = Line(text.span, from: offset, number: 2, after: nil)
      #expect(second?.marks == alone?.marks, "\(next)")
      #expect(second?.range == alone?.range && second?.next == alone?.next)
      #expect(second?.pathEnd == alone?.pathEnd && second?.pathCount == alone?.pathCount)
    }
  }

  @Test func everyByteHasItsMark() {
    for byte in UInt8.min...UInt8.max where byte != 0x0A {
      for count in 0...17 {
        let text = [UInt8](repeating: 0x61, count: count) + [byte, 0x61]
        let isPlain = Line(text.span, number: 1).marks == []
        let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        let hasNone =
          isLetter || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || Array(" -_/.!&()*+?@^~".utf8).contains(byte)
        #expect(isPlain == hasNone, "byte \(byte) at \(count)")
      }
    }
  }
}
