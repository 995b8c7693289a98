import NmemModel

extension Namespace {
  /// The namespace that an object of a list is about; nil if it has no name.
  init?(listed object: inout ListedObject) {
    guard let dev = object.text(.dev) else {
      object.complain("a namespace of \(object.name) has no name and was not used")
      return nil
    }
    object.name = dev
    self.init(
      dev: dev, mode: object.mode, size: object.size(.size), uuid: object.text(.uuid),
      blockdev: object.device(.blockdev), chardev: nil, isActive: object.isEnabled)
    map = object.word(.map, Map.self)
    rawUUID = object.text(.rawUUID)
    name = object.text(.name)
    sectorSize = object.size(.sectorSize)
    align = object.size(.align)
    numa = object.numaPlace
    badblockCount = object.number(.badblockCount, UInt64.self) ?? 0
    badblocks = object.objects(.badblocks) { Badblock(listed: &$0) }
    daxRegion = object.object(.daxregion) { DAXRegion(listed: &$0) }
    chardev = object.device(.chardev) ?? daxRegion?.devices.first?.dev
    stack = blockdev.flatMap { object.stack(on: $0) }
  }
}

extension ListedObject {
  /// The mode of a namespace. Versions of ndctl before 60 had other words for some.
  fileprivate var mode: Namespace.Mode? {
    mutating get {
      switch value(.mode)?.content {
      case .scalar(.string("memory")): .fsdax
      case .scalar(.string("dax")): .devdax
      case .scalar(.string("safe")): .sector
      default: word(.mode, Namespace.Mode.self)
      }
    }
  }

  /// What lies on the block device of a namespace; nil if the list does not tell, as ndctl's. A list
  /// that was cut down to the mount points tells only those.
  fileprivate mutating func stack(on blockdev: String) -> BlockDevice? {
    let devices = objects(.blockdevices) { BlockDevice(listed: &$0) }
    if let device = devices?.first(where: { $0.dev == blockdev }) ?? devices?.first {
      return device
    }
    guard let mountpoints = texts(.mountpoints) else { return nil }
    let hidden = texts(.hiddenMountpoints) ?? []
    return BlockDevice(
      dev: blockdev,
      mounts: mountpoints.filter { $0 != BlockDevice.swapMark }.map { Mount(target: $0) }
        + hidden.map { Mount(target: $0, isHidden: true) },
      isSwap: mountpoints.contains(BlockDevice.swapMark))
  }
}

extension DAXRegion {
  /// The DAX region that an object of a list is about. ndctl lists it with `-X` alone.
  fileprivate init(listed object: inout ListedObject) {
    object.name = "the DAX region of \(object.name)"
    let listed = object.objects(.devices) { DAXDevice(listed: &$0) } ?? []
    self.init(devices: listed.sorted { naturallyPrecedes($0.dev, $1.dev) })
    id = object.index(.id)
    size = object.size(.size)
    availableSize = object.size(.availableSize)
    align = object.size(.align)
  }
}

extension DAXDevice {
  /// The DAX device that an object of a list is about; nil if it has no name.
  fileprivate init?(listed object: inout ListedObject) {
    guard let dev = object.device(.chardev) else { return nil }
    object.name = dev
    self.init(dev: dev, size: object.size(.size), mode: object.word(.mode, Mode.self))
    targetNode = object.index(.targetNode)
    align = object.size(.align)
    isEnabled = object.isEnabled
    openers = object.texts(.openers)?.map(\.lossyText)
    links = object.texts(.links)
    var memory = OnlineMemory()
    memory.onlineBlocks = object.index(.onlineBlocks)
    memory.totalBlocks = object.index(.totalBlocks)
    memory.isMovable = object.bool(.movable)
    if memory != OnlineMemory() { self.memory = memory }
  }
}

extension BlockDevice {
  /// The block device that an object of nmemid's JSON is about, with what lies on it; nil if it has no
  /// name. The keys are lsblk's.
  fileprivate init?(listed object: inout ListedObject) {
    guard let dev = object.device(.kname) else { return nil }
    object.name = dev
    self.init(
      dev: dev, number: object.text(.number).flatMap { DeviceNumber($0) },
      type: object.text(.type), size: object.size(.size),
      mounts: object.objects(.filesystems) { Mount(listed: &$0) },
      isSwap: object.bool(.swap),
      children: object.objects(.children) { BlockDevice(listed: &$0) } ?? [])
    openers = object.texts(.openers)?.map(\.lossyText)
    content = object.content
    links = object.texts(.links)
    label = object.device(.name).flatMap { name in
      let isPath = name.hasPrefix(Self.labelFolder)
      return name == dev ? nil : isPath ? String(name.dropFirst(Self.labelFolder.count)) : name
    }
  }
}

extension ListedObject {
  /// What lies at the beginning of a block device. That nothing does is known where it was looked at.
  fileprivate var content: DeviceContent? {
    mutating get {
      let content = DeviceContent(
        fileSystemUUID: text(.fsuuid), fileSystemLabel: bytes(.label),
        partitionTableUUID: text(.ptuuid), partitionUUID: text(.partuuid))
      return isTrue(.probed) || content != DeviceContent() ? content : nil
    }
  }
}

extension Mount {
  /// The mounted file system that an object of nmemid's JSON is about; nil if it has no mount point.
  /// The keys are findmnt's.
  fileprivate init?(listed object: inout ListedObject) {
    guard let target = object.bytes(.target) else { return nil }
    object.name = "the mount at \(target.lossyText)"
    self.init(
      target: target, source: object.bytes(.source), fileSystem: object.text(.fstype),
      root: object.bytes(.fsroot), isDAX: object.bool(.dax), isHidden: object.bool(.hidden),
      swapFiles: object.texts(.swapfiles) ?? [])
  }
}
