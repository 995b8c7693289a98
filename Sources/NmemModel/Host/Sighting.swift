/// One statement of one host file about one VMDK. Several may be about the same one.
public struct Sighting: Hashable, Sendable {
  /// The VMDK's path as the host wrote it; nil if the file gives a UUID and no path.
  public var path: ByteString?

  /// Whether `path` is only where a copy of the VMDK's own file was read, which says less about its
  /// place on the host than a path that the host wrote.
  public var isPathLocal: Bool

  /// The folder that `path` is relative to, where the file tells.
  public var folder: ByteString?

  /// Whether the file leaves no doubt that `path` is relative to `folder`, so that both together may be
  /// shown. A list that stands behind a session need not be about its folder.
  public var isFolderSure: Bool

  /// The UUID; nil if the file names the path but has no usable UUID for it.
  public var uuid: DiskUUID?

  /// Whether the file's form has no place for this VMDK's UUID, so that none is missing.
  public var isPathOnly: Bool

  /// The capacity in bytes; nil if the file does not tell.
  public var size: UInt64?

  /// The disk that this one is a snapshot of, as its descriptor (`parentFileNameHint`) or a list
  /// names it; nil if it is none.
  public var parent: ByteString?

  /// What the VMDK is to the virtual machine; nil if the file does not tell.
  public var kind: VMDK.Kind?

  /// The name of the virtual machine that has the VMDK; nil if the file does not tell.
  public var machine: ByteString?

  /// Where the file says so.
  public var source: Source

  /// A sighting of the given parts.
  public init(
    path: ByteString?, isPathLocal: Bool = false, folder: ByteString? = nil,
    isFolderSure: Bool = false, uuid: DiskUUID?,
    isPathOnly: Bool = false, size: UInt64? = nil, parent: ByteString? = nil,
    kind: VMDK.Kind? = nil, machine: ByteString? = nil, source: Source
  ) {
    self.path = path
    self.isPathLocal = isPathLocal
    self.folder = folder
    self.isFolderSure = isFolderSure
    self.uuid = uuid
    self.isPathOnly = isPathOnly
    self.size = size
    self.parent = parent
    self.kind = kind
    self.machine = machine
    self.source = source
  }
}
