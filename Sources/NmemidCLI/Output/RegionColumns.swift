import FileFormats
import NmemModel

/// A region, with one of its namespaces or without, or a namespace whose region is not known.
struct RegionRow: Sendable {
  var guest: String?
  var bus: Bus
  var region: Region?
  var namespace: Namespace?
}

extension ColumnSet<RegionRow> {
  /// The columns of `list --regions`, `list --namespaces` and both, which differ in what is shown
  /// unless the user chooses.
  static func regions(_ content: Invocation.ListContent) -> ColumnSet {
    switch (content.hasRegions, content.hasNamespaces) {
    case (true, true):
      ColumnSet(
        all: region + namespace,
        standard: [.region, .dimms, .name, .mode, .size, .device, .mountpoints, .state])
    case (false, true):
      ColumnSet(
        all: namespace + region,
        standard: [.name, .mode, .size, .device, .mountpoints, .state])
    case (_, false):
      ColumnSet(
        all: region.map(\.alone),
        standard: [.name, .size, .available, .type, .dimms, .state])
    }
  }

  private static let region: [Column<RegionRow>] =
    [
      regionColumn(.region, .region, .string, "region, whose name may change at every boot") {
        .text($0.dev)
      },
      regionColumn(.regionSize, .regionSize, .integer, "size of the region") {
        $0.size.map(Cell.size)
      },
      regionColumn(.available, .availableSize, .integer, "in no namespace") {
        $0.availableSize.map(Cell.size)
      },
      regionColumn(
        .maxExtent, .maxAvailableExtent, .integer, "largest namespace that could be made"
      ) { $0.maxAvailableExtent.map(Cell.size) },
      regionColumn(.type, .type, .string, "pmem or blk") {
        $0.type.map { .text($0.rawValue) }
      },
      regionColumn(.dimms, .dimms, .array, "DIMMs with a part of the region") {
        $0.mappings.map { .cells($0.map { .device($0.dimm) }) }
      },
      regionColumn(.isetID, .isetID, .string, "interleave set, if labelled") {
        $0.interleaveSetID.map { .code("0x\(hexDigits($0))") }
      },
      regionColumn(.numaNode, .numaNode, .integer, "nearest processors") {
        $0.numa.node.map { .number(UInt64($0)) }
      },
      regionColumn(.targetNode, .targetNode, .integer, "node of its own, as memory") {
        $0.numa.target.map { .number(UInt64($0)) }
      },
      regionColumn(
        .persistence, .persistenceDomain, .string, "how far a write must get to survive"
      ) { .text($0.persistenceDomain?.rawValue ?? "unknown") },
      regionColumn(.regionBadblocks, .regionBadblocks, .integer, "bad sectors in it") {
        .number($0.badblockCount)
      },
      regionColumn(.regionState, .regionState, .string, "enabled or disabled") {
        .text(DIMM.State(isEnabled: $0.isEnabled).rawValue)
      },
    ] + Column.place

  private static let namespace: [Column<RegionRow>] = [
    column(.name, .dev, .string, "namespace, whose name may change at every boot") {
      .text($0.dev)
    },
    column(.mode, .mode, .string, "fsdax, devdax, sector or raw") {
      $0.mode.map { .text($0.rawValue) }
    },
    column(.map, .map, .string, "where the pages are described: mem or dev") {
      $0.map.map { .text($0.rawValue) }
    },
    column(.size, .size, .integer, "usable size") { $0.size.map(Cell.size) },
    column(.uuid, .uuid, .string, "of the namespace, and no VMDK's") {
      $0.uuid.map(Cell.code)
    },
    column(.label, .name, .string, "what an administrator called it") {
      $0.name.map(Cell.text)
    },
    column(.sectorSize, .sectorSize, .integer, "in bytes") {
      $0.sectorSize.map(Cell.number)
    },
    column(.align, .align, .integer, "of mappings, in bytes") { $0.align.map(Cell.number) },
    column(.device, .device, .string, "block or character device") {
      $0.device.map { .device($0) }
    },
    Column(
      name: .mountpoints, key: .mountpoints, type: .array,
      help:
        "where files on it, or on what lies on it, are seen; [SWAP], [RAM]; [HIDDEN], [UNKNOWN]",
      needs: .devices
    ) { row in
      guard let namespace = row.namespace else { return .none }
      return namespace.uses.map { Cell.list($0).marked(ifAny: namespace.hiddenMountpoints) }
        ?? .unknown
    },
    Column(
      name: .hiddenMountpoints, key: .hiddenMountpoints, type: .array,
      help: "where it is mounted and something else is mounted over it", needs: .devices
    ) { $0.namespace?.hiddenMountpoints.map(Cell.list) ?? .none },
    Column(
      name: .fslabel, key: .labels, type: .array,
      help: "labels of the file systems on the device, or on what lies on it", needs: .devices
    ) { $0.namespace?.contents.map { .list($0.compactMap(\.fileSystemLabel)) } ?? .none },
    Column(
      name: .fsuuid, key: .fsuuids, type: .array, help: "UUIDs of these file systems",
      needs: .devices
    ) { row in
      row.namespace?.contents.map { .list($0.compactMap(\.fileSystemUUID).map { ByteString($0) }) }
        ?? .none
    },
    column(.badblocks, .badblockCount, .integer, "bad sectors in it") {
      .number($0.badblockCount)
    },
    column(.state, .state, .string, "enabled or disabled") {
      .text(DIMM.State(isEnabled: $0.isActive).rawValue)
    },
  ]

  private static func regionColumn(
    _ name: ColumnName, _ key: JSONKey, _ type: ColumnType, _ help: String,
    _ value: @escaping @Sendable (Region) -> Cell?
  ) -> Column<RegionRow> {
    Column(name: name, key: key, type: type, help: help) { row in
      row.region.flatMap(value) ?? .none
    }
  }

  private static func column(
    _ name: ColumnName, _ key: JSONKey, _ type: ColumnType, _ help: String,
    _ value: @escaping @Sendable (Namespace) -> Cell?
  ) -> Column<RegionRow> {
    Column(name: name, key: key, type: type, help: help) { row in
      row.namespace.flatMap(value) ?? .none
    }
  }
}

extension Column<RegionRow> {
  /// The column without namespaces: REGION is NAME there, and REGION-SIZE is SIZE.
  fileprivate var alone: Column {
    var column = renamed([
      .region: (.name, .dev), .regionSize: (.size, .size),
      .regionBadblocks: (.badblocks, .badblockCount), .regionState: (.state, .state),
    ])
    column.alias = name
    return column
  }
}

extension DIMM.State {
  /// The word for whether a driver is bound to a device of any kind.
  init(isEnabled: Bool) {
    self = isEnabled ? .enabled : .disabled
  }
}
