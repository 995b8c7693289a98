import NmemModel

/// What holds for the reading of any file.
extension InputFile {
  /// Where the file is cut into pieces makes no difference. Returns what is found in it.
  func claimCutsAreNothing<Parser: FileParser>(
    to parser: Parser.Type, _ chance: inout Chance
  ) -> Parser.Found {
    let whole = findings(by: parser)
    let pieces = findings(by: parser, inPieces: &chance)
    claim(
      whole == pieces,
      "what is found depends on where \(bytes.count) bytes are cut: \(whole) or \(pieces)")
    return whole
  }

  /// Every place is in the file, and is a line that it has.
  func claimPlaces(_ sources: [Source]) {
    let lineCount = lineCount
    for source in sources {
      claim(source.file == name, "a finding is said to be in \(source.file.lossyText)")
      claim(
        source.line.map { (1...lineCount).contains($0) } ?? true,
        "a finding is said to be in line \(source.line ?? 0) of \(lineCount)")
    }
  }
}
