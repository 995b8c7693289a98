/// The memory of a devdax namespace, as libdaxctl divides it into devices; `struct daxctl_region`.
public struct DAXRegion: Equatable, Sendable {
  /// The number of the region, which is that of the namespace's region; nil if the list does not tell.
  public var id: Int?

  /// The size in bytes; nil if the kernel does not say.
  public var size: UInt64?

  /// How many bytes no device has; nil if the kernel does not say.
  public var availableSize: UInt64?

  /// What the sizes of its devices must be a multiple of, in bytes; nil if the kernel does not say.
  public var align: UInt64?

  /// The devices, sorted by number.
  public var devices: [DAXDevice]

  /// A region of the given devices.
  public init(devices: [DAXDevice]) {
    self.devices = devices
  }
}

/// A range of memory with a character device of its own, or handed to the kernel as system memory;
/// `struct daxctl_dev`.
public struct DAXDevice: Equatable, Sendable {
  /// What stands among mount points for memory that the kernel uses like any other.
  public static let memoryMark: ByteString = "[RAM]"

  /// The kernel's name, `dax1.0`.
  public var dev: String

  /// The number of the character device; nil if it is not known.
  public var number: DeviceNumber?

  /// The size in bytes; nil if the kernel does not say. One of 0 is kept in reserve.
  public var size: UInt64?

  /// The NUMA node that the memory is, or would be; nil if the kernel does not say.
  public var targetNode: Int?

  /// What mappings are aligned to, in bytes; nil if the kernel does not say.
  public var align: UInt64?

  /// How the memory is offered; nil if it is not known.
  public var mode: Mode?

  /// The memory that the kernel has been given; nil in mode devdax, or if it cannot be read.
  public var memory: OnlineMemory?

  /// Whether a driver is bound; `daxctl_dev_is_enabled`.
  public var isEnabled = true

  /// The links to the device by its DIMM's unique id, `/dev/disk/by-id/nvdimm-8902-206b080c`, that udev has made; nil if
  /// udev does not know the device, or if that was not read.
  public var links: [ByteString]?

  /// The processes that hold the device open, or have its memory mapped, `postgres (1234)`; nil if not all could
  /// be looked at, or if it was not read.
  public var openers: [String]?

  /// How the memory is offered. The raw value is daxctl's word.
  public enum Mode: String, Sendable, CaseIterable {
    /// A character device that programs map.
    case devdax
    /// Memory that the kernel gives out like any other: no device can be opened.
    case systemRAM = "system-ram"
  }

  /// Whether the memory is the kernel's own.
  public var isMemory: Bool { mode == .systemRAM }

  /// How much of the memory the kernel uses; `struct daxctl_memory`.
  public struct OnlineMemory: Equatable, Sendable {
    /// How many blocks of memory are in use; nil if it cannot be read.
    public var onlineBlocks: Int?
    /// How many blocks there are; nil if it cannot be read.
    public var totalBlocks: Int?
    /// Whether the blocks can be given back; nil if it cannot be read.
    public var isMovable: Bool?

    /// Memory of which nothing is known.
    public init() {}
  }

  /// A device of the given name.
  public init(dev: String, size: UInt64? = nil, mode: Mode? = nil) {
    self.dev = dev
    self.size = size
    self.mode = mode
  }
}
