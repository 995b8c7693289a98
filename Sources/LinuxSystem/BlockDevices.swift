public import NmemModel

/// What lies on the block devices of this machine, from sysfs and procfs.
public struct BlockDevices {
  /// Nil if it cannot be read.
  private let mounts: MountTable?

  /// Who holds devices open; nil if it is not known.
  private let openDevices: OpenDevices?

  /// The devices that are swapped to; nil if they cannot be known.
  private let swapDevices: Set<DeviceNumber>?

  /// The files that are swapped to, by the number of the mount that they are on.
  private let swapFiles: [Int: [ByteString]]

  /// The devices that a file system of several devices has beside the one it was mounted by.
  private let companions: [String: Set<String>]

  /// The loop devices that are made of a device.
  private let loops: [DeviceNumber: Set<String>]

  /// Reads what is mounted and swapped to.
  public init(_ openDevices: OpenDevices?) {
    let mounts = contents(of: "/proc/self/mountinfo").map { text in
      MountTable(parsing: text) { source in blockNumber(of: source) }
    }
    self.openDevices = openDevices
    let swaps = swapTable()
    self.mounts = mounts
    swapDevices = swaps.map { Set($0.devices.compactMap(blockNumber)) }
    swapFiles = Dictionary(grouping: (swaps?.files ?? []).sorted()) {
      mounts?.mount(of: $0)?.id ?? -1
    }
    companions = Self.companionsOnBtrfs()
    loops = Self.loopsOnDevices()
  }

  /// A device with all that lies on it.
  public func stack(on device: String) -> BlockDevice {
    stack(on: device, above: [])
  }

  /// `below` are the devices it lies on. In sysfs no device lies on itself; a recording may be wrong.
  private func stack(on device: String, above below: Set<String>) -> BlockDevice {
    let folder = "/sys/class/block/\(device)"
    let partitions = entries(of: folder, startingWith: device)
    let holders = entries(of: "\(folder)/holders").filter { !$0.hasPrefix(".") }
    let passed = below.union([device])
    let number = attribute("\(folder)/dev").flatMap { DeviceNumber($0) }
    var stack = BlockDevice(
      dev: device, label: attribute("\(folder)/dm/name"), number: number,
      type: type(of: device, folder),
      // In sectors of 512 bytes, whatever the device's own are.
      size: attribute("\(folder)/size").flatMap { UInt64($0) }.map { $0 * 512 },
      mounts: mounts.flatMap { mounts(of: device, number, in: $0) },
      isSwap: mounts == nil ? nil : swapDevices.map { number.map($0.contains) ?? false },
      children: Set(partitions + holders).union(number.flatMap { loops[$0] } ?? [])
        .subtracting(passed).sorted(by: naturallyPrecedes)
        .map { self.stack(on: $0, above: passed) })
    let entry = number.flatMap { DeviceEntry(.block($0)) }
    (stack.content, stack.links) = (entry?.content, entry?.links)
    stack.openers = number.flatMap { openDevices?.openers(of: .block($0)) }
    // What is mounted outside of a folder that was made the root is seen by nobody in it.
    if mounts?.hasRoot == false && stack.openers == [] { stack.openers = nil }
    return stack
  }

  /// Where a device is mounted; nil if nowhere as far as is seen, and not all is.
  private func mounts(
    of device: String, _ number: DeviceNumber?, in mounts: MountTable
  ) -> [Mount]? {
    var found = mounts.mounts(of: number, named: device)
    for companion in (companions[device] ?? []).sorted(by: naturallyPrecedes) {
      let number = attribute("/sys/class/block/\(companion)/dev").flatMap { DeviceNumber($0) }
      let others = mounts.mounts(of: number, named: companion)
      found += others.filter { other in !found.contains { $0.id == other.id } }
    }
    for index in found.indices {
      found[index].swapFiles = found[index].id.flatMap { swapFiles[$0] } ?? []
    }
    return found.isEmpty && !mounts.hasRoot ? nil : found
  }

  /// lsblk's word for what a device is (`get_type` in util-linux's lsblk.c).
  private func type(of device: String, _ folder: String) -> String {
    if exists("\(folder)/partition") { return "part" }
    if exists("\(folder)/dm") {
      // LVM-…, CRYPT-LUKS2-…, part1-mpath-…: who made the device says so in front of its UUID.
      let uuid = attribute("\(folder)/dm/uuid") ?? ""
      let maker = uuid.contains("-") ? uuid.prefix { $0 != "-" }.lowercased() : ""
      if maker.hasPrefix("part") { return "part" }
      return maker.isEmpty ? "dm" : maker
    }
    if exists("\(folder)/loop") { return "loop" }
    return attribute("\(folder)/md/level") ?? "disk"
  }

  /// btrfs alone spreads over several devices in a way that the block layer does not show.
  private static func companionsOnBtrfs() -> [String: Set<String>] {
    var companions: [String: Set<String>] = [:]
    for fileSystem in entries(of: "/sys/fs/btrfs") {
      let devices = entries(of: "/sys/fs/btrfs/\(fileSystem)/devices").filter {
        !$0.hasPrefix(".")
      }
      for device in devices where devices.count > 1 {
        companions[device, default: []].formUnion(devices.filter { $0 != device })
      }
    }
    return companions
  }

  /// The block layer does not show what a loop device is made of, its driver does (drivers/block/loop.c).
  private static func loopsOnDevices() -> [DeviceNumber: Set<String>] {
    var loops: [DeviceNumber: Set<String>] = [:]
    for loop in entries(of: "/sys/class/block", startingWith: "loop") {
      guard let path = attribute("/sys/class/block/\(loop)/loop/backing_file"),
        let number = blockNumber(of: ByteString(path))
      else { continue }
      loops[number, default: []].insert(loop)
    }
    return loops
  }
}

/// Whether it can be known what is mounted on this machine.
public func areMountsReadable() -> Bool {
  contents(of: "/proc/self/mountinfo") != nil
}

/// Whether all that is mounted on this machine can be seen, and not only what is below a folder that was made the
/// root of this process.
public func areAllMountsSeen() -> Bool {
  contents(of: "/proc/self/mountinfo").map { MountTable(parsing: $0).hasRoot } ?? false
}

/// Whether it can be known what this machine swaps to.
public func areSwapsReadable() -> Bool { swapTable() != nil }

/// What this machine swaps to; nil if it cannot be known.
private func swapTable() -> SwapTable? {
  if let text = contents(of: "/proc/swaps") { return SwapTable(parsing: text) }
  // A kernel that cannot swap has no such file. Nor has a /proc of processes alone, which lacks others, too.
  return !exists("/proc/swaps") && exists("/proc/meminfo") ? SwapTable() : nil
}

/// The number of the block device whose file is at a path; nil if there is none.
private func blockNumber(of path: ByteString) -> DeviceNumber? {
  guard case .block(let number)? = deviceFile(path) else { return nil }
  return number
}
