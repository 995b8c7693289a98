/// Two numbers that stand for what a path says of the disk that it belongs to: paths of one disk have them
/// in common, and those of two disks rarely do.
public struct PathKeys: Hashable, Sendable {
  /// Stands for what the names of a disk's file and of those of its snapshots begin with.
  var name: UInt32

  /// Stands for that and for the name of the folder that the file is in.
  var nameInFolder: UInt32

  /// The keys of a path.
  init(_ path: ByteString) {
    if let keys = PathKeys(path.bytes.span, path: path.bytes.indices) {
      self = keys
    } else {
      let place = Place(path)
      let (folder, file) = (place.folders.last?.bytes ?? [], place.file.bytes)
      self.init(
        name: Digest(file.span, file.span.diskName(in: file.indices)),
        folder: Digest(folder.span, folder.indices))
    }
  }

  /// The keys of a path that is a part of a text, as far as they are told at a glance; nil if it takes a
  /// ``Place``, because a part of the path may be no folder.
  public init?(_ text: Span<UInt8>, path: Range<Int>) {
    guard let (start, isFolder) = Self.startOfFolders(text, path) else { return nil }
    var folder = start..<start
    var file = start..<path.upperBound
    if let slash = text.lastIndex(of: UInt8(ascii: "/"), in: file) {
      let outer = text.lastIndex(of: UInt8(ascii: "/"), in: start..<slash)
      guard outer != nil || isFolder else { return nil }
      folder = (outer.map { $0 + 1 } ?? start)..<slash
      file = slash + 1..<path.upperBound
      guard !folder.isEmpty, text[folder.lowerBound] != UInt8(ascii: ".") else { return nil }
    } else if !isFolder {
      return nil
    }
    guard !file.isEmpty, text[file.lowerBound] != UInt8(ascii: ".") else { return nil }
    self.init(name: Digest(text, text.diskName(in: file)), folder: Digest(text, folder))
  }

  private init(name: Digest, folder: Digest) {
    self.name = name.key
    nameInFolder = name.joined(with: folder).key
  }

  /// Where the folders start in a path, and whether what is there is one, and not its datastore; nil if that
  /// takes a closer look.
  private static func startOfFolders(
    _ text: Span<UInt8>, _ path: Range<Int>
  ) -> (start: Int, isFolder: Bool)? {
    guard let first = path.first else { return nil }
    switch text[first] {
    case UInt8(ascii: "/"):
      let root: StaticString = "/vmfs/volumes/"
      return path.count > root.utf8CodeUnitCount ? (first + root.utf8CodeUnitCount, false) : nil
    case UInt8(ascii: "["):
      guard let end = path.first(where: { text[$0] == UInt8(ascii: "]") }) else { return nil }
      return (end + 1..<path.upperBound).first { text[$0] != UInt8(ascii: " ") }.map { ($0, true) }
    // "ds:///vmfs/volumes/DS"
    case UInt8(ascii: "."), UInt8(ascii: "d"):
      return nil
    default:
      return (first, true)
    }
  }
}

extension Sighting {
  /// The keys of the paths that it tells.
  var keys: [PathKeys] {
    guard let path else { return parent.map { [PathKeys($0)] } ?? [] }
    var keys = [PathKeys(path)]
    if folder != nil, let full = pathInFolder, full != path { keys.append(PathKeys(full)) }
    if let parent { keys.append(PathKeys(parent)) }
    return keys
  }
}

/// A number that stands for a text, and for one text joined with another.
private struct Digest {
  private var state: UInt64

  /// The number that stands for a part of a text.
  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    state = UInt64(truncatingIfNeeded: range.count)
    var start = range.lowerBound
    while start + 8 <= range.upperBound {
      mix(text.word(at: start))
      start += 8
    }
    mix(text.word(start..<range.upperBound))
  }

  func joined(with other: Digest) -> Digest {
    var result = self
    result.mix(other.state &+ 1)
    return result
  }

  var key: UInt32 { UInt32(truncatingIfNeeded: state >> 32) }

  private mutating func mix(_ word: UInt64) {
    // The golden ratio, as of Fibonacci hashing.
    let product = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
    state = product ^ product >> 32
  }
}
