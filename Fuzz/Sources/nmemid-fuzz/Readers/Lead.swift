import FileFormats

/// The start of a file that leads the parser to a reader, as long as what decides what a file is. What
/// follows may be cut anywhere.
struct Lead: Sendable {
  let bytes: [UInt8]

  private init(_ start: [UInt8], filler: [UInt8], end: [UInt8]) {
    var bytes = start
    while bytes.count + end.count < HostListReader.probeLength { bytes += filler }
    self.bytes = bytes + end
  }

  /// The first line of a text, if it needs one, and a blank one.
  static func text(_ line: String = "") -> Lead {
    Lead(Array("\(line)\n".utf8), filler: [0x20], end: [0x0A])
  }

  /// A blank line of UTF-16, little-endian as Windows writes it.
  static let utf16 = Lead([0xFF, 0xFE], filler: [0x20, 0x00], end: [0x0A, 0x00])

  /// The header of a sparse disk, up to the descriptor in it: at sector 8, of 20 sectors
  /// (VMware's Virtual Disk Format 5.0, "Hosted Sparse Extents").
  static let sparse = Lead(
    Array("KDMV".utf8) + [1, 0, 0, 0, 3, 0, 0, 0] + [0, 8, 0, 0, 0, 0, 0, 0]
      + [128, 0, 0, 0, 0, 0, 0, 0] + [8, 0, 0, 0, 0, 0, 0, 0] + [20, 0, 0, 0, 0, 0, 0, 0],
    filler: [0], end: [])
}
