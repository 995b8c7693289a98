import FileFormats
import NmemModel

/// How regions and all that stands on them are written in JSON, under ndctl's keys and in ndctl's order.
struct DeviceJSON {
  var shape: Shape
  var style: CellStyle

  /// Whether the members are there that ndctl prints only with `-v`, `-X`, `-M` and `-C`.
  var isVerbose = true

  /// Whether the block devices and the mount points are there, which ndctl does not know.
  var hasFileSystems = true

  /// Which members an object has.
  enum Shape {
    /// Always the same ones, null where nothing is known.
    case complete
    /// Those that `ndctl list` would print, but for lists, which are always there.
    case ndctl
  }

  /// A region with the given namespaces; nil if they are not known or not to be shown.
  func region(_ region: Region, _ namespaces: [Namespace]?) -> JSON {
    object(.ofRegion, of: ShownRegion(region: region, namespaces: namespaces))
  }

  /// A namespace.
  func namespace(_ namespace: Namespace) -> JSON {
    object(.ofNamespace, of: namespace)
  }

  /// An object with the members that this kind of document has.
  func object<Subject>(_ members: [JSONMember<Subject>], of subject: Subject) -> JSON {
    .object(
      members.compactMap { member in
        guard has(member.presence) else { return nil }
        if let value = member.value(subject, self) { return (member.key, value) }
        return shape == .complete && member.presence != .whereKnown ? (member.key, .null) : nil
      })
  }

  private func has<Subject>(_ presence: JSONMember<Subject>.Presence) -> Bool {
    switch presence {
    case .always, .whereKnown: true
    case .verbose: isVerbose
    case .withFileSystems: hasFileSystems
    }
  }

  /// A number of ours is exact for JavaScript too, one of ndctl's is a number.
  fileprivate func integer(_ value: UInt64?) -> JSON? {
    value.map { shape == .complete ? .integer($0) : .number($0) }
  }

  fileprivate func index(_ value: Int?) -> JSON? {
    value.map { .number(UInt64($0)) }
  }

  fileprivate func device(_ name: String) -> JSON {
    Cell.device(name).json(style)
  }

  fileprivate func strings(_ texts: [ByteString]?) -> JSON? {
    texts.map { .array($0.map(JSON.string)) }
  }

  fileprivate func objects<Subject>(
    _ members: [JSONMember<Subject>], of subjects: [Subject]?
  ) -> JSON? {
    subjects.map { .array($0.map { object(members, of: $0) }) }
  }

  /// ndctl says nothing where all is well.
  fileprivate func state(_ isEnabled: Bool) -> JSON? {
    shape == .ndctl && isEnabled ? nil : .text(DIMM.State(isEnabled: isEnabled).rawValue)
  }

  fileprivate func badblockCount(_ count: UInt64) -> JSON? {
    shape == .ndctl && count == 0 ? nil : integer(count)
  }

  /// ndctl has no list where nothing is bad.
  fileprivate func badblocks(_ blocks: [Badblock]?) -> JSON? {
    blocks?.isEmpty == true ? nil : objects(.ofBadblock, of: blocks)
  }

  /// Whether a namespace has its DAX region in place of the name of its first device, as with ndctl's `-X`.
  fileprivate func hasRegion(_ namespace: Namespace) -> Bool {
    (isVerbose || hasFileSystems) && namespace.daxRegion != nil
  }
}

/// A region, and which of its namespaces are to be seen.
struct ShownRegion {
  var region: Region
  /// Nil if they are not known or not to be shown.
  var namespaces: [Namespace]?
}

extension [JSONMember<ShownRegion>] {
  /// The members of a region.
  static let ofRegion: Self = [
    .init(.dev, .string) { shown, _ in .text(shown.region.dev) },
    .init(.size, .integer) { $1.integer($0.region.size) },
    .init(.align, .integer) { $1.integer($0.region.align) },
    .init(.availableSize, .integer) { $1.integer($0.region.availableSize) },
    .init(.maxAvailableExtent, .integer) { $1.integer($0.region.maxAvailableExtent) },
    .init(.type, .string) { shown, _ in shown.region.type.map { .text($0.rawValue) } },
    .init(.numaNode, .integer, .verbose) { $1.index($0.region.numa.node) },
    .init(.targetNode, .integer, .verbose) { $1.index($0.region.numa.target) },
    .init(.isetID, .integer) { $1.integer($0.region.interleaveSetID) },
    .init(.mappings, .list(.object(.mapping))) { $1.objects(.ofMapping, of: $0.region.mappings) },
    .init(.state, .string) { $1.state($0.region.isEnabled) },
    .init(.badblockCount, .integer) { $1.badblockCount($0.region.badblockCount) },
    .init(.badblocks, .list(.object(.badblock)), .whereKnown) { $1.badblocks($0.region.badblocks) },
    .init(.capabilities, .list(.object(.capability)), .whereKnown) {
      $1.objects(.ofCapability, of: $0.region.capabilities)
    },
    .init(.persistenceDomain, .string) { shown, json in
      shown.region.persistenceDomain.map { .text($0.rawValue) }
        ?? (json.shape == .ndctl ? .text("unknown") : nil)
    },
    .init(.namespaces, .list(.object(.namespace))) { $1.objects(.ofNamespace, of: $0.namespaces) },
  ]
}

extension [JSONMember<Region.Mapping>] {
  /// The members of a region's part of a DIMM.
  static let ofMapping: Self = [
    .init(.dimm, .string) { $1.device($0.dimm) },
    .init(.offset, .integer) { $1.integer($0.offset) },
    .init(.length, .integer) { $1.integer($0.length) },
    .init(.position, .integer) { $1.index($0.position) },
  ]
}

extension [JSONMember<Badblock>] {
  /// The members of some bad sectors.
  static let ofBadblock: Self = [
    .init(.offset, .integer) { $1.integer($0.offset) },
    .init(.length, .integer) { $1.integer($0.length) },
    .init(.dimms, .list(.string)) { block, json in .array(block.dimms.map(json.device)) },
  ]
}

extension [JSONMember<Region.Capability>] {
  /// The members of what a region's namespaces can be. Sectors have sizes, and pages have alignments.
  static let ofCapability: Self = [
    .init(.mode, .string) { capability, _ in .text(capability.mode.rawValue) },
    .init(.sectorSizes, .list(.integer), .whereKnown) { capability, _ in
      capability.mode == .sector ? capability.list : nil
    },
    .init(.alignments, .list(.integer), .whereKnown) { capability, _ in
      capability.mode == .sector ? nil : capability.list
    },
  ]
}

extension Region.Capability {
  fileprivate var list: JSON { .array(sizes.map(JSON.integer)) }
}

extension [JSONMember<Namespace>] {
  /// The members of a namespace.
  static let ofNamespace: Self = [
    .init(.dev, .string) { namespace, _ in .text(namespace.dev) },
    .init(.mode, .string) { namespace, _ in namespace.mode.map { .text($0.rawValue) } },
    .init(.map, .string) { namespace, _ in namespace.map.map { .text($0.rawValue) } },
    .init(.size, .integer) { $1.integer($0.size) },
    .init(.uuid, .string) { namespace, _ in namespace.uuid.map(JSON.text) },
    .init(.rawUUID, .string, .verbose) { namespace, _ in namespace.rawUUID.map(JSON.text) },
    .init(.chardev, .string) { namespace, json in
      json.shape == .ndctl && json.hasRegion(namespace) ? nil : namespace.chardev.map(json.device)
    },
    .init(.daxregion, .object(.daxregion)) { namespace, json in
      json.shape == .ndctl && !json.hasRegion(namespace)
        ? nil : namespace.daxRegion.map { json.object(.ofDAXRegion, of: $0) }
    },
    .init(.sectorSize, .integer) { $1.integer($0.sectorSize) },
    .init(.align, .integer) { $1.integer($0.align) },
    .init(.blockdev, .string) { namespace, json in namespace.blockdev.map(json.device) },
    .init(.state, .string) { $1.state($0.isActive) },
    .init(.name, .string) { namespace, _ in namespace.name.map(JSON.text) },
    .init(.numaNode, .integer, .verbose) { $1.index($0.numa.node) },
    .init(.targetNode, .integer, .verbose) { $1.index($0.numa.target) },
    .init(.badblockCount, .integer) { $1.badblockCount($0.badblockCount) },
    .init(.badblocks, .list(.object(.badblock)), .whereKnown) { $1.badblocks($0.badblocks) },
    .init(.mountpoints, .list(.string), .withFileSystems) { $1.strings($0.mountpoints) },
    .init(.hiddenMountpoints, .list(.string), .withFileSystems) {
      $1.strings($0.hiddenMountpoints)
    },
    .init(.blockdevices, .list(.object(.blockdevice)), .withFileSystems) { namespace, json in
      json.objects(.ofBlockDevice, of: namespace.stack.map { [$0] })
        ?? (namespace.mountpoints == nil ? nil : .array([]))
    },
  ]
}

extension [JSONMember<DAXRegion>] {
  /// The members of the DAX region of a devdax namespace.
  static let ofDAXRegion: Self = [
    .init(.id, .integer) { $1.index($0.id) },
    .init(.size, .integer) { $1.integer($0.size) },
    .init(.availableSize, .integer) { $0.availableSize == 0 ? nil : $1.integer($0.availableSize) },
    .init(.align, .integer) { $1.integer($0.align) },
    .init(.devices, .list(.object(.daxdevice))) { $1.objects(.ofDAXDevice, of: $0.devices) },
  ]
}

extension [JSONMember<DAXDevice>] {
  /// The members of a device of direct access.
  static let ofDAXDevice: Self = [
    .init(.chardev, .string) { $1.device($0.dev) },
    .init(.size, .integer) { $1.integer($0.size) },
    .init(.targetNode, .integer) { $1.index($0.targetNode) },
    .init(.align, .integer) { $1.integer($0.align) },
    .init(.mode, .string) { device, _ in device.mode.map { .text($0.rawValue) } },
    .init(.onlineBlocks, .integer) { $1.index($0.memory?.onlineBlocks) },
    .init(.totalBlocks, .integer) { $1.index($0.memory?.totalBlocks) },
    .init(.movable, .boolean) { device, _ in device.memory?.isMovable.map(JSON.bool) },
    .init(.state, .string) { $1.state($0.isEnabled) },
    .init(.links, .list(.string), .withFileSystems) { $1.strings($0.links) },
    .init(.openers, .list(.string), .withFileSystems) { device, _ in
      device.openers.map { .array($0.map(JSON.text)) }
    },
  ]
}

extension [JSONMember<BlockDevice>] {
  /// The members of a block device, under lsblk's keys.
  static let ofBlockDevice: Self = [
    .init(.name, .string) { $0.nameCell.json($1.style) },
    .init(.kname, .string) { $1.device($0.dev) },
    .init(.number, .string) { device, _ in device.number.map { .text($0.description) } },
    .init(.size, .integer) { $1.integer($0.size) },
    .init(.type, .string) { device, _ in device.type.map(JSON.text) },
    .init(.label, .string) { device, _ in device.content?.fileSystemLabel.map(JSON.string) },
    .init(.fsuuid, .string) { device, _ in device.content?.fileSystemUUID.map(JSON.text) },
    .init(.ptuuid, .string) { device, _ in device.content?.partitionTableUUID.map(JSON.text) },
    .init(.partuuid, .string) { device, _ in device.content?.partitionUUID.map(JSON.text) },
    .init(.links, .list(.string)) { $1.strings($0.links) },
    .init(.probed, .boolean) { device, _ in device.content.map { _ in .bool(true) } },
    .init(.mountpoints, .list(.string)) { $1.strings($0.mountpoints) },
    .init(.swap, .boolean) { device, _ in device.isSwap.map(JSON.bool) },
    .init(.filesystems, .list(.object(.filesystem))) { $1.objects(.ofFileSystem, of: $0.mounts) },
    .init(.openers, .list(.string)) { device, _ in
      device.openers.map { .array($0.map(JSON.text)) }
    },
    .init(.children, .list(.object(.blockdevice))) { $1.objects(.ofBlockDevice, of: $0.children) },
  ]
}

extension [JSONMember<Mount>] {
  /// The members of a mounted file system, under findmnt's keys.
  static let ofFileSystem: Self = [
    .init(.target, .string) { mount, _ in .string(mount.target) },
    .init(.source, .string) { mount, _ in mount.source.map(JSON.string) },
    .init(.fstype, .string) { mount, _ in mount.fileSystem.map(JSON.text) },
    .init(.fsroot, .string) { mount, _ in mount.root.map(JSON.string) },
    .init(.dax, .boolean) { mount, _ in mount.isDAX.map(JSON.bool) },
    .init(.hidden, .boolean) { mount, _ in mount.isHidden.map(JSON.bool) },
    .init(.swapfiles, .list(.string)) { $1.strings($0.swapFiles) },
  ]
}
