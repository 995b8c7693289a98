/// How much of a guest to read. Less is faster: every attribute is a file in sysfs. Buses and DIMMs
/// are always read.
public struct Detail: OptionSet, Sendable {
  /// A bit for each part.
  public let rawValue: Int

  /// The parts whose bits are set.
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Regions with their mappings and namespaces.
  public static let regions = Detail(rawValue: 1 << 0)

  /// What lies on the namespaces: regions, and block devices, file systems and swap space above them.
  public static let devices: Detail = [regions, Detail(rawValue: 1 << 1)]

  /// Regions with all that can be known of them: where their bad sectors are, and what namespaces they
  /// could have.
  public static let everythingOfRegions: Detail = [regions, Detail(rawValue: 1 << 4)]

  /// Which processes hold the devices open; only root sees this for all of them.
  public static let openers: Detail = [devices, Detail(rawValue: 1 << 5)]

  /// The state of each DIMM's lock.
  public static let security = Detail(rawValue: 1 << 3)

  /// What shows that a DIMM is not well: the state of its lock, and regions, if one has bad sectors.
  public static let faults: Detail = [security, Detail(rawValue: 1 << 6)]

  /// What each DIMM says about its health, which needs root and a command to each.
  public static let health = Detail(rawValue: 1 << 2)
}
