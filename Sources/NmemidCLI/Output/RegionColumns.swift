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
        standard: ["REGION", "DIMMS", "NAME", "MODE", "SIZE", "DEVICE", "MOUNTPOINTS", "STATE"])
    case (false, true):
      ColumnSet(
        all: namespace + region,
        standard: ["NAME", "MODE", "SIZE", "DEVICE", "MOUNTPOINTS", "STATE"])
    case (_, false):
      ColumnSet(
        all: region.map(\.alone),
        standard: ["NAME", "SIZE", "AVAILABLE", "TYPE", "DIMMS", "STATE"])
    }
  }

  private static let region: [Column<RegionRow>] =
    [
      regionColumn("REGION", "region", .string, "region, named anew at every boot") {
        .text($0.dev)
      },
      regionColumn("REGION-SIZE", "region_size", .integer, "size of the region") {
        $0.size.map(Cell.size)
      },
      regionColumn("AVAILABLE", "available_size", .integer, "in no namespace") {
        $0.availableSize.map(Cell.size)
      },
      regionColumn(
        "MAX-EXTENT", "max_available_extent", .integer, "largest namespace that could be made"
      ) { $0.maxAvailableExtent.map(Cell.size) },
      regionColumn("TYPE", "type", .string, "pmem or blk") {
        $0.type.map { .text($0.rawValue) }
      },
      regionColumn("DIMMS", "dimms", .array, "DIMMs with a part of the region") {
        $0.mappings.map { .devices($0.map { .device($0.dimm) }) }
      },
      regionColumn("ISET-ID", "iset_id", .string, "interleave set, if labelled") {
        $0.interleaveSetID.map { .code("0x\(hexDigits($0))") }
      },
      regionColumn("NUMA-NODE", "numa_node", .integer, "nearest processors") {
        $0.numa.node.map { .number(UInt64($0)) }
      },
      regionColumn("TARGET-NODE", "target_node", .integer, "node of its own, as memory") {
        $0.numa.target.map { .number(UInt64($0)) }
      },
      regionColumn(
        "PERSISTENCE", "persistence_domain", .string, "how far a write must get to survive"
      ) { .text($0.persistenceDomain?.rawValue ?? "unknown") },
      regionColumn("REGION-BADBLOCKS", "region_badblocks", .integer, "bad sectors in it") {
        .number($0.badblockCount)
      },
      regionColumn("REGION-STATE", "region_state", .string, "enabled or disabled") {
        .text(DIMM.State(isEnabled: $0.isEnabled).rawValue)
      },
    ] + Column.place

  private static let namespace: [Column<RegionRow>] = [
    column("NAME", "dev", .string, "namespace, named anew at every boot") { .text($0.dev) },
    column("MODE", "mode", .string, "fsdax, devdax, sector or raw") {
      $0.mode.map { .text($0.rawValue) }
    },
    column("MAP", "map", .string, "where the pages are described: mem or dev") {
      $0.map.map { .text($0.rawValue) }
    },
    column("SIZE", "size", .integer, "usable size") { $0.size.map(Cell.size) },
    column("UUID", "uuid", .string, "of the namespace, and no VMDK's") {
      $0.uuid.map(Cell.code)
    },
    column("LABEL", "name", .string, "what an administrator called it") {
      $0.name.map(Cell.text)
    },
    column("SECTOR-SIZE", "sector_size", .integer, "in bytes") {
      $0.sectorSize.map(Cell.number)
    },
    column("ALIGN", "align", .integer, "of mappings, in bytes") { $0.align.map(Cell.number) },
    column("DEVICE", "device", .string, "block or character device") {
      $0.device.map { .device($0) }
    },
    Column(
      name: "MOUNTPOINTS", key: "mountpoints", type: .array,
      help: "where files on it, or on what lies on it, are seen; [SWAP], [RAM]; [HIDDEN]",
      needs: .devices
    ) { row in
      row.namespace?.uses.map { Cell.list($0).marked(ifAny: row.namespace?.hiddenMountpoints) }
        ?? .none
    },
    Column(
      name: "HIDDEN-MOUNTPOINTS", key: "hidden_mountpoints", type: .array,
      help: "where it is mounted and something else is mounted over it", needs: .devices
    ) { $0.namespace?.hiddenMountpoints.map(Cell.list) ?? .none },
    Column(
      name: "FSLABEL", key: "labels", type: .array,
      help: "labels of the file systems on the device, or on what lies on it", needs: .devices
    ) { $0.namespace?.contents.map { .list($0.compactMap(\.fileSystemLabel)) } ?? .none },
    Column(
      name: "FSUUID", key: "fsuuids", type: .array, help: "UUIDs of these file systems",
      needs: .devices
    ) { row in
      row.namespace?.contents.map { .list($0.compactMap(\.fileSystemUUID).map { ByteString($0) }) }
        ?? .none
    },
    column("BADBLOCKS", "badblock_count", .integer, "bad sectors in it") {
      .number($0.badblockCount)
    },
    column("STATE", "state", .string, "enabled or disabled") {
      .text(DIMM.State(isEnabled: $0.isActive).rawValue)
    },
  ]

  private static func regionColumn(
    _ name: String, _ key: String, _ type: ColumnType, _ help: String,
    _ value: @escaping @Sendable (Region) -> Cell?
  ) -> Column<RegionRow> {
    Column(name: name, key: key, type: type, help: help) { row in
      row.region.flatMap(value) ?? .none
    }
  }

  private static func column(
    _ name: String, _ key: String, _ type: ColumnType, _ help: String,
    _ value: @escaping @Sendable (Namespace) -> Cell?
  ) -> Column<RegionRow> {
    Column(name: name, key: key, type: type, help: help) { row in
      row.namespace.flatMap(value) ?? .none
    }
  }
}

extension Column<RegionRow> {
  /// The column where no namespaces are beside it: REGION is NAME there, and REGION-SIZE is SIZE.
  fileprivate var alone: Column {
    guard name.hasPrefix("REGION") else { return self }
    var column = self
    column.alias = name
    column.name = name == "REGION" ? "NAME" : String(name.dropFirst("REGION-".count))
    column.key = key == "region" ? "dev" : String(key.dropFirst("region_".count))
    if column.key == "badblocks" { column.key = "badblock_count" }
    return column
  }
}

extension DIMM.State {
  /// The word for whether a driver is bound to a device of any kind.
  init(isEnabled: Bool) {
    self = isEnabled ? .enabled : .disabled
  }
}
