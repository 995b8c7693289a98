/// One statement of one host file about one VMDK. Several may be about the same one.
public struct Statement: Hashable, Sendable {
  /// The VMDK's path as the host wrote it; nil if the file gives a UUID and no path.
  public var path: ByteString?

  /// The folder that `path` is relative to, where the file tells.
  public var folder: ByteString?

  /// The UUID; nil if the file names the path but has no usable UUID for it.
  public var uuid: DiskUUID?

  /// How the UUID was tied to the path; nil if there is no path, or no UUID.
  public var tie: Tie?

  /// What else the text leaves no doubt of.
  public var traits: Traits

  /// The capacity in bytes; nil if the file does not tell.
  public var size: UInt64?

  /// The disk that this one is a snapshot of, as its descriptor (`parentFileNameHint`) or a list
  /// names it; nil if it is none.
  public var parent: ByteString?

  /// How the VMDK is attached to a virtual machine; nil if the file does not tell.
  public var attachment: Attachment?

  /// The name of the virtual machine that has the VMDK; nil if the file does not tell.
  public var machine: ByteString? { attachment?.machine }

  /// The path that stood beside the UUID but could not be tied to it; nil if `path` is there, or if it was
  /// not one path.
  public var beside: ByteString?

  /// The host that made the list; nil if the file does not tell.
  public var host: ByteString?

  /// When that was; nil if the file does not tell.
  public var listed: Moment?

  /// Where the file says so.
  public var source: Source

  /// What the VMDK is to the virtual machine; nil if the file does not tell.
  public var kind: VMDK.Kind? {
    traits.contains(.disk) ? .disk : traits.contains(.nvdimm) ? .nvdimm : nil
  }

  /// A statement of the given parts.
  public init(
    path: ByteString?, folder: ByteString? = nil, uuid: DiskUUID?, tie: Tie? = nil,
    traits: Traits = [], size: UInt64? = nil, parent: ByteString? = nil,
    attachment: Attachment? = nil, host: ByteString? = nil, listed: Moment? = nil,
    source: Source
  ) {
    self.path = path
    self.folder = folder
    self.uuid = uuid
    self.tie = tie
    self.traits = traits
    self.size = size
    self.parent = parent
    self.attachment = attachment
    self.host = host
    self.listed = listed
    self.source = source
  }
}

/// How a host file ties a UUID to a path, the surest way first. The raw value is the word that is printed.
public enum Tie: String, CaseIterable, Sendable {
  /// Both are fields of one record: a row under a header, an object, a block of `Name : value` lines.
  case record
  /// Both stand on one line, and nothing else that could be meant.
  case line
  /// A command names one VMDK, and one answer follows it. A file that is named after its VMDK counts as one.
  case command
  /// Names and answers take turns on lines of their own, without a gap in the whole block.
  case turns
}

/// Facts about a statement that are either so or not.
public struct Traits: OptionSet, Hashable, Sendable {
  /// A bit for each of them.
  public var rawValue: UInt8

  /// Those whose bits are set.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The path is only where a copy of the VMDK's own file was read, which says less about its place on
  /// the host than a path that the host wrote.
  public static let isLocal = Traits(rawValue: 1)

  /// The file's form has no place for this VMDK's UUID, so that none is missing.
  public static let isPathOnly = Traits(rawValue: 2)

  /// There is no doubt that the path is relative to the folder, so that both together may be shown.
  public static let isFolderSure = Traits(rawValue: 4)

  /// A UUID without a path, beside which some path stood: it may be another file's than the one that is known
  /// to have this UUID.
  public static let isUntied = Traits(rawValue: 8)

  /// The VMDK is an NVDIMM: `VirtualNVDIMM` in the vSphere API, `nvdimm0:0` in a VMX.
  public static let nvdimm = Traits(rawValue: 16)

  /// The VMDK is on a disk controller, and so no NVDIMM: `VirtualDisk`.
  public static let disk = Traits(rawValue: 32)

  /// Why the path has no UUID was said.
  public static let isExplained = Traits(rawValue: 64)

  /// The text does not say that a disk has the UUID: it may be a virtual machine's, or that of anything.
  public static let isDoubtful = Traits(rawValue: 128)
}
