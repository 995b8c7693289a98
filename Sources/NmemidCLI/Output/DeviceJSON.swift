import FileFormats
import NmemModel

/// Regions and all that stands on them as JSON, under ndctl's keys and in ndctl's order.
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

  /// A member of an object; a value of nil is not known.
  private typealias Member = (key: JSONKey, value: JSON?)

  private func object(_ members: [Member]) -> JSON {
    .object(
      members.compactMap { key, value in
        if let value { return (key, value) }
        return shape == .complete ? (key, .null) : nil
      })
  }

  /// A number of ours is exact for JavaScript too, one of ndctl's is a number.
  private func integer(_ value: UInt64?) -> JSON? {
    value.map { shape == .complete ? .integer($0) : .number($0) }
  }

  private func index(_ value: Int?) -> JSON? {
    value.map { .number(UInt64($0)) }
  }

  private func device(_ name: String) -> JSON {
    Cell.device(name).json(style)
  }

  /// ndctl says nothing where all is well.
  private func state(_ isEnabled: Bool) -> JSON? {
    shape == .ndctl && isEnabled ? nil : .text(DIMM.State(isEnabled: isEnabled).rawValue)
  }

  private func badblocks(_ count: UInt64) -> JSON? {
    shape == .ndctl && count == 0 ? nil : integer(count)
  }

  private func places(_ numa: NUMAPlace) -> [Member] {
    isVerbose ? [(.numaNode, index(numa.node)), (.targetNode, index(numa.target))] : []
  }

  /// A region with the given namespaces; nil if they are not known or not to be shown.
  func region(_ region: Region, _ namespaces: [Namespace]?) -> JSON {
    let members: [Member] =
      [
        (.dev, .text(region.dev)), (.size, integer(region.size)),
        (.align, integer(region.align)), (.availableSize, integer(region.availableSize)),
        (.maxAvailableExtent, integer(region.maxAvailableExtent)),
        (.type, region.type.map { .text($0.rawValue) }),
      ] + places(region.numa) + [
        (.isetID, integer(region.interleaveSetID)),
        (.mappings, region.mappings.map { .array($0.map(mapping)) }),
        (.state, state(region.isEnabled)), (.badblockCount, badblocks(region.badblockCount)),
      ] + details(of: region) + [
        (.persistenceDomain, persistence(region.persistenceDomain)),
        (.namespaces, namespaces.map { .array($0.map(namespace)) }),
      ]
    return object(members)
  }

  /// What ndctl prints only with `-M` and `-C`, if it was read.
  private func details(of region: Region) -> [Member] {
    let capabilities = region.capabilities.map { JSON.array($0.map(capability)) }
    return places(region.badblocks) + (capabilities.map { [(.capabilities, $0)] } ?? [])
  }

  /// ndctl has no list where nothing is bad.
  private func places(_ blocks: [Badblock]?) -> [Member] {
    guard let blocks, !blocks.isEmpty else { return [] }
    return [(.badblocks, .array(blocks.map(badblock)))]
  }

  private func badblock(_ block: Badblock) -> JSON {
    object([
      (.offset, integer(block.offset)), (.length, integer(block.length)),
      (.dimms, .array(block.dimms.map(device))),
    ])
  }

  private func capability(_ capability: Region.Capability) -> JSON {
    object([
      (.mode, .text(capability.mode.rawValue)),
      (
        capability.mode == .sector ? .sectorSizes : .alignments,
        .array(capability.sizes.map(JSON.integer))
      ),
    ])
  }

  private func persistence(_ domain: Region.PersistenceDomain?) -> JSON? {
    domain.map { .text($0.rawValue) } ?? (shape == .ndctl ? .text("unknown") : nil)
  }

  private func mapping(_ mapping: Region.Mapping) -> JSON {
    object([
      (.dimm, device(mapping.dimm)), (.offset, integer(mapping.offset)),
      (.length, integer(mapping.length)), (.position, index(mapping.position)),
    ])
  }

  /// A namespace.
  func namespace(_ namespace: Namespace) -> JSON {
    let members: [Member] =
      [
        (.dev, .text(namespace.dev)), (.mode, namespace.mode.map { .text($0.rawValue) }),
        (.map, namespace.map.map { .text($0.rawValue) }), (.size, integer(namespace.size)),
        (.uuid, namespace.uuid.map(JSON.text)),
      ] + (isVerbose ? [(.rawUUID, namespace.rawUUID.map(JSON.text))] : [])
      + characterDevices(namespace)
      + [
        (.sectorSize, integer(namespace.sectorSize)), (.align, integer(namespace.align)),
        (.blockdev, namespace.blockdev.map(device)), (.state, state(namespace.isActive)),
        (.name, namespace.name.map(JSON.text)),
      ] + places(namespace.numa) + [(.badblockCount, badblocks(namespace.badblockCount))]
      + places(namespace.badblocks)
      + fileSystems(namespace)
    return object(members)
  }

  /// ndctl names the first device, or else with `-X` all of them in their region.
  private func characterDevices(_ namespace: Namespace) -> [Member] {
    let chardev: Member = (.chardev, namespace.chardev.map(device))
    let region: Member = (.daxregion, namespace.daxRegion.map(daxRegion))
    switch shape {
    case .complete: return [chardev, region]
    case .ndctl:
      let hasRegion = (isVerbose || hasFileSystems) && namespace.daxRegion != nil
      return [hasRegion ? region : chardev]
    }
  }

  private func daxRegion(_ region: DAXRegion) -> JSON {
    object([
      (.id, index(region.id)), (.size, integer(region.size)),
      (.availableSize, region.availableSize == 0 ? nil : integer(region.availableSize)),
      (.align, integer(region.align)), (.devices, .array(region.devices.map(daxDevice))),
    ])
  }

  private func daxDevice(_ device: DAXDevice) -> JSON {
    object(
      [
        (.chardev, self.device(device.dev)), (.size, integer(device.size)),
        (.targetNode, index(device.targetNode)), (.align, integer(device.align)),
        (.mode, device.mode.map { .text($0.rawValue) }),
        (.onlineBlocks, index(device.memory?.onlineBlocks)),
        (.totalBlocks, index(device.memory?.totalBlocks)),
        (.movable, device.memory?.isMovable.map(JSON.bool)), (.state, state(device.isEnabled)),
      ] + (hasFileSystems ? [openers(device.openers)] : []))
  }

  private func openers(_ processes: [String]?) -> Member {
    (.openers, processes.map { .array($0.map(JSON.text)) })
  }

  private func strings(_ texts: [ByteString]?) -> JSON? {
    texts.map { .array($0.map(JSON.string)) }
  }

  private func fileSystems(_ namespace: Namespace) -> [Member] {
    guard hasFileSystems else { return [] }
    return [
      (.mountpoints, strings(namespace.mountpoints)),
      (.hiddenMountpoints, strings(namespace.hiddenMountpoints)),
      (
        .blockdevices,
        namespace.stack.map { .array([blockDevice($0)]) }
          ?? (namespace.mountpoints == nil ? nil : .array([]))
      ),
    ]
  }

  /// A block device under lsblk's keys.
  private func blockDevice(_ device: BlockDevice) -> JSON {
    object([
      (.name, device.nameCell.json(style)), (.kname, self.device(device.dev)),
      (.number, device.number.map { .text($0.description) }), (.size, integer(device.size)),
      (.type, device.type.map(JSON.text)),
      (.label, device.content?.fileSystemLabel.map(JSON.string)),
      (.fsuuid, device.content?.fileSystemUUID.map(JSON.text)),
      (.ptuuid, device.content?.partitionTableUUID.map(JSON.text)),
      (.probed, device.content.map { _ in .bool(true) }),
      (.mountpoints, strings(device.mountpoints)), (.swap, device.isSwap.map(JSON.bool)),
      (.filesystems, device.mounts.map { .array($0.map(mount)) }), openers(device.openers),
      (.children, .array(device.children.map(blockDevice))),
    ])
  }

  /// A mounted file system under findmnt's keys.
  private func mount(_ mount: Mount) -> JSON {
    object([
      (.target, .string(mount.target)), (.source, mount.source.map(JSON.string)),
      (.fstype, mount.fileSystem.map(JSON.text)), (.fsroot, mount.root.map(JSON.string)),
      (.dax, mount.isDAX.map(JSON.bool)), (.hidden, mount.isHidden.map(JSON.bool)),
      (.swapfiles, .array(mount.swapFiles.map(JSON.string))),
    ])
  }
}
