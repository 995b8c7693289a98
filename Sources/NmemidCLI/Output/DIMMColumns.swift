import FileFormats
import NmemModel

/// A DIMM with what is around it.
struct DIMMRow: Sendable {
  var guest: String?
  /// The virtual machine that the guest is; nil if it is not known.
  var machine: MachineUUID?
  var bus: Bus
  var dimm: DIMM

  /// The size of the DIMM in bytes; nil if it is not known.
  var size: UInt64?

  /// The regions that have a part of the DIMM, as far as they are shown; nil if it is not known which.
  var regions: [Region]?

  /// All of these regions.
  var allRegions: [Region]?
}

extension Invocation {
  /// The columns of a command; with saved guests, the first one tells which it is.
  func columnSet<Row>(_ set: ColumnSet<Row>) -> ColumnSet<Row> {
    guests.isEmpty ? set : set.withStandard(.guest)
  }
}

extension ColumnSet<DIMMRow> {
  /// The columns of `list`, in the order of the keys in JSON.
  static let dimms = ColumnSet(
    all: identity + Column.place + machine + condition + above,
    standard: [.name, .id, .handle, .physID, .state, .flags])

  /// Which virtual machine the DIMM is in.
  static let machine = [
    Column<DIMMRow>(
      name: .machine, key: .machine, type: .string,
      help: "UUID of the virtual machine that the guest is; needs root, or --machine"
    ) { $0.machine.map { .code($0.description) } ?? .none }
  ]

  /// What state the DIMM is in.
  static let condition: [Column<DIMMRow>] =
    [
      Column(name: .state, key: .state, type: .string, help: "enabled or disabled") {
        $0.dimm.state.map { .text($0.rawValue) } ?? .none
      },
      Column(
        name: .size, key: .size, type: .integer, help: "how much of it is in regions",
        needs: .regions
      ) {
        $0.size.map(Cell.size) ?? .none
      },
      Column(
        name: .flags, key: .flags, type: .array,
        help: "what the firmware says is wrong: failed_save, failed_arm, …"
      ) {
        .list($0.dimm.flags.map { ByteString($0.rawValue) })
      },
      Column(
        name: .security, key: .security, type: .string,
        help: "state of its lock: disabled, unlocked, locked, frozen",
        needs: .security
      ) {
        $0.dimm.security.map { .text($0.rawValue) } ?? .none
      },
    ]

  /// What tells the DIMM from others.
  static let identity: [Column<DIMMRow>] = [
    Column(name: .name, key: .dev, type: .string, help: "name, which may change at every boot") {
      .device($0.dimm.dev)
    },
    Column(name: .id, key: .id, type: .string, help: "unique id, the same at every boot") {
      $0.dimm.id.map { .code($0.description) } ?? .none
    },
    Column(name: .handle, key: .handle, type: .integer, help: "NFIT device handle") {
      $0.dimm.handle.map { .number(UInt64($0)) } ?? .none
    },
    Column(name: .physID, key: .physID, type: .integer, help: "SMBIOS handle") {
      $0.dimm.physID.map { .number(UInt64($0)) } ?? .none
    },
    Column(name: .vendor, key: .vendor, type: .string, help: "JEDEC code; VMware's is 8902") {
      $0.dimm.vendor.map(Cell.code) ?? .none
    },
    Column(
      name: .serial, key: .serial, type: .string,
      help: "end of the id, and of the UUID of its VMDK"
    ) {
      $0.dimm.serial.map { .code($0.description) } ?? .none
    },
  ]

  /// What stands on the DIMM.
  private static let above: [Column<DIMMRow>] = [
    Column(
      name: .regions, key: .regionNames, type: .array, help: "regions that it has a part in",
      needs: .regions
    ) { $0.regions.map { .list($0.map { ByteString($0.dev) }) } ?? .none },
    Column(
      name: .namespaces, key: .namespaceNames, type: .array, help: "namespaces of these regions",
      needs: .regions
    ) { $0.namespaces.map { .list($0.map { ByteString($0.dev) }) } ?? .none },
    Column(
      name: .devices, key: .devices, type: .array,
      help: "devices of these namespaces: pmem0, dax1.0",
      needs: .regions
    ) {
      $0.namespaces.map { .cells($0.compactMap(\.device).map { .device($0) }) } ?? .none
    },
    Column(
      name: .mountpoints, key: .mountpoints, type: .array,
      help:
        "where files on these devices, or on what lies on them, are seen; [SWAP], [RAM]; [HIDDEN], [UNKNOWN]",
      needs: .devices
    ) { row in
      row.once(\.uses).map { Cell.list($0).marked(ifAny: row.once(\.hiddenMountpoints)) }
        ?? .unknown
    },
    Column(
      name: .hiddenMountpoints, key: .hiddenMountpoints, type: .array,
      help: "where they are mounted and something else is mounted over them", needs: .devices
    ) { $0.once(\.hiddenMountpoints).map(Cell.list) ?? .none },
    Column(
      name: .label, key: .labels, type: .array,
      help: "labels of the file systems on these devices, or on what lies on them", needs: .devices
    ) { $0.contents(\.fileSystemLabel) },
    Column(
      name: .fsuuid, key: .fsuuids, type: .array, help: "UUIDs of these file systems",
      needs: .devices
    ) { $0.contents { content in content.fileSystemUUID.map { ByteString($0) } } },
    Column(
      name: .link, key: .links, type: .array,
      help: "links to these devices by the DIMM's id, which stay when the names change",
      needs: .devices
    ) { $0.once(\.links).map(Cell.list) ?? .none },
    Column(
      name: .numa, key: .numaNodes, type: .array, help: "NUMA nodes of the regions", needs: .regions
    ) { $0.numaNodes },
    Column(
      name: .inUse, key: .inUse, type: .array,
      help:
        "what the DIMM is in use for: mounted, swap, device-mapper, md, held, memory, open; [UNKNOWN]",
      needs: .openers
    ) { row in
      Usage(of: row.dimm, in: row.allRegions).words.map { .list($0.map { ByteString($0) }) }
        ?? .unknown
    },
  ]
}

extension DIMMRow {
  /// The namespaces of the regions; nil if those of one are not known.
  fileprivate var namespaces: [Namespace]? {
    regions?.flatMapUnlessUnknown(\.namespaces)?.filter { !$0.isReserve }
  }

  /// The NUMA nodes of the regions, each once, as far as they are known.
  fileprivate var numaNodes: Cell {
    guard let regions else { return .none }
    return .list(Set(regions.compactMap(\.numa.node)).sorted().map { "\($0)" })
  }

  /// What is known of the contents of the namespaces' devices, each once.
  fileprivate func contents(_ text: (DeviceContent) -> ByteString?) -> Cell {
    once { $0.contents?.compactMap(text) }.map(Cell.list) ?? .none
  }

  /// What the namespaces have, each once, as what lies on several of them is mounted once; nil if it cannot be
  /// known.
  fileprivate func once(_ texts: (Namespace) -> [ByteString]?) -> [ByteString]? {
    var seen: Set<ByteString> = []
    return namespaces?.flatMapUnlessUnknown(texts)?.filter { seen.insert($0).inserted }
  }
}

extension Namespace {
  /// The name of the block or the character device; nil if there is none.
  var device: String? { blockdev ?? chardev }

  /// The links to the device, and to its partitions, by the DIMM's unique id; nil if udev does not know them.
  var links: [ByteString]? {
    let known =
      [stack?.allLinks].compactMap(\.self) + (daxRegion?.devices.compactMap(\.links) ?? [])
    return known.isEmpty ? nil : Array(known.joined())
  }

  /// What lies on the block device and on all that is made of it; nil if nothing of it is known.
  var contents: [DeviceContent]? {
    guard blockdev != nil else { return [] }
    return stack.flatMap { $0.allContents.isEmpty ? nil : $0.allContents }
  }
}
