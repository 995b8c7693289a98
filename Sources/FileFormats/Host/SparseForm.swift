import NmemModel

/// Reads the descriptor that is embedded in a sparse VMDK, and nothing of the data after it
/// (VMware's Virtual Disk Format 5.0, "Hosted Sparse Extent Header").
enum SparseForm {
  /// What is read of such a file: an embedded descriptor lies in the first sectors.
  static let limit = 64 << 10

  private static let sector = 512

  /// Whether a file that begins with these bytes is a sparse VMDK with a header of this kind: `KDMV`.
  static func starts(with bytes: Span<UInt8>) -> Bool {
    bytes.hasPrefix(Array("KDMV".utf8))
  }

  /// Where the descriptor is in the first bytes of such a file, or why there is none.
  static func descriptor(in bytes: Span<UInt8>) -> Result<Range<Int>, Complaint> {
    guard bytes.count >= sector else { return .failure(.cutHeader) }
    let (offset, length) = (bytes.littleEndian(at: 28), bytes.littleEndian(at: 36))
    guard offset != 0, length != 0 else { return .failure(.noDescriptor) }
    // In sectors still: multiplied, a hostile number would overflow.
    let known = UInt64(limit / sector)
    guard offset < known else { return .failure(.farDescriptor) }
    let start = Int(offset) * sector
    let end = min(start + Int(min(length, known)) * sector, bytes.count)
    guard start < end else { return .failure(.cutDescriptor) }
    return .success(start..<(bytes.firstIndex(of: 0, in: start..<end) ?? end))
  }

  /// Why a sparse VMDK says nothing. The raw value is what is said.
  enum Complaint: String, Error {
    case cutHeader = "the header of a sparse disk is cut off"
    case noDescriptor =
      "the sparse disk has no descriptor in it; give the text descriptor next to it, if it has one"
    case farDescriptor = "the descriptor of the sparse disk is not in the first sectors of the file"
    case cutDescriptor = "the descriptor of the sparse disk is cut off"
    case otherText = "what should be the descriptor of the sparse disk is not one"
  }
}

extension Span<UInt8> {
  /// The 64-bit number at an offset, which must lie in the span.
  func littleEndian(at offset: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 | UInt64(self[offset + $1]) << (8 * UInt64($1)) }
  }
}
