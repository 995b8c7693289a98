import FileFormats
import NmemModel

/// A line of a trace: one way from a mount point, or whatever stands uppermost, down to one VMDK.
struct ChainRow: Sendable {
  var chain: Chain
  var vmdk: VMDK?

  /// The lines of a topology; a DIMM with several candidates has each way once for each of them.
  static func rows(_ topology: Topology) -> [ChainRow] {
    topology.chains.flatMap { chain -> [ChainRow] in
      let vmdks = chain.match?.vmdks ?? [chain.unmatched].compactMap(\.self)
      return vmdks.isEmpty
        ? [ChainRow(chain: chain, vmdk: nil)] : vmdks.map { ChainRow(chain: chain, vmdk: $0) }
    }
  }
}

extension ColumnSet<ChainRow> {
  /// The columns of `trace`: from the mount point down to the VMDK.
  static let chains = ColumnSet(
    // JSON has them side by side, and not in objects of their own: each has a key of its own.
    all: upper
      + ColumnSet<DIMMRow>.identity.map(\.inChain)
      + Column<BusRow>.place.map { column in column.lifted { $0.busRow } }
      + (ColumnSet<DIMMRow>.machine + ColumnSet<DIMMRow>.condition).map(\.inChain)
      + [
        Column(
          name: .match, key: .match, type: .string,
          help: Self.helpOnMatch
        ) {
          .text($0.chain.verdict.rawValue)
        }
      ]
      + ColumnSet<VMDK>.besideDIMM(vmdkRenames).map { column in column.lifted { $0.vmdk } },
    standard: [
      .mountpoint, .device, .namespace, .region, .dimm, .match, .vmdk,
    ])

  private static let vmdkRenames: ColumnRenames = [
    .vmdk: (.vmdk, .vmdk), .size: (.vmdkSize, .vmdkSize), .vm: (.vm, .vm),
  ]

  private static let upper: [Column<ChainRow>] = [
    Column(
      name: .mountpoint, key: .mountpoint, type: .string,
      help: "mount point, or [SWAP], or [RAM]; [HIDDEN] in tables: its files are not seen"
    ) { row in
      let hidden = row.chain.hiddenMountpoint
      return (row.chain.use.map(Cell.text) ?? .none).marked(ifAny: hidden.map { [$0] })
    },
    Column(
      name: .hiddenMountpoint, key: .hiddenMountpoint, type: .string,
      help: "mount point that something else is mounted over"
    ) { $0.chain.hiddenMountpoint.map(Cell.text) ?? .none },
    Column(name: .fstype, key: .fstype, type: .string, help: "file system, or swap") { row in
      if row.chain.isSwap { return .text("swap") }
      return row.chain.mount?.fileSystem.map(Cell.text) ?? .none
    },
    Column(name: .label, key: .label, type: .string, help: "label of the file system") {
      $0.chain.devices.last?.content?.fileSystemLabel.map(Cell.text) ?? .none
    },
    Column(name: .fsuuid, key: .fsuuid, type: .string, help: "UUID of the file system") {
      $0.chain.devices.last?.content?.fileSystemUUID.map(Cell.text) ?? .none
    },
    Column(
      name: .link, key: .links, type: .array,
      help: "links to that device, or to the one below, by the DIMM's id"
    ) { $0.chain.links.map(Cell.list) ?? .none },
    Column(name: .device, key: .device, type: .string, help: "device that is mounted or opened") {
      row in
      if let device = row.chain.devices.last { return device.nameCell }
      return (row.chain.daxDevice?.dev ?? row.chain.namespace?.device).map { .device($0) } ?? .none
    },
    Column(
      name: .size, key: .size, type: .integer,
      help: "size of that device, or else of the namespace or the region"
    ) { $0.chain.size.map(Cell.size) ?? .none },
    Column(name: .devices, key: .devices, type: .array, help: "block devices, the upper last") {
      .cells($0.chain.devices.map(\.nameCell))
    },
    Column(name: .namespace, key: .namespace, type: .string, help: "namespace") {
      $0.chain.namespace.map { .text($0.dev) } ?? .none
    },
    Column(name: .mode, key: .mode, type: .string, help: "fsdax, devdax, sector or raw") {
      $0.chain.namespace?.mode.map { .text($0.rawValue) } ?? .none
    },
    Column(name: .region, key: .region, type: .string, help: "region") {
      $0.chain.region.map { .text($0.dev) } ?? .none
    },
    Column(name: .numa, key: .numaNode, type: .integer, help: "NUMA node of the region") {
      $0.chain.region?.numa.node.map { .number(UInt64($0)) } ?? .none
    },
  ]
}

extension Column<DIMMRow> {
  /// The column where the row is about more than the DIMM, and this is what the DIMM has.
  fileprivate var inChain: Column<ChainRow> {
    renamed([
      .name: (.dimm, .dimm), .size: (.dimmSize, .dimmSize), .state: (.dimmState, .dimmState),
    ]).lifted { $0.dimmRow }
  }
}

extension Chain {
  /// The size in bytes of the uppermost thing that has one; nil if it is not known.
  fileprivate var size: UInt64? {
    if let device = devices.last { return device.size }
    return daxDevice?.size ?? namespace?.size ?? region?.size
  }

  /// The links to the uppermost device that has some; nil if udev knows none of them.
  fileprivate var links: [ByteString]? {
    if let links = daxDevice?.links { return links }
    return devices.last { $0.links?.isEmpty == false }?.links ?? devices.last?.links
  }

  /// What the uppermost thing is in use for; nil if nothing shows that it is.
  fileprivate var use: ByteString? {
    if isSwap { return BlockDevice.swapMark }
    if daxDevice?.isMemory == true { return DAXDevice.memoryMark }
    return mount?.isHidden == true ? nil : mount?.target
  }

  /// Where it is mounted, if something else is mounted over it.
  fileprivate var hiddenMountpoint: ByteString? {
    mount?.isHidden == true ? mount?.target : nil
  }
}

extension ChainRow {
  fileprivate var busRow: BusRow? {
    chain.bus.map { BusRow(guest: chain.guest, bus: $0) }
  }

  fileprivate var dimmRow: DIMMRow? {
    chain.match?.row(with: nil)
  }
}
