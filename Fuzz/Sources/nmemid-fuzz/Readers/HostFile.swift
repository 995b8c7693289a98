import FileFormats
import NmemModel

/// A host file that the fuzzer has made up.
struct HostFile {
  var name: ByteString
  var bytes: [UInt8]

  /// How many lines the file has. The end is one of its own, as in an editor: something may be missing
  /// there. Of UTF-16 it may be more.
  var lineCount: Int { 1 + bytes.count { $0 == 0x0A } }

  /// What is found in the file if it comes in one piece.
  func findings() -> Findings {
    var parser = HostFileParser(file: name)
    parser.feed(bytes.span)
    return parser.finish()
  }

  /// What is found in the file if it comes in pieces, as from a pipe, each of them as long as chance
  /// will have it and the first no shorter than the parser asks for.
  func findings(inPieces chance: inout Chance) -> Findings {
    let longest = [1, 16, 256, 4096].randomElement(using: &chance) ?? 1
    var parser = HostFileParser(file: name)
    var start = 0
    var length = HostFileParser.probeLength
    while parser.wantsMore, start < bytes.count {
      length = min(length + .random(in: 0...longest, using: &chance), bytes.count - start)
      parser.feed(bytes.span.extracting(start..<start + length))
      start += length
      length = 0
    }
    return parser.finish()
  }

  /// The findings, after all has been claimed that must hold for this file alone.
  func claimedFindings(_ chance: inout Chance) -> Findings {
    let findings = findings()
    let other = self.findings(inPieces: &chance)
    claim(
      findings == other,
      """
      what is found depends on where \(bytes.count) bytes are cut: \
      \(Difference(findings.sightings, other.sightings)) \
      \(Difference(findings.problems, other.problems))
      """)
    findings.claimPlaces(in: self)
    findings.claimModesty(for: self)
    return findings
  }
}
