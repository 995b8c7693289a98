/// A piece of a region that the kernel offers as a device.
public struct Namespace: Equatable, Sendable {
  /// The kernel's name, `namespace0.0`.
  public var dev: String

  /// How the memory is offered; nil if libndctl does not know.
  public var mode: Mode?

  /// Where the kernel keeps a `struct page` for each page of the memory; nil for modes that need none.
  /// The corresponding C functions are `ndctl_pfn_get_location` and `ndctl_dax_get_location`.
  public var map: Map?

  /// The usable size in bytes; nil if the kernel does not say.
  public var size: UInt64?

  /// The UUID of the namespace's own metadata in its usual spelling; nil where there is none, as in
  /// raw mode on a region without labels. It has nothing to do with a VMDK's UUID.
  public var uuid: String?

  /// The UUID of the namespace's label, where `uuid` is that of what lies in it; nil if there is none.
  /// The corresponding C function is `ndctl_namespace_get_uuid`.
  public var rawUUID: String?

  /// What an administrator called the namespace; nil if nothing.
  /// The corresponding C function is `ndctl_namespace_get_alt_name`.
  public var name: String?

  /// The size of a sector in bytes; nil for devdax.
  public var sectorSize: UInt64?

  /// What mappings of the memory are aligned to, in bytes; nil for modes that cannot be mapped.
  public var align: UInt64?

  /// Where the memory is among the NUMA nodes.
  public var numa = NUMAPlace()

  /// How many sectors of 512 bytes are known to be bad, as far as this user may see it.
  public var badblockCount: UInt64 = 0

  /// Where these are; nil if it was not read, or in mode sector, where it is not known.
  public var badblocks: [Badblock]?

  /// The name of the block device, `pmem0`; nil if the mode has none or it is not active.
  public var blockdev: String?

  /// The block device with all that lies on it; nil if there is none, or if it was not read.
  public var stack: BlockDevice?

  /// The name of the character device, `dax1.0`; nil if the mode has none or it is not active.
  public var chardev: String?

  /// What libdaxctl says about the character devices; nil if the mode has none, if it is not active,
  /// or if a saved list does not say.
  public var daxRegion: DAXRegion?

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

  /// Where the `struct page`s of a namespace are. The raw value is ndctl's word.
  public enum Map: String, Sendable, CaseIterable {
    /// There are none.
    case none
    /// In ordinary memory.
    case mem
    /// In the namespace itself, which is smaller for it.
    case dev
  }

  /// A namespace of the given parts; of all others nothing is known.
  public init(
    dev: String, mode: Mode?, size: UInt64?, uuid: String?,
    blockdev: String?, chardev: String?, isActive: Bool
  ) {
    self.dev = dev
    self.mode = mode
    self.size = size
    self.uuid = uuid
    self.blockdev = blockdev
    self.chardev = chardev
    self.isActive = isActive
  }

  /// Whether this is the empty namespace that the kernel keeps for the next one to be made from.
  public var isReserve: Bool { size == 0 }

  /// Where files of the block device, or of what lies on it, are seen, sorted in natural order, `[SWAP]` for
  /// memory that is swapped to, as lsblk calls it; nil if it cannot be known.
  public var mountpoints: [ByteString]? { onDevice(\.allMountpoints) }

  /// Where the block device, or what lies on it, is mounted and something else is mounted over it, sorted
  /// likewise; nil if it cannot be known.
  public var hiddenMountpoints: [ByteString]? { onDevice(\.allHiddenMountpoints) }

  private func onDevice(_ mountpoints: (BlockDevice) -> [ByteString]?) -> [ByteString]? {
    guard blockdev == nil else { return stack.flatMap(mountpoints) }
    // A part of a list may leave out the device.
    let hasNone = !isActive || isReserve || mode == .devdax || chardev != nil
    return hasNone ? [] : nil
  }

  /// What the namespace is in use for, as far as the kernel says: its mount points, and `[RAM]` for
  /// memory that is the kernel's own; nil if it cannot be known.
  public var uses: [ByteString]? {
    // ndctl says what a DAX device is used for only with -X.
    guard daxRegion != nil || chardev == nil else { return nil }
    let isMemory = daxRegion?.devices.contains(where: \.isMemory) ?? false
    return mountpoints.map { $0 + (isMemory ? [DAXDevice.memoryMark] : []) }
  }
}
