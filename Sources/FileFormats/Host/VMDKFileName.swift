public import NmemModel

/// What the name of a file tells about it, without opening it.
public enum VMDKFileName {
  /// Whether a path is that of an extent or a side file of a VMDK, which holds data and no UUID:
  /// `-flat.vmdk`, `-delta.vmdk`, `-s001.vmdk` and the like. Such a file may be terabytes long.
  public static func isExtent(_ path: ByteString) -> Bool {
    let suffixes: [StaticString] = [
      "-flat.vmdk", "-delta.vmdk", "-sesparse.vmdk", "-rdm.vmdk", "-rdmp.vmdk", "-ctk.vmdk",
    ]
    if suffixes.contains(where: path.hasSuffix(ignoringCase:)) { return true }
    // -s001.vmdk and -f001.vmdk are the pieces of a disk that is split in 2 GB files.
    let end = path.bytes.suffix(10)
    guard end.count == 10, path.hasSuffix(ignoringCase: ".vmdk") else { return false }
    let kind = end[end.startIndex + 1].lowercasedASCII
    return end.first == UInt8(ascii: "-")
      && (kind == UInt8(ascii: "s") || kind == UInt8(ascii: "f"))
      && end.dropFirst(2).prefix(3).allSatisfy(\.isASCIIDigit)
  }

  /// Whether a file of this name should tell of a VMDK: a descriptor or a `.uuid` file.
  public static func promisesVMDK(_ path: ByteString) -> Bool {
    path.hasSuffix(ignoringCase: ".uuid")
      || path.hasSuffix(ignoringCase: ".vmdk") && !isExtent(path)
  }

  /// The path of the VMDK that a `.uuid` file is named after: `a/db.vmdk` for `a/db.vmdk.uuid` and
  /// for `a/db.uuid`; nil for any other file.
  static func namesake(ofFile file: ByteString) -> ByteString? {
    guard file.hasSuffix(ignoringCase: ".uuid") else { return nil }
    let stem = ByteString(file.bytes.dropLast(5))
    guard let last = stem.bytes.last, last != UInt8(ascii: "/") else { return nil }
    return stem.hasSuffix(ignoringCase: ".vmdk") ? stem : ByteString(stem.bytes + ".vmdk".utf8)
  }
}
