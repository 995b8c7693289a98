internal import NmemModel

/// Where a block device is mounted, by itself or through what lies on it: partitions, and devices
/// that the device mapper or md makes of it.
struct BlockDevices {
  private let mounts: MountTable

  /// The block devices of this machine; nil if it cannot be known what is mounted.
  init?() {
    guard let text = contents(of: "/proc/self/mountinfo") else { return nil }
    mounts = MountTable(parsing: text)
  }

  /// The mount points of a device and of all that lies on it, sorted as a person counts.
  func mountpoints(of device: String) -> [ByteString] {
    let devices = [device] + devicesOn(device)
    let all = devices.flatMap { name in
      mounts.mountpoints(
        of: attribute("dev", of: name).map(DeviceNumber.init), named: name)
    }
    return Set(all).sorted()
  }

  private func devicesOn(_ device: String) -> [String] {
    let folder = "/sys/class/block/\(device)"
    let partitions = entries(of: folder, startingWith: device)
    let holders = entries(of: "\(folder)/holders").filter { !$0.hasPrefix(".") }
    return (partitions + holders).flatMap { [$0] + devicesOn($0) }
  }

  private func attribute(_ name: String, of device: String) -> String? {
    contents(of: "/sys/class/block/\(device)/\(name)").map { bytes in
      String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
  }
}
