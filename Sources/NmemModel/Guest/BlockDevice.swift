/// A block device with all that lies on it: partitions, what the device mapper or md make of it, file
/// systems, swap space.
public struct BlockDevice: Equatable, Sendable {
  /// The kernel's name: `pmem0`, `pmem0p1`, `dm-0`, `md127`.
  public var dev: String

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

/// A mounted file system; a line of `/proc/self/mountinfo` (proc(5)).
public struct Mount: Equatable, Sendable {
  /// Where it is mounted.
  public var target: ByteString

  /// The number of this mount among those of the process; nil if a saved list does not tell.
  public var id: Int?

  /// What is mounted, as it was named: `/dev/pmem0`; nil if a saved list does not tell.
  public var source: ByteString?

  /// The type of the file system, `ext4`; nil if a saved list does not tell.
  public var fileSystem: String?

  /// Which part of the file system is mounted: `/`, or what a bind mount or a subvolume names; nil if
  /// a saved list does not tell.
  public var root: ByteString?

  /// Whether all files are mapped past the page cache, which the option `dax` or `dax=always` asks for;
  /// nil if a saved list does not tell.
  public var isDAX: Bool?

  /// The files on this mount that the kernel swaps to, sorted.
  public var swapFiles: [ByteString]

  /// A mount of the given parts.
  public init(
    target: ByteString, id: Int? = nil, source: ByteString? = nil, fileSystem: String? = nil,
    root: ByteString? = nil, isDAX: Bool? = nil, swapFiles: [ByteString] = []
  ) {
    self.target = target
    self.id = id
    self.source = source
    self.fileSystem = fileSystem
    self.root = root
    self.isDAX = isDAX
    self.swapFiles = swapFiles
  }
}

/// The number of a device, as `/sys/class/block/NAME/dev` and mountinfo write it: `259:1`. A block device
/// and a character device may have the same number.
public struct DeviceNumber: Hashable, Sendable, CustomStringConvertible {
  /// The number of the driver.
  public var major: UInt32

  /// The number among the driver's devices.
  public var minor: UInt32

  /// A number of two parts.
  public init(major: UInt32, minor: UInt32) {
    self.major = major
    self.minor = minor
  }

  /// The number that `259:1` stands for; nil for any other text.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = UInt32(parts[0]), let minor = UInt32(parts[1]) else {
      return nil
    }
    self.init(major: major, minor: minor)
  }

  /// `259:1`.
  public var description: String { "\(major):\(minor)" }
}

/// Which device a file in `/dev` stands for.
public enum DeviceFile: Hashable, Sendable {
  case block(DeviceNumber)
  case character(DeviceNumber)
}
