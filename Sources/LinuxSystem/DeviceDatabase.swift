public import NmemModel

// What udev found on a device, as udevadm(8) prints it. No root is needed, where reading the device takes it.

/// What udev knows of a device.
public struct DeviceEntry {
  /// The links to the device by its DIMM's unique id.
  public private(set) var links: [ByteString] = []
  private var properties: [String: ByteString] = [:]

  /// The entry of a device; nil if udev does not know it.
  public init?(_ device: DeviceFile) {
    let name =
      switch device {
      case .block(let number): "b\(number)"
      case .character(let number): "c\(number)"
      }
    // The folder above /sys is the root: so a recording, which has a /sys of its own, has a database of its own, too.
    guard let text = contents(of: "/sys/../run/udev/data/\(name)") else { return nil }
    self.init(parsing: text)
  }

  /// Reads an entry: a line `S:LINK` for each link, and `E:KEY=VALUE` for each property.
  init(parsing text: [UInt8]) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let value = line.dropFirst(2)
      if line.starts(with: "S:".utf8) {
        let link = ByteString("/dev/") + ByteString(value)
        if link.isByUniqueID { links.append(link) }
      } else if line.starts(with: "E:".utf8) {
        let parts = value.split(separator: UInt8(ascii: "="), maxSplits: 1)
        guard parts.count == 2 else { continue }
        properties[String(decoding: parts[0], as: UTF8.self)] = ByteString(parts[1])
      }
    }
    links.sort()
  }

  /// What lies at the beginning of a block device.
  public var content: DeviceContent {
    // What is unusual in a name is replaced in the plain property, and kept in this one (`encode_devnode_name` in
    // systemd).
    let label =
      properties["ID_FS_LABEL_ENC"].map {
        ByteString(bytes: $0.bytes[...].unescaped("\\x", digits: 2, radix: 16))
      } ?? properties["ID_FS_LABEL"]
    return DeviceContent(
      fileSystemUUID: properties["ID_FS_UUID"]?.lossyText, fileSystemLabel: label,
      partitionTableUUID: properties["ID_PART_TABLE_UUID"]?.lossyText,
      partitionUUID: properties["ID_PART_ENTRY_UUID"]?.lossyText)
  }
}

extension ByteString {
  /// Whether it is one of the links that our rules for udev make.
  fileprivate var isByUniqueID: Bool {
    ["/dev/disk/by-id/nvdimm-", "/dev/dax/by-id/nvdimm-", "/dev/nvdimm/by-id/"]
      .contains { bytes.starts(with: $0.utf8) }
  }
}
