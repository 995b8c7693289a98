extension Catalog {
  /// A list with VMDKs in it, or what a file tells of VMDKs outside of lists.
  public struct List: Equatable, Sendable {
    /// The file that it is in.
    public var file: ByteString

    /// The host that made it; nil if it does not tell.
    public var host: ByteString?

    /// When it was made; nil if it does not tell.
    public var listed: Moment?
  }

  /// The lists, file by file.
  public var lists: [List] {
    files.indices.flatMap { index in
      let file = files[index]
      let end = index + 1 < files.count ? files[index + 1].firstRecord : records.count
      let starts = [(host: nil, listed: nil, firstRecord: file.firstRecord)] + file.lists
      let ends = file.lists.map(\.firstRecord) + [end]
      return zip(starts, ends).filter { $0.firstRecord < $1 }
        .map { start, _ in List(file: file.name, host: start.host, listed: start.listed) }
    }
  }

  /// Whether there are so few VMDKs as one virtual machine has, in one folder, as far as is known.
  public var isOfOneFolder: Bool {
    guard count <= 1000 else { return false }
    let folders = statements.compactMap(\.pathInFolder).map { path in
      ByteString(path.bytes[..<path.bytes.span.startOfFileName])
    }
    return Set(folders).count == 1
  }
}
