internal import CNdctl
internal import LinuxSystem
internal import NmemModel

/// A reference to a `struct daxctl_region`, which libndctl makes for a devdax namespace and frees with
/// its context.
@safe struct DaxctlRegion {
  private let owner: Context
  private let region: OpaquePointer  // struct daxctl_region *

  /// Wraps the region of a namespace that belongs to `owner`.
  init(borrowing region: OpaquePointer, owner: Context) {
    self.owner = owner
    unsafe self.region = region
  }

  /// The region with its devices, as plain values.
  /// The corresponding C functions are `daxctl_dev_get_first` and `daxctl_dev_get_next`.
  func snapshot(_ reading: Reading) -> DAXRegion {
    withExtendedLifetime(owner) {
      var snapshot = DAXRegion(
        devices: unsafe children(
          first: daxctl_dev_get_first(region), next: daxctl_dev_get_next,
          wrap: { unsafe Self.device($0, reading) }
        ).sorted { naturallyPrecedes($0.dev, $1.dev) })
      snapshot.id = unsafe nonNegative(daxctl_region_get_id(region))
      snapshot.size = unsafe number(daxctl_region_get_size(region))
      snapshot.availableSize = unsafe number(daxctl_region_get_available_size(region))
      snapshot.align = unsafe number(daxctl_region_get_align(region)).map(UInt64.init)
      return snapshot
    }
  }

  // struct daxctl_dev *
  private static func device(_ device: OpaquePointer, _ reading: Reading) -> DAXDevice {
    var snapshot = unsafe DAXDevice(
      dev: text(daxctl_dev_get_devname(device)) ?? "",
      size: number(daxctl_dev_get_size(device)))
    let (major, minor) = unsafe (daxctl_dev_get_major(device), daxctl_dev_get_minor(device))
    if major > 0 && minor >= 0 {
      snapshot.number = DeviceNumber(major: UInt32(major), minor: UInt32(minor))
    }
    snapshot.openers = snapshot.number.flatMap { number in
      reading.openDevices?.openers(of: .character(number))
    }
    if reading.devices != nil {
      snapshot.links = snapshot.number.flatMap { DeviceEntry(.character($0))?.links }
    }
    snapshot.targetNode = unsafe nonNegative(daxctl_dev_get_target_node(device))
    snapshot.align = align(ofDevice: snapshot.dev, on: "dax")
    snapshot.isEnabled = unsafe daxctl_dev_is_enabled(device) > 0
    guard let memory = unsafe daxctl_dev_get_memory(device) else {
      snapshot.mode = .devdax
      return snapshot
    }
    snapshot.mode = .systemRAM
    // The number of blocks follows from the address, which is for root alone.
    if unsafe daxctl_dev_get_resource(device) != 0 {
      var online = DAXDevice.OnlineMemory()
      online.onlineBlocks = unsafe nonNegative(daxctl_memory_is_online(memory))
      online.totalBlocks = unsafe nonNegative(daxctl_memory_num_sections(memory))
      switch unsafe daxctl_memory_is_movable(memory) {
      case 0: online.isMovable = false
      case 1: online.isMovable = true
      default: break
      }
      snapshot.memory = online
    }
    return snapshot
  }
}
