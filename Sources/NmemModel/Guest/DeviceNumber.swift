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
