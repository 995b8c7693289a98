public import NmemModel

/// The keys of objects in JSON: all that nmemid writes, and all that it reads of saved lists. A key is written here,
/// and nowhere else.
public enum JSONKey: String, CaseIterable, Sendable {
  // What documents and their heads have, and what is said about them.
  case nmemid, schema, version, complete, machine, dimms, vmdks, chains, differences, columns
  case problems, source, message
  case unmatchedVMDKs = "unmatched_vmdks"
  case otherRegions = "other_regions"
  // Of buses and DIMMs, ndctl's first.
  case dev, id, handle, state, security, provider, regions, namespaces, health, vendor, serial
  case bus, guest, size, flags, devices, mountpoints, labels, fsuuids
  case physID = "phys_id"
  case securityFrozen = "security_frozen"
  case scrubState = "scrub_state"
  case failedMap = "flag_failed_map"
  case failedSave = "flag_failed_save"
  case failedArm = "flag_failed_arm"
  case failedRestore = "flag_failed_restore"
  case failedFlush = "flag_failed_flush"
  case smartEvent = "flag_smart_event"
  case regionNames = "region_names"
  case namespaceNames = "namespace_names"
  case hiddenMountpoints = "hidden_mountpoints"
  case inUse = "in_use"
  // Of a DIMM's health, all ndctl's.
  case healthState = "health_state"
  case temperatureCelsius = "temperature_celsius"
  case controllerTemperatureCelsius = "controller_temperature_celsius"
  case sparesPercentage = "spares_percentage"
  case alarmTemperature = "alarm_temperature"
  case alarmControllerTemperature = "alarm_controller_temperature"
  case alarmSpares = "alarm_spares"
  case alarmEnabledMediaTemperature = "alarm_enabled_media_temperature"
  case temperatureThreshold = "temperature_threshold"
  case alarmEnabledControllerTemperature = "alarm_enabled_ctrl_temperature"
  case controllerTemperatureThreshold = "controller_temperature_threshold"
  case alarmEnabledSpares = "alarm_enabled_spares"
  case sparesThreshold = "spares_threshold"
  case lifeUsedPercentage = "life_used_percentage"
  case shutdownState = "shutdown_state"
  case shutdownCount = "shutdown_count"
  // Of what was matched.
  case match, why, doubts, path, uuid, host, listed, type, vms
  case comparedUUIDs = "compared_uuids"
  case sizeAgrees = "size_agrees"
  case vendorIsVMware = "vendor_is_vmware"
  case tiedBy = "tied_by"
  case otherPaths = "other_paths"
  case vmUUIDs = "vm_uuids"
  case vmDevices = "vm_devices"
  case vmUnits = "vm_units"
  case setAside = "set_aside"
  // Of regions, all ndctl's.
  case align, mappings, badblocks, capabilities, dimm, offset, length, position, mode, alignments
  case availableSize = "available_size"
  case maxAvailableExtent = "max_available_extent"
  case numaNode = "numa_node"
  case targetNode = "target_node"
  case isetID = "iset_id"
  case badblockCount = "badblock_count"
  case persistenceDomain = "persistence_domain"
  case sectorSizes = "sector_sizes"
  // Of namespaces and DAX regions, all ndctl's but the block devices.
  case map, blockdev, name, chardev, daxregion, blockdevices, movable
  case rawUUID = "raw_uuid"
  case sectorSize = "sector_size"
  case onlineBlocks = "online_memblocks"
  case totalBlocks = "total_memblocks"
  // Of block devices, as lsblk has them, and of file systems, as findmnt has them.
  case kname, label, fsuuid, ptuuid, probed, swap, filesystems, openers, children, target, fstype
  case fsroot, dax, hidden, swapfiles
  case links, partuuid
  case numaNodes = "numa_nodes"
  case number = "maj:min"
  // Of the lines of a trace, and of the rows of regions and namespaces.
  case mountpoint, device, namespace, region, vmdk, vm
  case hiddenMountpoint = "hidden_mountpoint"
  case vmdkSize = "vmdk_size"
  case dimmSize = "dimm_size"
  case dimmState = "dimm_state"
  case regionSize = "region_size"
  case regionBadblocks = "region_badblocks"
  case regionState = "region_state"
  // Of differences, and of columns.
  case kind, what, was, `is`, harmless, key, standard, description

  /// Those that are written, and mean nothing in a list that is read. What has one of these, or none at all, is not
  /// even kept.
  private static let unread: Set<JSONKey> = [
    .numaNodes, .vmUUIDs, .vmDevices, .vmUnits, .setAside,
    .version, .chains, .differences, .columns, .problems, .message, .unmatchedVMDKs, .health,
    .regionNames, .namespaceNames, .labels, .fsuuids, .inUse, .healthState, .temperatureCelsius,
    .controllerTemperatureCelsius, .sparesPercentage, .alarmTemperature,
    .alarmControllerTemperature, .alarmSpares, .alarmEnabledMediaTemperature,
    .temperatureThreshold, .alarmEnabledControllerTemperature, .controllerTemperatureThreshold,
    .alarmEnabledSpares, .sparesThreshold, .lifeUsedPercentage, .shutdownState, .shutdownCount,
    .why, .comparedUUIDs, .sizeAgrees, .vendorIsVMware, .doubts, .tiedBy, .host, .listed, .vms,
    .otherPaths, .mountpoint, .hiddenMountpoint, .device, .namespace, .region, .vmdk, .vmdkSize,
    .vm, .dimmSize, .dimmState, .regionSize, .regionBadblocks, .regionState, .kind, .what, .was,
    .is, .harmless, .key, .standard, .description,
  ]

  /// Whether a reader of saved lists wants the key.
  var isRead: Bool { !Self.unread.contains(self) }

  /// The keys that are read, of each length: a list has many, and few of them are as long as each other.
  private static let readByLength: [[(name: ByteString, key: JSONKey)]] = {
    let named = allCases.filter(\.isRead).map { (name: ByteString($0.rawValue), key: $0) }
    let longest = named.map(\.name.bytes.count).max() ?? 0
    return (0...longest).map { length in named.filter { $0.name.bytes.count == length } }
  }()

  /// The key of a member of a list that is read; nil if it means nothing there.
  init?(read name: ByteString) {
    let length = name.bytes.count
    guard length < Self.readByLength.count,
      let found = Self.readByLength[length].first(where: { $0.name == name })
    else { return nil }
    self = found.key
  }

  /// The key under which ndctl says that a flag of a DIMM is set.
  public init(_ flag: DIMM.Flag) {
    self =
      switch flag {
      case .failedMap: .failedMap
      case .failedSave: .failedSave
      case .failedArm: .failedArm
      case .failedRestore: .failedRestore
      case .failedFlush: .failedFlush
      case .smartEvent: .smartEvent
      }
  }
}
