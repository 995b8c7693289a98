/// What a user asks for by any of its names.
///
/// A name can be that of several things, and all of them are meant: `db.vmdk` in two folders, a UUID
/// that two clones have.
public struct TraceTarget: Equatable, Sendable {
  /// What the user wrote.
  public var text: ByteString

  /// The name of a device, without the folder `/dev`: `nmem0`, `pmem0p1`, `mapper/vg-db`.
  public var deviceName: String

  /// The file system that the text names as fstab does; nil if it names none that way.
  public let tag: FileSystemTag?

  /// The UUID that the text is a spelling of; nil if it is not one.
  public var uuid: DiskUUID?

  /// The device that the text is a path of; nil if it is not one on this machine.
  public var deviceFile: DeviceFile?

  /// What is mounted where the text, as a path, leads to.
  public var mount: MountName?

  /// Which mount is meant.
  public enum MountName: Equatable, Sendable {
    /// That of this number on this machine.
    case number(Int)
    /// Those at this mount point, in a saved list, that no other mount hides.
    case target(ByteString)
  }

  /// A target of the given text, of which nothing else is known.
  public init(_ text: ByteString) {
    self.text = text
    tag = FileSystemTag(text)
    let path = text.normalizedPath
    let isInDev = path.bytes.starts(with: "/dev/".utf8)
    deviceName = (isInDev ? ByteString(path.bytes.dropFirst(5)) : path).lossyText
  }

  var isVMDKPath: Bool { text.hasSuffix(ignoringCase: ".vmdk") }

  /// Whether the text can only be the path of a file or of a device.
  public var isAbsolutePath: Bool { text.bytes.first == UInt8(ascii: "/") }
}

extension TraceTarget {
  /// Whether the text is written as the name of a thing, and as hardly any other file is: a name of the kernel's, an id, a
  /// serial, a UUID, a file system's tag, a VMDK.
  public var isSpelledAsThing: Bool {
    uuid != nil || tag != nil || isVMDKPath || isKernelName
      || UniqueID(text.lossyText).serial != nil
      || text.bytes.count == 8 && text.bytes.allSatisfy { hexValue($0) != nil }
  }

  /// Names of the drivers `libnvdimm`, `dax` and `pmem`, each with its number: `namespace0.0`, `pmem0p1`, `pmem1s`.
  private var isKernelName: Bool {
    let kinds = ["nmem", "ndbus", "region", "namespace", "pmem", "dax", "btt", "pfn"]
    return kinds.contains { kind in
      guard deviceName.hasPrefix(kind) else { return false }
      let number = deviceName.utf8.dropFirst(kind.utf8.count)
      return number.first.map("0123456789".utf8.contains) ?? false
        && number.allSatisfy("0123456789.ps".utf8.contains)
    }
  }

  /// Whether it is the DIMM of a stack, its bus, or a VMDK that may back it.
  func names(_ stack: Topology.Stack) -> Bool {
    let dimm = stack.match.dimm
    return deviceName == dimm.dev || names(stack.match.bus)
      || isSameText(dimm.id?.description) || isSameText(dimm.serial?.description)
      || dimm.id.map { text == ByteString("/dev/nvdimm/by-id/\($0)") } ?? false
      || stack.match.vmdks.contains(where: names)
  }

  /// Whether it is a VMDK: its UUID, its file name, or a path that may be one of its own.
  public func names(_ vmdk: VMDK) -> Bool {
    if let uuid, uuid == vmdk.uuid { return true }
    guard isVMDKPath else { return false }
    // A snapshot and its parent are one disk, and have one UUID. There may be a million VMDKs: their names
    // distinguish most.
    let name = text.diskName
    let paths = [vmdk.path].compactMap(\.self) + vmdk.otherPaths
    return paths.contains { $0.diskName == name }
      && places(of: paths, named: name).contains(where: isAt)
  }

  /// Whether a VMDK that it names is only of its name: no list says in which folder of which datastore that one is.
  public func isOnlyName(of vmdk: VMDK) -> Bool {
    guard isVMDKPath, text.namesDatastore, uuid == nil || uuid != vmdk.uuid else { return false }
    let paths = [vmdk.path].compactMap(\.self) + vmdk.otherPaths
    return !paths.contains(where: \.namesDatastore)
  }

  private func isAt(_ place: Place) -> Bool {
    place.mayBe(Place(text).withoutSnapshotNumber)
  }

  /// Where a VMDK with some paths may be. Beside a full path, one without a datastore says nothing about another file.
  private func places(of paths: [ByteString], named name: ArraySlice<UInt8>) -> [Place] {
    let full = text.namesDatastore ? paths.filter(\.namesDatastore) : []
    return (full.isEmpty ? paths : full).filter { $0.diskName == name }
      .map { Place($0).withoutSnapshotNumber }
  }

  func names(_ bus: Bus) -> Bool {
    deviceName == bus.dev || text == bus.provider.map { ByteString($0) }
  }

  func names(_ region: Region) -> Bool {
    deviceName == region.dev
  }

  func names(_ namespace: Namespace) -> Bool {
    guard !namespace.isReserve else { return deviceName == namespace.dev }
    return deviceName == namespace.dev || deviceName == namespace.blockdev
      || namespace.daxRegion == nil && deviceName == namespace.chardev
      || isSameText(namespace.uuid)
      || text == namespace.name.map { ByteString($0) } || isBlock(namespace.stack?.number)
      || namespace.stack.map { isTagged($0) || isLink($0.links) } ?? false
  }

  /// Whether it is a device, or the file system on it.
  public func names(_ device: BlockDevice) -> Bool {
    deviceName == device.dev || deviceName == device.label.map { "mapper/\($0)" }
      || !isAbsolutePath && deviceName == device.label
      || isBlock(device.number) || isTagged(device) || isLink(device.links)
  }

  /// Whether it is a link that udev has made on the machine of a saved list.
  private func isLink(_ links: [ByteString]?) -> Bool { links?.contains(text) ?? false }

  private func isTagged(_ device: BlockDevice) -> Bool {
    tag.flatMap { tag in device.content.map(tag.names) } ?? false
  }

  func names(_ device: DAXDevice) -> Bool {
    deviceName == device.dev
      || device.number.map { deviceFile == .character($0) } ?? false || isLink(device.links)
  }

  func names(_ mount: Mount) -> Bool {
    switch self.mount {
    case .number(let id)?: mount.id == id
    case .target(let target)?: mount.target == target && mount.isHidden != true
    case nil: false
    }
  }

  private func isBlock(_ number: DeviceNumber?) -> Bool {
    number.map { deviceFile == .block($0) } ?? false
  }

  private func isSameText(_ other: String?) -> Bool {
    other.map { text.lowercasedASCII == ByteString($0).lowercasedASCII } ?? false
  }
}
