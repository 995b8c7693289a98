internal import Glibc
internal import NmemModel

/// The number of the device whose file is at a path, symbolic links followed; nil if there is none.
/// The corresponding C function is `stat`.
func deviceFileNumber(_ path: ByteString) -> DeviceNumber? {
  var status = stat()
  let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
  guard unsafe stat(name, &status) == 0 else { return nil }
  let format = status.st_mode & S_IFMT
  guard format == S_IFBLK || format == S_IFCHR else { return nil }
  return DeviceNumber(status.st_rdev)
}

extension DeviceNumber {
  /// The number that the C library packs so; `gnu_dev_major` and `gnu_dev_minor` of
  /// `<sys/sysmacros.h>`, which Swift does not import.
  fileprivate init(_ packed: dev_t) {
    let number = UInt64(packed)
    self.init(
      major: UInt32(truncatingIfNeeded: (number >> 8 & 0xFFF) | (number >> 32 & 0xFFFF_F000)),
      minor: UInt32(truncatingIfNeeded: (number & 0xFF) | (number >> 12 & 0xFFFF_FF00)))
  }
}
