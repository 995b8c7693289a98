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
  }

  /// Whether a path matches, or a folder that it is in.
  func matches(_ path: ByteString) -> Bool {
    let namesDatastore = path.namesDatastore
    let path = path.canonicalPath
    if isRooted && namesDatastore { return matchesStart(of: "/vmfs/volumes/" + path) }
    if matchesStart(of: path) { return true }
    guard !isAnchored else { return false }
    return path.bytes.indices.contains { index in
      path.bytes[index] == UInt8(ascii: "/")
        && matchesStart(of: ByteString(path.bytes[(index + 1)...]))
    }
  }

  private func matchesStart(of path: ByteString) -> Bool {
    fileNameMatches(pattern, path, orFolder: true)
  }

  /// `DS/folder/file` for any of ESXi's spellings; nil for all other texts, such as `[ab]*.vmdk`.
  private static func canonical(_ text: ByteString) -> ByteString? {
    for root in ["/vmfs/volumes/", "ds:///vmfs/volumes/"] where text.bytes.starts(with: root.utf8) {
      return ByteString(text.bytes.dropFirst(root.utf8.count))
    }
    guard text.bytes.first == UInt8(ascii: "["),
      let end = text.bytes.firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let rest = text.bytes[(end + 1)...]
    guard rest.isEmpty || rest.first == UInt8(ascii: " ") else { return nil }
    let folders = rest.drop { $0 == UInt8(ascii: " ") }
    return ByteString(
      text.bytes[1..<end] + (folders.isEmpty ? [] : [UInt8(ascii: "/")]) + folders)
  }
}

extension Inventory {
  /// Keeps the VMDKs with a path that one of the patterns matches. Keeps all if there is no pattern.
  ///
  /// What is not known to lie elsewhere, since its folder is not known, stays where one is kept that
  /// backs the same DIMM: no doubt goes away by not looking.
  ///
  /// Returns how many VMDKs were left out, by the serial of the DIMM that they would back.
  @discardableResult
  mutating func keep(only patterns: [PathGlob]) -> [Serial: Int] {
    guard !patterns.isEmpty else { return [:] }
    var leftOut: [Serial: Int] = [:]
    func isMeant(_ vmdk: VMDK) -> Bool {
      vmdk.paths.contains { path in patterns.contains { $0.matches(path) } }
    }
    let serials = Set(vmdks.lazy.filter(isMeant).compactMap(\.uuid?.serial))
    keep { vmdk in
      if isMeant(vmdk) { return true }
      guard let serial = vmdk.uuid?.serial else { return false }
      let isKept = !vmdk.paths.contains(where: \.namesDatastore) && serials.contains(serial)
      if !isKept { leftOut[serial, default: 0] += 1 }
      return isKept
    }
    return leftOut
  }
}

extension VMDK {
  /// All its paths.
  fileprivate var paths: [ByteString] { (path.map { [$0] } ?? []) + otherPaths }
}
