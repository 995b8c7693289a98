/// Something that is not as it was.
public struct Difference: Hashable, Sendable {
  /// What kind of thing differs.
  public var kind: Kind

  /// The unique id of the DIMM, or those of the DIMMs, that it is about, sorted.
  public var ids: [String]

  /// Which thing on the DIMM it is: a mount point; empty where the kind says it.
  public var thing: ByteString

  /// How it was; nil for nothing.
  public var was: ByteString?

  /// How it is now; nil for nothing.
  public var now: ByteString?

  /// Whether nothing depends on it: another number, another path of the same VMDK, or better than it was.
  public var isHarmless: Bool

  public init(
    _ kind: Kind, _ ids: [String], thing: ByteString = "", was: ByteString?, now: ByteString?,
    isHarmless: Bool = false
  ) {
    self.kind = kind
    self.ids = ids
    self.thing = thing
    self.was = was
    self.now = now
    self.isHarmless = isHarmless
  }

  /// What can differ. The raw value is the word for it in JSON.
  public enum Kind: String, Sendable, CaseIterable {
    case dimmGone = "dimm-gone"
    case dimmNew = "dimm-new"
    /// Several DIMMs have the id.
    case sameID = "same-id"
    /// The DIMM has another size.
    case size
    /// The lock of the DIMM is in another state.
    case security
    /// The DIMM is disabled, or has other flags or bad sectors.
    case health
    case namespaceGone = "namespace-gone"
    case namespaceNew = "namespace-new"
    /// A namespace has another mode.
    case mode
    /// A namespace, a table of partitions or a file system has another id, or none.
    case content
    /// Something on another DIMM is mounted there.
    case moved
    /// What was mounted there is not.
    case notMounted = "not-mounted"
    /// Something else is mounted over it.
    case hidden
    /// The VMDK is another one, or is not known.
    case vmdk
    /// The VMDK has another path.
    case path
    /// The kernel gave other names.
    case renumbered
  }
}

extension Difference: Comparable {
  /// Whether `lhs` comes first: by DIMM, then by kind, in the order of their declaration.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    if lhs.ids != rhs.ids { return lhs.ids.lexicographicallyPrecedes(rhs.ids) }
    if lhs.kind != rhs.kind { return lhs.kind.rank < rhs.kind.rank }
    return (lhs.thing, lhs.was ?? "", lhs.now ?? "") < (rhs.thing, rhs.was ?? "", rhs.now ?? "")
  }
}

extension Difference.Kind {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Something that could not be compared, since one side does not have it.
public struct Incomparable: Hashable, Sendable {
  public var aspect: Aspect

  /// The ids of the DIMMs that it is about, sorted; or the name of what has none.
  public var ids: [String]

  /// Whether it was known, and is not now. Else nothing was expected of it.
  public var wasKnown: Bool

  public init(_ aspect: Aspect, _ ids: [String], wasKnown: Bool) {
    self.aspect = aspect
    self.ids = ids
    self.wasKnown = wasKnown
  }

  /// What could not be compared.
  public enum Aspect: String, Sendable, CaseIterable {
    /// The DIMM has no unique id, or shares it.
    case identity
    case size, state, security, regions
    /// On which DIMMs a region or a namespace is.
    case placement
    case namespaces, mode, content, mounts, vmdk
  }
}
