// The spellings of a path on a host, in one place: `[DS] folder/file.vmdk`, `/vmfs/volumes/DS/folder/file.vmdk` and
// `ds:///vmfs/volumes/DS/folder/file.vmdk`.

/// The folder where all paths of ESXi's file systems start.
public let datastoreRoot: StaticString = "/vmfs/volumes/"

extension ByteString {
  /// Where a path, or a pattern of paths, has the name of a datastore of the host; nil if it has none.
  public var datastoreName: Range<Int>? {
    if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")) {
      return 1..<end
    }
    let rest = bytes[...].dropPrefix("ds://")
    let name = rest.dropPrefix(datastoreRoot)
    guard name.count < rest.count else { return nil }
    return name.startIndex..<(name.firstIndex(of: UInt8(ascii: "/")) ?? name.endIndex)
  }

  /// A path in one spelling, whatever the host's: `DS/folder/file` with a datastore.
  public var canonicalPath: ByteString {
    let place = Place(self)
    var names = place.folders + [place.file]
    switch place.datastore {
    case .label(let name)?, .identifier(let name)?: names.insert(name, at: 0)
    case nil: if bytes.first == UInt8(ascii: "/") { names.insert("", at: 0) }
    }
    return ByteString(names.map(\.bytes).joined(separator: "/".utf8))
  }
}

extension Span<UInt8> {
  /// Whether the name that starts at an offset of a path is that of a datastore: the root comes before it, and
  /// nothing or `ds://` before that.
  public func isDatastore(at start: Int) -> Bool {
    let first = start - datastoreRoot.utf8CodeUnitCount
    guard first == 0 || first == "ds://".utf8.count else { return false }
    return datastoreRoot.withUTF8Buffer { root in
      root.indices.allSatisfy { self[first + $0] == root[$0] }
    }
  }
}

extension ArraySlice<UInt8> {
  /// The names of a path, without `.`, and without each `..` and the name that it takes back. A `..` that leads out of
  /// a path stays.
  public var resolvedNames: [ArraySlice<UInt8>] {
    var names: [ArraySlice<UInt8>] = []
    for name in split(separator: UInt8(ascii: "/")) where !name.elementsEqual(".".utf8) {
      if name.elementsEqual("..".utf8), let last = names.last, !last.elementsEqual("..".utf8) {
        names.removeLast()
      } else {
        names.append(name)
      }
    }
    return names
  }

  /// What follows a prefix, or everything if it is not there.
  func dropPrefix(_ prefix: StaticString) -> ArraySlice<UInt8> {
    prefix.withUTF8Buffer { starts(with: $0) ? dropFirst($0.count) : self }
  }
}
