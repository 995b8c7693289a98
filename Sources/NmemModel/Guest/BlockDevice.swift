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

  /// Where a file system on the device is mounted, sorted by mount point; nil if it cannot be known.
  public var mounts: [Mount]?

  /// Whether the kernel swaps to the device itself; nil if it cannot be known.
  public var isSwap: Bool?

  /// What lies at its beginning, be it nothing; nil if that is not known.
  public var content: DeviceContent?

  /// The links to the device by its DIMM's unique id, `/dev/disk/by-id/nvdimm-8902-206b080c`, that udev has made; nil if
  /// udev does not know the device, or if that was not read.
  public var links: [ByteString]?

  /// The processes that hold the device open, `postgres (1234)`; nil if not all could be looked at, or if it
  /// was not read.
  public var openers: [String]?

  /// What is made of the device, or of parts of it, sorted by name. A device that is made of several
  /// stands on each of them.
  public var children: [BlockDevice]

  /// A device of the given parts.
  public init(
    dev: String, label: String? = nil, number: DeviceNumber? = nil, type: String? = nil,
    size: UInt64? = nil, mounts: [Mount]? = [], isSwap: Bool? = false, children: [BlockDevice] = []
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

  /// Where files of the device itself are seen, `[SWAP]` last; nil if it cannot be known.
  public var mountpoints: [ByteString]? { Self.mountpoints(of: [self]) }

  /// Where files of the device, and of all that lies on it, are seen, sorted as a person counts, `[SWAP]` last;
  /// nil if it cannot be known.
  public var allMountpoints: [ByteString]? { Self.mountpoints(of: all) }

  /// Where the device, and all that lies on it, are mounted and something else is mounted over it; nil if it
  /// cannot be known.
  public var allHiddenMountpoints: [ByteString]? {
    guard let mounts = all.flatMapUnlessUnknown(\.mounts) else { return nil }
    let seen = Set(mounts.filter { $0.isHidden != true }.map(\.target))
    return Set(mounts.map(\.target)).subtracting(seen).sorted()
  }

  /// The device, and all that lies on it.
  var all: [BlockDevice] { [self] + children.flatMap(\.all) }

  private static func mountpoints(of devices: [BlockDevice]) -> [ByteString]? {
    guard let mounts = devices.flatMapUnlessUnknown(\.mounts) else { return nil }
    let seen = Set(mounts.filter { $0.isHidden != true }.map(\.target))
    return seen.sorted() + (devices.contains { $0.isSwap == true } ? [swapMark] : [])
  }
}

extension Array {
  /// All the lists that the elements have, as one; nil if one is nil.
  public func flatMapUnlessUnknown<Item>(_ list: (Element) -> [Item]?) -> [Item]? {
    reduce([] as [Item]?) { all, element in
      guard let all, let more = list(element) else { return nil }
      return all + more
    }
  }
}
