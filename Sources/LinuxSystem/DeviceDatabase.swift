internal import NmemModel

// What udev found on a device, as udevadm(8) prints it. No root is needed, where reading the device takes it.

/// What lies at the beginning of a block device; nil if udev does not know the device.
func content(of number: DeviceNumber) -> DeviceContent? {
  // The folder above /sys is the root: so a recording, which has a /sys of its own, has a database of its own, too.
  contents(of: "/sys/../run/udev/data/b\(number)").map { DeviceContent(database: $0) }
}

extension DeviceContent {
  /// Reads an entry of udev's database: a line `E:KEY=VALUE` for each property.
  init(database text: [UInt8]) {
    var properties: [String: ByteString] = [:]
    for line in text.split(separator: UInt8(ascii: "\n")) where line.starts(with: "E:".utf8) {
      let parts = line.dropFirst(2).split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard parts.count == 2 else { continue }
      properties[String(decoding: parts[0], as: UTF8.self)] = ByteString(parts[1])
    }
    // What is unusual in a name is replaced in the plain property, and kept in this one (`encode_devnode_name` in
    // systemd).
    let label =
      properties["ID_FS_LABEL_ENC"].map {
        ByteString(bytes: $0.bytes[...].unescaped("\\x", digits: 2, radix: 16))
      } ?? properties["ID_FS_LABEL"]
    self.init(
      fileSystemUUID: properties["ID_FS_UUID"]?.lossyText, fileSystemLabel: label,
      partitionTableUUID: properties["ID_PART_TABLE_UUID"]?.lossyText)
  }
}
