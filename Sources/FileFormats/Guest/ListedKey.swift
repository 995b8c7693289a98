import NmemModel

/// The keys of a saved list that mean something to nmemid. A member is read by its key alone, so that no
/// other can be, and what has none is not even kept.
enum ListedKey: String, CaseIterable {
  // Of documents, buses and DIMMs.
  case bus, complete, dev, dimms, flags, guest, handle, id, machine, match, namespaces, nmemid, path
  case provider, regions, vmdks
  case schema, security, serial, size, state, vendor
  case otherRegions = "other_regions"
  case physID = "phys_id"
  case scrubState = "scrub_state"
  case securityFrozen = "security_frozen"
  // ndctl's flags of a DIMM.
  case failedMap = "flag_failed_map"
  case failedSave = "flag_failed_save"
  case failedArm = "flag_failed_arm"
  case failedRestore = "flag_failed_restore"
  case failedFlush = "flag_failed_flush"
  case smartEvent = "flag_smart_event"
  // Of regions.
  case align, alignments, badblocks, capabilities, dimm, length, mappings, offset, position, type
  case availableSize = "available_size"
  case badblockCount = "badblock_count"
  case isetID = "iset_id"
  case maxAvailableExtent = "max_available_extent"
  case numaNode = "numa_node"
  case persistenceDomain = "persistence_domain"
  case sectorSizes = "sector_sizes"
  case targetNode = "target_node"
  // Of namespaces and DAX regions.
  case blockdev, blockdevices, chardev, daxregion, devices, map, mode, mountpoints, movable, name
  case uuid
  case hiddenMountpoints = "hidden_mountpoints"
  case onlineBlocks = "online_memblocks"
  case rawUUID = "raw_uuid"
  case sectorSize = "sector_size"
  case totalBlocks = "total_memblocks"
  // Of block devices and file systems.
  case children, dax, filesystems, fsroot, fstype, fsuuid, hidden, kname, label, openers, probed
  case ptuuid, source, swap, swapfiles, target
  case number = "maj:min"

  /// The keys of each length: a list has many, and few of them are as long as each other.
  private static let byLength: [[(name: ByteString, key: ListedKey)]] = {
    let named = allCases.map { (name: ByteString($0.rawValue), key: $0) }
    let longest = named.map(\.name.bytes.count).max() ?? 0
    return (0...longest).map { length in named.filter { $0.name.bytes.count == length } }
  }()

  /// The key of the given spelling; nil if it means nothing.
  init?(_ name: ByteString) {
    let length = name.bytes.count
    guard length < Self.byLength.count,
      let found = Self.byLength[length].first(where: { $0.name == name })
    else { return nil }
    self = found.key
  }

  /// The key under which ndctl says that a flag of a DIMM is set.
  init(_ flag: DIMM.Flag) {
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
