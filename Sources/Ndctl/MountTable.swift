internal import NmemModel

/// The mounted file systems of this process, from `/proc/self/mountinfo` (proc(5)).
struct MountTable {
  /// A line of the table.
  struct Entry {
    var mount: Mount

    /// The number of the mount, and that of the one it is mounted on.
    var id: Int
    var parent: Int

    /// The number of the block device that is mounted; nil if it is none.
    var device: DeviceNumber?
  }

  private(set) var entries: [Entry] = []

  /// Reads the text of mountinfo. Lines of another form are passed over: the kernel may add fields
  /// at the end, and optional ones in the middle, before a `-`.
  ///
  /// A file system such as btrfs has a number of its own, which is no block device's; its source is a
  /// path, of which `number` tells the device.
  init(parsing text: [UInt8], number: (ByteString) -> DeviceNumber? = { _ in nil }) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard let dash = fields.dropFirst(6).firstIndex(of: [UInt8(ascii: "-")]),
        fields.indices.contains(dash + 2), let id = Int(word(fields[0])),
        let parent = Int(word(fields[1]))
      else { continue }
      // The options of the file system stand behind, those of the mount in front.
      let options = fields.dropFirst(dash + 3).first ?? []
      let source = unescaped(fields[dash + 2])
      var device = DeviceNumber(word(fields[2]))
      if device?.major == 0 {
        device = source.isAt(orBelow: "/dev") ? number(source) : nil
      }
      entries.append(
        Entry(
          mount: Mount(
            target: unescaped(fields[4]), id: id, source: source,
            fileSystem: word(fields[dash + 1]), root: unescaped(fields[3]),
            isDAX: Self.asksForDAX(options)),
          id: id, parent: parent, device: device))
    }
  }

  /// The mounts of a device, by its number or its name, sorted by mount point.
  func mounts(of number: DeviceNumber?, named name: String) -> [Mount] {
    let source = ByteString("/dev/\(name)")
    return entries.filter { entry in
      entry.device == number && number != nil || entry.mount.source == source
    }
    .map(\.mount)
    .sorted { ($0.target, $0.id ?? 0) < ($1.target, $1.id ?? 0) }
  }

  /// The mount that a path without symbolic links leads to, whatever was mounted over what; nil if the
  /// table has no root.
  ///
  /// Follows the path as the kernel does, from mount to mount: what lies below a folder that was
  /// mounted over later is hidden, however long its mount point.
  func mount(of path: ByteString) -> Mount? {
    let ids = Set(entries.map(\.id))
    guard var current = entries.last(where: { !ids.contains($0.parent) || $0.parent == $0.id })
    else { return nil }
    // Each step goes to another mount, so that there are no more than there are mounts.
    for _ in entries {
      let next = entries.filter { entry in
        entry.parent == current.id && entry.id != current.id
          && path.isAt(orBelow: entry.mount.target)
      }
      .min { $0.mount.target.bytes.count < $1.mount.target.bytes.count }
      guard let next else { break }
      current = next
    }
    return path.isAt(orBelow: current.mount.target) ? current.mount : nil
  }

  private static func asksForDAX(_ options: ArraySlice<UInt8>) -> Bool {
    options.split(separator: UInt8(ascii: ","))
      .contains { $0.elementsEqual("dax".utf8) || $0.elementsEqual("dax=always".utf8) }
  }
}

private func word(_ field: ArraySlice<UInt8>) -> String {
  String(decoding: field, as: UTF8.self)
}

/// The text of a field of mountinfo or of swaps, in which the kernel writes blanks and backslashes as
/// `\040`.
func unescaped(_ field: ArraySlice<UInt8>) -> ByteString {
  var bytes: [UInt8] = []
  var rest = field
  while let byte = rest.popFirst() {
    let digits = rest.prefix(3)
    if byte == UInt8(ascii: "\\"), digits.count == 3,
      let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
    {
      bytes.append(value)
      rest = rest.dropFirst(3)
    } else {
      bytes.append(byte)
    }
  }
  return ByteString(bytes)
}
