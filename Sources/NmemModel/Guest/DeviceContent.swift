/// What was found at the beginning of a block device: what identifies a file system, a physical volume, a swap
/// area, a table of partitions.
///
/// These ids lie on the medium: they stay when a device gets another name, and a copy of a VMDK has them, too.
public struct DeviceContent: Hashable, Sendable {
  /// The UUID of the file system, or of what else lies there; nil if nothing with a UUID does.
  public var fileSystemUUID: String?

  /// What an administrator called the file system; nil if nothing.
  public var fileSystemLabel: ByteString?

  /// The UUID of the table of partitions; nil if there is none.
  public var partitionTableUUID: String?

  /// The UUID by which the table of partitions above knows the partition that this device is; nil if it is none.
  public var partitionUUID: String?

  /// Content of the given parts; nothing at all if none is given.
  public init(
    fileSystemUUID: String? = nil, fileSystemLabel: ByteString? = nil,
    partitionTableUUID: String? = nil, partitionUUID: String? = nil
  ) {
    self.fileSystemUUID = fileSystemUUID
    self.fileSystemLabel = fileSystemLabel
    self.partitionTableUUID = partitionTableUUID
    self.partitionUUID = partitionUUID
  }
}

extension BlockDevice {
  /// The links to the device and to all that lies on it by its DIMM's id; nil if udev knows none of these devices.
  public var allLinks: [ByteString]? {
    let links = all.compactMap(\.links)
    return links.isEmpty ? nil : Array(links.joined())
  }

  /// The contents of the device and of all that lies on it that are known, each once.
  public var allContents: [DeviceContent] {
    var seen: Set<DeviceContent> = []
    return all.compactMap(\.content).filter { seen.insert($0).inserted }
  }
}
