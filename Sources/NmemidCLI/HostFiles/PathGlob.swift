import LinuxSystem
import NmemModel

/// A pattern for the paths of VMDKs, as `--only` takes it: `db*` for whatever lies in such a folder,
/// `PMemDS-*` for a datastore, `[DS] db/*.vmdk` or `/vmfs/volumes/DS/db` for one place.
///
/// `*`, `?` and `[…]` are the shell's and stop at a `/`. A pattern for a folder covers all below it;
/// one that does not say where it starts may start in any folder.
struct PathGlob: Equatable {
  private var pattern: ByteString
  private var isAnchored: Bool
  /// Whether it starts at the root of the host's file system, and not with a datastore.
  private var isRooted: Bool
  /// The longest text that is in every path that it matches, whatever the spelling.
  private(set) var literal: [UInt8]

  /// The pattern that a user wrote.
  init(_ text: ByteString) {
    let folders = Self.canonical(text)
    isAnchored = folders != nil || text.bytes.first == UInt8(ascii: "/")
    let names = (folders ?? text).bytes.split(separator: UInt8(ascii: "/"))
      .filter { !$0.elementsEqual(".".utf8) }
    isRooted = folders == nil && isAnchored
    pattern = ByteString(
      (isRooted ? [UInt8(ascii: "/")] : []) + names.joined(separator: "/".utf8))
    // All of /vmfs/volumes.
    if pattern.isEmpty && isAnchored { pattern = "*" }
    // Before the first of those, nothing stands for anything else. The root is not in every spelling.
    let literals = isRooted ? [] : names.map { Array($0.prefix { !"*?[\\".utf8.contains($0) }) }
    literal = literals.max { $0.count < $1.count } ?? []
  }

  /// Whether a path matches, or a folder that it is in.
  func matches(_ path: ByteString) -> Bool {
    let namesDatastore = path.namesDatastore
    let path = path.canonicalPath
    if isRooted && namesDatastore { return matchesStart(of: ByteString("\(datastoreRoot)") + path) }
    if matchesStart(of: path) { return true }
    guard !isAnchored else { return false }
    return path.bytes.indices.contains { index in
      path.bytes[index] == UInt8(ascii: "/")
        && matchesStart(of: ByteString(path.bytes[(index + 1)...]))
    }
  }

  private func matchesStart(of path: ByteString) -> Bool {
    pattern.matchesStart(of: path)
  }

  /// `DS/folder/file` for any of ESXi's spellings; nil for all other texts, such as `[ab]*.vmdk`.
  private static func canonical(_ text: ByteString) -> ByteString? {
    guard let name = text.datastoreName else { return nil }
    var rest = text.bytes[name.upperBound...]
    if text.bytes.first == UInt8(ascii: "[") {
      rest = rest.dropFirst()
      guard rest.isEmpty || rest.first == UInt8(ascii: " ") else { return nil }
    }
    let folders = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "/") }
    return ByteString(
      text.bytes[name] + (folders.isEmpty ? [] : [UInt8(ascii: "/")]) + folders)
  }
}

extension Inventory {
  /// Keeps the VMDKs with a path that one of the patterns matches. Keeps all if there is no pattern.
  ///
  /// What is not known to lie elsewhere, since its folder is not known, stays if one is kept that
  /// backs the same DIMM: not looking must not remove a doubt.
  ///
  /// Returns how many VMDKs were left out, by the serial of the DIMM that they would back, of some serials.
  @discardableResult
  mutating func keep(only patterns: [PathGlob], countingOut counted: Set<Serial> = [])
    -> [Serial: Int]
  {
    guard !patterns.isEmpty else { return [:] }
    let vmdks = vmdks
    var meant = [Bool](repeating: false, count: vmdks.count)
    for pattern in patterns {
      let folders = FoldersOfPattern(pattern, vmdks)
      for index in vmdks.indices where !meant[index] {
        meant[index] =
          folders.decide(index)
          ?? vmdks[index].paths.contains(where: pattern.matches)
      }
    }
    guard meant.contains(false) else { return [:] }
    let serials = Set(
      vmdks.indices.lazy.filter { meant[$0] }.compactMap { vmdks.uuid(at: $0)?.serial })
    var leftOut: [Serial: Int] = [:]
    keep { index in
      if meant[index] { return true }
      guard let serial = vmdks.uuid(at: index)?.serial else { return false }
      if serials.contains(serial), !vmdks[index].paths.contains(where: \.namesDatastore) {
        return true
      }
      if counted.contains(serial) { leftOut[serial, default: 0] += 1 }
      return false
    }
    return leftOut
  }
}

/// What a pattern says about the folders of VMDKs, of which there are fewer.
private struct FoldersOfPattern {
  private let vmdks: VMDKs
  private let literal: [UInt8]
  private let folders: [Folder]

  private enum Folder {
    /// The pattern covers all below the folder.
    case matches
    /// It may match the path of a file in it.
    case mayMatch
    /// It does if the file's name has the literal.
    case lacksLiteral
  }

  init(_ pattern: PathGlob, _ vmdks: VMDKs) {
    self.vmdks = vmdks
    literal = pattern.literal
    folders = (0..<vmdks.folderCount).map { [literal] number in
      let path = vmdks.folderPath(number)
      // Where `..` leads depends on the file's whole path.
      let isPlain = !path.isEmpty && !path.bytes.starts(with: ".".utf8) && !path.hasDottedName
      if isPlain && pattern.matches(path) { return .matches }
      return path.bytes.span.contains(literal.span) ? .mayMatch : .lacksLiteral
    }
  }

  /// Whether the path at an index matches; nil if it has to be looked at.
  func decide(_ index: Int) -> Bool? {
    guard let (number, fileHas) = vmdks.folder(at: index, fileHas: literal.span) else { return nil }
    return switch folders[number] {
    case .matches: true
    case .mayMatch: nil
    case .lacksLiteral: fileHas ? nil : false
    }
  }
}

extension ByteString {
  /// Whether a name in a path begins with a dot.
  fileprivate var hasDottedName: Bool { bytes.span.contains(Array("/.".utf8).span) }
}

extension VMDK {
  fileprivate var paths: [ByteString] { (path.map { [$0] } ?? []) + otherPaths }
}
