internal import NmemModel

/// The mounted file systems of this process, from `/proc/self/mountinfo` (proc(5)).
struct MountTable {
  /// A line of the table.
  struct Entry {
    var mount: Mount

    /// The number of the mount, and that of the one it is mounted on.
    var id: Int
    var parent: Int

    /// The number of the block device that is mounted; nil if there is none, or if it is not known.
    var device: DeviceNumber?
  }

  /// Where a mount is: at a path of the mount below.
  private struct Place: Hashable {
    var parent: Int
    var target: ByteString
  }

  private(set) var entries: [Entry] = []

  /// Where in the table the mount at a place is; the last one, if there are several.
  private var byPlace: [Place: Int] = [:]

  /// The mounts that are mounted on none of the table: the root, and in a folder that was made the root
  /// whatever lies above it.
  private var roots: [Int] = []

  /// Whether something is mounted at `/`. If not, this process sees a part of what is mounted.
  var hasRoot: Bool { entries.contains { $0.mount.target == "/" } }

  /// The file systems that lie on block devices, and have a number of their own.
  private static let withOwnNumber: Set<String> = ["bcachefs", "btrfs"]

  /// Reads the text of mountinfo. Lines of another form are passed over: the kernel may add fields
  /// at the end, and optional ones in the middle, before a `-`.
  ///
  /// The source of some file systems is the only thing that names their device: `number` gives that of a
  /// path.
  init(parsing text: [UInt8], number: (ByteString) -> DeviceNumber? = { _ in nil }) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard let dash = fields.dropFirst(6).firstIndex(of: [UInt8(ascii: "-")]),
        fields.indices.contains(dash + 2), let id = Int(word(fields[0])),
        let parent = Int(word(fields[1]))
      else { continue }
      let (fileSystem, source) = (word(fields[dash + 1]), unescaped(fields[dash + 2]))
      var device = DeviceNumber(word(fields[2]))
      if device?.major == 0 {
        device = Self.withOwnNumber.contains(fileSystem) ? number(source) : nil
      }
      // The options of the file system come after, those of the mount in front.
      let options = fields.dropFirst(dash + 3).first ?? []
      entries.append(
        Entry(
          mount: Mount(
            target: unescaped(fields[4]), id: id, source: source, fileSystem: fileSystem,
            root: unescaped(fields[3]), isDAX: Self.asksForDAX(options)),
          id: id, parent: parent, device: device))
    }
    let ids = Set(entries.map(\.id))
    for (index, entry) in entries.enumerated() {
      if entry.parent == entry.id || !ids.contains(entry.parent) {
        roots.append(index)
      } else {
        byPlace[Place(parent: entry.parent, target: entry.mount.target)] = index
      }
    }
    for index in entries.indices {
      entries[index].mount.isHidden =
        mount(of: entries[index].mount.target)?.id != entries[index].id
    }
  }

  /// The mounts of a device, by its number, or by its name where the number is not known; sorted by mount
  /// point.
  func mounts(of number: DeviceNumber?, named name: String) -> [Mount] {
    let source = ByteString("/dev/\(name)")
    return entries.filter { entry in
      if let device = entry.device { return device == number }
      return entry.mount.source == source
        && Self.withOwnNumber.contains(entry.mount.fileSystem ?? "")
    }
    .map(\.mount)
    .sorted { ($0.target, $0.id ?? 0) < ($1.target, $1.id ?? 0) }
  }

  /// The mount that a path without symbolic links leads to, whatever was mounted over what; nil if the
  /// table has none.
  ///
  /// Follows the path as the kernel does, from mount to mount: what lies below a folder that was
  /// mounted over later is hidden, however long its mount point.
  func entry(of path: ByteString) -> Entry? {
    let starts = roots.filter { path.isAt(orBelow: entries[$0].mount.target) }
    guard
      var current = starts.max(by: {
        entries[$0].mount.target.bytes.count <= entries[$1].mount.target.bytes.count
      })
    else { return nil }
    var visited: Set<Int> = [current]
    for end in path.folderEnds {
      let folder = ByteString(path.bytes[..<end])
      while let next = byPlace[Place(parent: entries[current].id, target: folder)],
        visited.insert(next).inserted
      {
        current = next
      }
    }
    return entries[current]
  }

  /// The mount that a path leads to: see ``entry(of:)``.
  func mount(of path: ByteString) -> Mount? {
    entry(of: path)?.mount
  }

  private static func asksForDAX(_ options: ArraySlice<UInt8>) -> Bool {
    options.split(separator: UInt8(ascii: ","))
      .contains { $0.elementsEqual("dax".utf8) || $0.elementsEqual("dax=always".utf8) }
  }
}

extension ByteString {
  /// Where the folders on the way to the end of a path end, the root first and the path itself last.
  fileprivate var folderEnds: [Int] {
    let slashes = bytes.indices.dropFirst().filter { bytes[$0] == UInt8(ascii: "/") }
    return [1] + slashes + (bytes.count > 1 ? [bytes.count] : [])
  }
}

private func word(_ field: ArraySlice<UInt8>) -> String {
  String(decoding: field, as: UTF8.self)
}

/// The text of a field of mountinfo or of swaps, in which the kernel writes blanks and backslashes as
/// `\040`.
func unescaped(_ field: ArraySlice<UInt8>) -> ByteString {
  ByteString(bytes: field.unescaped("\\", digits: 3, radix: 8))
}
