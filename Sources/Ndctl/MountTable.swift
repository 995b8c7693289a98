internal import NmemModel

/// The number of a block device, as `/sys/class/block/NAME/dev` and mountinfo write it: `259:1`.
struct DeviceNumber: Hashable {
  var text: String
}

/// The mounted file systems of this process, from `/proc/self/mountinfo` (proc(5)).
struct MountTable {
  private struct Mount {
    var device: DeviceNumber
    var source: ByteString
    var mountpoint: ByteString
  }

  private var mounts: [Mount] = []

  /// Reads the text of mountinfo. Lines of another form are passed over: the kernel may add fields
  /// at the end, and optional ones in the middle, before a `-`.
  init(parsing text: [UInt8]) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard let dash = fields.dropFirst(6).firstIndex(of: [UInt8(ascii: "-")]),
        fields.indices.contains(dash + 2)
      else { continue }
      mounts.append(
        Mount(
          device: DeviceNumber(text: String(decoding: fields[2], as: UTF8.self)),
          source: Self.unescaped(fields[dash + 2]), mountpoint: Self.unescaped(fields[4])))
    }
  }

  /// Where a block device is mounted, sorted as a person counts, each place once.
  ///
  /// A file system such as btrfs has a device number of its own, and is known by its source.
  func mountpoints(of number: DeviceNumber?, named name: String) -> [ByteString] {
    let source = ByteString("/dev/\(name)")
    return Set(
      mounts.filter { $0.device == number || $0.source == source }.map(\.mountpoint)
    ).sorted()
  }

  /// The text of a field, in which the kernel writes blanks and backslashes as `\040`.
  private static func unescaped(_ field: ArraySlice<UInt8>) -> ByteString {
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
}
