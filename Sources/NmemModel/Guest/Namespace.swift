/// A piece of a region that the kernel offers as a device.
public struct Namespace: Equatable, Sendable {
  /// The kernel's name, `namespace0.0`.
  public var dev: String

  /// How the memory is offered; nil if libndctl does not know.
  public var mode: Mode?

  /// The usable size in bytes; nil if the kernel does not say.
  public var size: UInt64?

  /// The UUID of the namespace's own metadata in its usual spelling; nil where there is none, as in
  /// raw mode on a region without labels. It has nothing to do with a VMDK's UUID.
  public var uuid: String?

  /// The block device, `pmem0`; nil if the mode has none or it is not active.
  public var blockdev: String?

  /// The character device, `dax1.0`; nil if the mode has none or it is not active.
  public var chardev: String?

  /// Where the block device, or what lies on it, is mounted, sorted as a person counts; nil if it
  /// cannot be known.
  public var mountpoints: [ByteString]?

  /// Whether a driver is bound; `ndctl_namespace_is_active`.
  public var isActive: Bool

  /// How the memory of a namespace is offered. The raw value is ndctl's word.
  public enum Mode: String, Sendable, CaseIterable {
    /// A block device whose file systems can map the memory.
    case fsdax
    /// A character device that maps the memory.
    case devdax
    /// A block device with atomic sectors (BTT).
    case sector
    /// A block device with nothing in between.
    case raw
  }

  /// A namespace of the given parts.
  public init(
    dev: String, mode: Mode?, size: UInt64?, uuid: String?,
    blockdev: String?, chardev: String?, mountpoints: [ByteString]?, isActive: Bool
  ) {
    self.dev = dev
    self.mode = mode
    self.size = size
    self.uuid = uuid
    self.blockdev = blockdev
    self.chardev = chardev
    self.mountpoints = mountpoints
    self.isActive = isActive
  }
}
