/// A virtual disk on the host: all the statements that are about one file, or about one disk and its
/// snapshots.
public struct VMDK: Equatable, Sendable {
  /// The path as the host wrote it, in its most telling spelling; nil if only the UUID is known.
  public var path: ByteString?

  /// Its other paths, sorted: other spellings, its snapshots' files, copies of its descriptor.
  public var otherPaths: [ByteString]

  /// The UUID; nil if no file has a usable one for this path.
  public var uuid: DiskUUID?

  /// How the UUID was tied to `path`; nil if one of them is not known.
  public var tie: Tie?

  /// The capacity in bytes; nil if no file tells.
  public var size: UInt64?

  /// What it is to its virtual machine; nil if no file tells.
  public var kind: Kind?

  /// How it is attached to virtual machines, sorted; empty if no file tells.
  public var attachments: [Attachment]

  /// The names of the virtual machines that have it, sorted; empty if no file tells.
  public var machines: [ByteString] { Set(attachments.compactMap(\.machine)).sorted() }

  /// Whether all machines that have it are known to be others than this one.
  public func isOnlyOfOthers(than machine: MachineUUID) -> Bool {
    !attachments.isEmpty && attachments.allSatisfy { $0.isOfOther(than: machine) }
  }

  /// The host that listed it last, as far as lists tell; nil if none does.
  public var host: ByteString?

  /// When that was; nil if no list tells.
  public var listed: Moment?

  /// What has the same file name, no other VMDK having it, but no UUID that would prove it to be this
  /// one: it may be the same file, under a fuller or a shorter path.
  public var possibleMatches: [Statement]

  /// Where it was sighted, sorted, that of `path` first.
  public var sources: [Source]

  /// Whether the same path also stands with another UUID, so that at least one of the two is out of
  /// date.
  public var isContradicted: Bool

  /// Whether no file says that a disk has the UUID: it may be a virtual machine's, or that of anything.
  public var isDoubtful = false

  /// What a VMDK is to a virtual machine. The raw value is the word that is printed.
  public enum Kind: String, Sendable {
    /// A virtual NVDIMM: `VirtualNVDIMM` in the vSphere API, `nvdimm0:0` in a VMX.
    case nvdimm
    /// A disk on a disk controller, and so not an NVDIMM: `VirtualDisk`. It may lie on persistent
    /// memory all the same (`VirtualDiskLocalPMemBackingInfo`).
    case disk
  }

  /// A VMDK of the given parts.
  public init(
    path: ByteString?, otherPaths: [ByteString] = [], uuid: DiskUUID?, tie: Tie? = nil,
    size: UInt64? = nil,
    kind: Kind? = nil, attachments: [Attachment] = [], host: ByteString? = nil,
    listed: Moment? = nil, possibleMatches: [Statement] = [],
    sources: [Source], isContradicted: Bool = false
  ) {
    self.path = path
    self.otherPaths = otherPaths
    self.uuid = uuid
    self.tie = tie
    self.size = size
    self.kind = kind
    self.attachments = attachments
    self.host = host
    self.listed = listed
    self.possibleMatches = possibleMatches
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
