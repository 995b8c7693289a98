// What the names of a disk's file and of those of its snapshots begin with: `db` of `vm/db.vmdk`, of
// `[DS] vm/db.vmdk` and of `vm/db-000002.vmdk`. Cheaper than a whole ``Place``.

extension Span<UInt8> {
  /// Where the file's name is in a path, the same for all spellings of the path.
  fileprivate func fileName(in path: Range<Int>) -> Range<Int> {
    if let slash = lastIndex(of: UInt8(ascii: "/"), in: path) { return slash + 1..<path.upperBound }
    guard let first = path.first, self[first] == UInt8(ascii: "["),
      let end = path.first(where: { self[$0] == UInt8(ascii: "]") })
    else { return path }
    let start = (end + 1..<path.upperBound).first { self[$0] != UInt8(ascii: " ") }
    return (start ?? path.upperBound)..<path.upperBound
  }

  /// Where the number of a snapshot is in a file's name, with its dash: in `db-000002.vmdk`.
  func snapshotNumber(in name: Range<Int>) -> Range<Int>? {
    let dash = name.upperBound - 12
    guard dash > name.lowerBound, self[dash] == UInt8(ascii: "-"),
      (dash + 1..<dash + 7).allSatisfy({ self[$0].isASCIIDigit }), endsInVMDK(name)
    else { return nil }
    return dash..<dash + 7
  }

  /// Where the disk's name is in the name of one of its files.
  func diskName(in name: Range<Int>) -> Range<Int> {
    if let number = snapshotNumber(in: name) { return name.lowerBound..<number.lowerBound }
    return endsInVMDK(name) ? name.lowerBound..<name.upperBound - 5 : name
  }

  /// Whether `.vmdk` is at an offset, in either case.
  @inlinable @inline(__always)
  public func hasVMDK(at index: Int) -> Bool {
    index >= 0 && index &+ 5 <= count
      && word(index..<index &+ 5) | 0x2020_2020_00 == 0x6B_646D_762E
  }

  private func endsInVMDK(_ name: Range<Int>) -> Bool {
    name.count >= 5 && hasVMDK(at: name.upperBound - 5)
  }
}

extension ByteString {
  /// The file's name in a path, the same for all spellings of the path.
  public var fileName: ArraySlice<UInt8> { bytes[bytes.span.fileName(in: bytes.indices)] }

  /// What the names of a disk's file and of those of its snapshots begin with.
  var diskName: ArraySlice<UInt8> {
    bytes[bytes.span.diskName(in: bytes.span.fileName(in: bytes.indices))]
  }
}
