public import NmemModel

/// What the name of a file says about it, without opening it.
public enum VMDKFileName {
  /// Whether a path is that of an extent or a side file of a VMDK, which holds data and no UUID:
  /// `-flat.vmdk`, `-delta.vmdk`, `-s001.vmdk` and the like. Such a file may be terabytes long.
  public static func isExtent(_ path: ByteString) -> Bool {
    isExtent(path.bytes.span, path.bytes.indices)
  }

  /// The same of a part of a text.
  static func isExtent(_ text: Span<UInt8>, _ path: Range<Int>) -> Bool {
    // Every line of a long list is asked, and few names have a dash where these have theirs.
    let end = path.upperBound
    guard
      path.count > 14
        ? text.mayEndDash(at: end &- 9) || text.mayEndDash(at: end &- 10)
          || text.mayEndDash(at: end &- 11)
          || text.mayEndDash(at: end &- 14) && text[end &- 13] | 0x20 == UInt8(ascii: "s")
        : path.count > 8
    else { return false }
    func ends(with suffix: StaticString) -> Bool {
      let start = path.upperBound - suffix.utf8CodeUnitCount
      return start > path.lowerBound && text.hasText(suffix, at: start) && isDash(at: start - 1)
    }
    func isDash(at end: Int) -> Bool {
      text[end] == UInt8(ascii: "-")
        || end - 2 > path.lowerBound && text.lengthOfDash(at: end - 2) == 3
    }
    if ends(with: "flat.vmdk") || ends(with: "delta.vmdk") || ends(with: "sesparse.vmdk")
      || ends(with: "rdm.vmdk") || ends(with: "rdmp.vmdk") || ends(with: "ctk.vmdk")
    {
      return true
    }
    // -s001.vmdk and -f001.vmdk are the pieces of a disk that is split in 2 GB files.
    let dash = path.upperBound - 10
    guard dash >= path.lowerBound, isDash(at: dash) else { return false }
    return (text[dash + 1] | 0x20).isOne(of: "sf") && text.hasText(".vmdk", at: dash + 5)
      && (dash + 2..<dash + 5).allSatisfy { text[$0].isASCIIDigit }
  }

  /// Whether a file of this name should be about a VMDK: a descriptor or a `.uuid` file.
  public static func promisesVMDK(_ path: ByteString) -> Bool {
    path.hasSuffix(ignoringCase: ".uuid")
      || path.hasSuffix(ignoringCase: ".vmdk") && !isExtent(path)
  }

  /// The path of the VMDK that a `.uuid` file is named after: `a/db.vmdk` for `a/db.vmdk.uuid` and
  /// for `a/db.uuid`; nil for any other file.
  static func disk(ofUUIDFile file: ByteString) -> ByteString? {
    guard file.hasSuffix(ignoringCase: ".uuid") else { return nil }
    let stem = ByteString(file.bytes.dropLast(5))
    guard let last = stem.bytes.last, last != UInt8(ascii: "/") else { return nil }
    let disk = stem.hasSuffix(ignoringCase: ".vmdk") ? stem : ByteString(stem.bytes + ".vmdk".utf8)
    return isExtent(disk) ? nil : disk
  }
}

extension Span<UInt8> {
  /// Whether the byte at an offset is a dash, or may be the last one of a typographic dash.
  @inline(__always)
  fileprivate func mayEndDash(at index: Int) -> Bool {
    self[index] == UInt8(ascii: "-") || self[index] >= 0x80
  }
}
