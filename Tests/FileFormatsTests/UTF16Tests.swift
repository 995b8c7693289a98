import NmemModel
import Testing

@testable import FileFormats

private enum Order: CaseIterable {
  case little, big
}

private func utf16(_ units: some Sequence<UInt16>, _ order: Order) -> [UInt8] {
  units.flatMap { unit in
    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
    return order == .big ? [high, low] : [low, high]
  }
}

private func decoderOf(_ start: [UInt8]) -> UTF16Decoder? {
  UTF16Decoder(start: start.span)
}

private func isText(_ start: [UInt8]) -> Bool {
  TextFile.isText(start.span)
}

private let line = "a.vmdk: UUID is 6000c298-42c7-54f8-02c2-d49b206b080c\n"

@Suite struct UTF16Tests {
  @Test(arguments: Order.allCases, ["", "\u{FEFF}"])
  fileprivate func isReadWithAndWithoutAMark(order: Order, mark: String) {
    for copies in [1, 1000] {
      let text = String(repeating: line, count: copies)
      for rest in [[], [0x41]] as [[UInt8]] {
        let found = findings(bytes: utf16((mark + text).utf16, order) + rest)
        #expect(found == findings(text))
      }
    }
  }

  /// What comes after the first bytes does not change what they are, however much is read at once.
  @Test(arguments: Order.allCases)
  fileprivate func theFirstBytesDecide(order: Order) {
    let text = String(repeating: line, count: 100) + "\u{4E2D}.vmdk: UUID is \(expanded("{2}"))\n"
    #expect(findings(bytes: utf16(text.utf16, order)) == findings(text))
  }

  @Test(arguments: Order.allCases)
  fileprivate func chunksMayFallAnywhere(order: Order) {
    var text = "\u{FEFF}"
    for index in 0..<100 {
      text += "é€😀\(index).vmdk: UUID is 6000c298-42c7-54f8-02c2-d49b206b080c\n"
    }
    let bytes = utf16(text.utf16, order)
    let whole = findings(bytes: bytes)
    #expect(whole.statements.count == 100)
    #expect(whole.statements.last?.path == "é€😀99.vmdk")
    for size in [1, 2, 3, 5, 7] { #expect(findings(bytes: bytes, chunk: size) == whole) }
  }

  @Test(
    arguments: [
      ([0xD83D], "\u{FFFD}"), ([0xDE00], "\u{FFFD}"), ([0xD83D, 0x41], "\u{FFFD}A"),
      ([0xDE00, 0xD83D, 0xDE00], "\u{FFFD}😀"), ([0xD83D, 0xD83D, 0xDE00], "\u{FFFD}😀"),
      ([0xFFFF, 0x7F, 0x80], "\u{FFFF}\u{7F}\u{80}"),
    ] as [([UInt16], String)])
  func halvesOfPairsAreReplaced(units: [UInt16], text: String) throws {
    var decoder = try #require(decoderOf([0xFE, 0xFF]))
    var decoded: [UInt8] = []
    for byte in utf16(units, .big) + [0x41] { decoded += decoder.decode([byte].span) }
    decoded += decoder.finish()
    #expect(decoded == Array(text.utf8))
  }

  @Test(arguments: [
    [0x41], [0x41, 0], [0, 0x41], [0x41, 0, 0x42, 0x43], [0x41, 0, 0, 0], [0, 0, 0, 0], [],
    [0x41, 0x42, 0x43, 0x44],
  ])
  func otherBytesAreNoUTF16(bytes: [UInt8]) {
    #expect(decoderOf(bytes) == nil)
  }

  @Test func aPartInUTF8IsNoticedWhereverItIsCut() {
    let bytes = utf16("\u{FEFF}\(String(repeating: " ", count: 2100))\n".utf16, .little)
    let whole = findings(bytes: bytes + Array(line.utf8))
    #expect(whole.isCutOff)
    for chunk in [1, 2, 3, 5, 64] {
      #expect(findings(bytes: bytes + Array(line.utf8), chunk: chunk) == whole)
    }
  }

  @Test func aCharacterOfZeroIsBinary() {
    let text = utf16("\u{FEFF}a\0b".utf16, .little)
    #expect(!isText(text))
    #expect(!isText([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0]), "UTF-32")
    #expect(read(text).understanding.isForeign)
  }
}
