/// A virtual disk on the host: all the sightings that are about one file, or about one disk and its
/// snapshots.
public struct VMDK: Equatable, Sendable {
  /// The path as the host wrote it, in its most telling spelling; nil if only the UUID is known.
  public var path: ByteString?

  /// The UUID; nil if no file has a usable one for this path.
  public var uuid: DiskUUID?

  /// The capacity in bytes; nil if no file tells.
  public var size: UInt64?

  /// Where it was sighted, sorted, that of `path` first.
  public var sources: [Source]

  /// Whether the same path also stands with another UUID, so that at least one of the two is out of
  /// date.
  public var isContradicted: Bool

  /// A VMDK of the given parts.
  public init(
    path: ByteString?, uuid: DiskUUID?, size: UInt64? = nil, sources: [Source],
    isContradicted: Bool = false
  ) {
    self.path = path
    self.uuid = uuid
    self.size = size
    self.sources = sources
    self.isContradicted = isContradicted
  }
}

extension VMDK: Comparable {
  /// Whether `lhs` comes first: by path as a person counts, those without a path last, then by UUID.
  public static func < (lhs: VMDK, rhs: VMDK) -> Bool {
    switch (lhs.path, rhs.path) {
    case (let left?, let right?) where left != right: return left < right
    case (_?, nil): return true
    case (nil, _?): return false
    default: break
    }
    switch (lhs.uuid, rhs.uuid) {
    case (let left?, let right?) where left != right: return left < right
    case (_?, nil): return true
    case (nil, _?): return false
    default: return lhs.sources.lexicographicallyPrecedes(rhs.sources)
    }
  }
}
