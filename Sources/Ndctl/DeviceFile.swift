internal import Glibc
internal import NmemModel

/// The device whose file is at a path, symbolic links followed; nil if there is none.
/// The corresponding C function is `stat`.
func deviceFile(_ path: ByteString) -> DeviceFile? {
  var status = stat()
  let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
  guard unsafe stat(name, &status) == 0 else { return nil }
  let format = status.st_mode & S_IFMT
  switch format {
  case S_IFBLK: return .block(DeviceNumber(status.st_rdev))
  case S_IFCHR: return .character(DeviceNumber(status.st_rdev))
  default: return nil
  }
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
