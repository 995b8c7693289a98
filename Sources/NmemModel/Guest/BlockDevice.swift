/// A block device with all that lies on it: partitions, what the device mapper or md make of it, file
/// systems, swap space.
public struct BlockDevice: Equatable, Sendable {
  /// The kernel's name: `pmem0`, `pmem0p1`, `dm-0`, `md127`.
  public var dev: String

  /// Where in `/dev` the names are that persons gave to devices.
  public static let labelFolder = "mapper/"

  /// The name that a person gave it, `vg-db` for `/dev/mapper/vg-db`; nil if there is none.
  public var label: String?

  /// The device number; nil if it is not known.
  public var number: DeviceNumber?

  /// What it is, in lsblk's words: `disk`, `part`, `lvm`, `crypt`, `dm`, `raid1`; an open set. Nil if a
  /// saved list does not tell.
  public var type: String?

  /// The size in bytes; nil if the kernel does not say.
  public var size: UInt64?

  /// Where a file system on the device is mounted, sorted by mount point.
  public var mounts: [Mount]

  /// Whether the kernel swaps to the device itself.
  public var isSwap: Bool

  /// What is made of the device, or of parts of it, sorted by name. A device that is made of several
  /// stands on each of them.
  public var children: [BlockDevice]

  /// A device of the given parts.
  public init(
    dev: String, label: String? = nil, number: DeviceNumber? = nil, type: String? = nil,
    size: UInt64? = nil, mounts: [Mount] = [], isSwap: Bool = false, children: [BlockDevice] = []
  ) {
    self.dev = dev
    self.label = label
    self.number = number
    self.type = type
    self.size = size
    self.mounts = mounts
    self.isSwap = isSwap
    self.children = children
  }

  /// What lsblk prints among the mount points of a device that is swapped to.
  public static let swapMark: ByteString = "[SWAP]"

  /// Where the device itself is mounted, `[SWAP]` last.
  public var mountpoints: [ByteString] {
    var seen: Set<ByteString> = []
    return mounts.map(\.target).filter { seen.insert($0).inserted }
      + (isSwap ? [Self.swapMark] : [])
  }

  /// Where the device and all that lies on it are mounted, sorted as a person counts, `[SWAP]` last.
  public var allMountpoints: [ByteString] {
    let all = Set(mountpoints + children.flatMap(\.allMountpoints))
    return all.subtracting([Self.swapMark]).sorted()
      + (all.contains(Self.swapMark) ? [Self.swapMark] : [])
  }
}
