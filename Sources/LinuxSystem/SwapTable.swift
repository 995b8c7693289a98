internal import NmemModel

/// What the kernel swaps to, from `/proc/swaps` (proc(5)).
struct SwapTable {
  /// The paths of devices, as the kernel knows them: `/dev/pmem0p2`, `/dev/dm-1`.
  private(set) var devices: Set<ByteString> = []

  /// The paths of files, without those that were deleted since.
  private(set) var files: [ByteString] = []

  init() {}

  /// Reads the text of swaps: a header, then a line for each, with the path and the type in front.
  init(parsing text: [UInt8]) {
    for line in text.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let fields = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      guard fields.count > 1 else { continue }
      let path = unescaped(fields[0])
      if fields[1].elementsEqual("partition".utf8) {
        devices.insert(path)
      } else if fields[1].elementsEqual("file".utf8) {
        files.append(path)
      }
    }
  }
}
