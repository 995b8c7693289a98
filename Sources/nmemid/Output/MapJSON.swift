import NmemModel

/// The JSON of `map` and `vmdks`. Its keys and types are a promise: more may come, none may change.
struct JSONDocument {
  var style: CellStyle

  /// The columns whose keys are kept; nil keeps all.
  var names: Set<String>?

  /// The document of `map`.
  func map(_ map: GuestToHostMap, _ problems: [Problem], comparedUUIDs: Int) -> JSON {
    document([
      (
        "dimms",
        .array(map.matches.map { dimm($0, Evidence(for: $0, comparedUUIDs: comparedUUIDs)) })
      ),
      ("unmatched_vmdks", .array(map.unmatched.map { vmdk($0, vmdkColumnsInMap) })),
      ("problems", .array(problems.map(problem))),
    ])
  }

  /// The document of `vmdks`.
  func vmdks(_ inventory: Inventory) -> JSON {
    document([
      (
        "vmdks",
        .array(
          inventory.vmdks.map { vmdk($0, ColumnSet<VMDK>.vmdks.all.filter { keeps($0.name) }) })
      ),
      ("problems", .array(inventory.problems.map(problem))),
    ])
  }

  private func document(_ members: [(key: String, value: JSON)]) -> JSON {
    let program = JSON.object([("schema", .number(1)), ("version", .text(nmemidVersion))])
    return .object([("nmemid", program)] + members)
  }

  private func dimm(_ match: DIMMMatch, _ evidence: Evidence) -> JSON {
    let columns = ColumnSet<DIMMRow>.dimms.all
    return .object(
      columns.filter { keeps($0.name) }.map { ($0.key, $0.value(match.row).json(style)) }
        + (names == nil ? [("security_frozen", .bool(match.dimm.isSecurityFrozen))] : [])
        + (keeps("MATCH") ? [("match", .text(match.verdict.rawValue))] : [])
        + (vmdkColumnsInMap.isEmpty
          ? [] : [("vmdks", .array(match.vmdks.map { vmdk($0, vmdkColumnsInMap) }))])
        + (names == nil
          ? [("why", why(match, evidence)), ("regions", regions(of: match))] : []))
  }

  private func why(_ match: DIMMMatch, _ evidence: Evidence) -> JSON {
    .object([
      ("compared_uuids", .integer(UInt64(evidence.comparedUUIDs))),
      ("size_agrees", .optional(evidence.sizeAgrees, JSON.bool)),
      ("vendor_is_vmware", .optional(evidence.isVMware, JSON.bool)),
      ("doubts", .array(match.doubts.map { .text($0.explanation(for: match)) })),
    ])
  }

  private var vmdkColumnsInMap: [Column<VMDK>] {
    ColumnSet<VMDK>.vmdks.all.filter { keeps($0.nameInMap) }
  }

  private func keeps(_ name: String) -> Bool {
    names?.contains(name) ?? true
  }

  private func vmdk(_ vmdk: VMDK, _ columns: [Column<VMDK>]) -> JSON {
    .object(columns.map { ($0.key, $0.value(vmdk).json(style)) })
  }

  private func regions(of match: DIMMMatch) -> JSON {
    .optional(match.bus.regions(of: match.dimm)) { regions in
      .array(
        regions.map { region in
          .object([
            ("dev", .text(region.dev)),
            ("size", .optional(region.size, JSON.integer)),
            ("type", .optional(region.type) { .text($0.rawValue) }),
            ("mappings", .array(region.mappings.map(mapping))),
            ("namespaces", .optional(region.namespaces) { .array($0.map(namespace)) }),
          ])
        })
    }
  }

  private func mapping(_ mapping: Region.Mapping) -> JSON {
    .object([
      ("dimm", .text(mapping.dimm)),
      ("offset", .optional(mapping.offset, JSON.integer)),
      ("length", .optional(mapping.length, JSON.integer)),
      ("position", .optional(mapping.position) { .integer(UInt64($0)) }),
    ])
  }

  private func namespace(_ namespace: Namespace) -> JSON {
    .object([
      ("dev", .text(namespace.dev)),
      ("mode", .optional(namespace.mode) { .text($0.rawValue) }),
      ("size", .optional(namespace.size, JSON.integer)),
      ("uuid", .optional(namespace.uuid, JSON.text)),
      ("blockdev", .optional(namespace.blockdev, JSON.text)),
      ("chardev", .optional(namespace.chardev, JSON.text)),
      (
        "mountpoints", .optional(namespace.mountpoints) { .array($0.map(JSON.string)) }
      ),
      ("state", .text(namespace.isActive ? "enabled" : "disabled")),
    ])
  }

  private func problem(_ problem: Problem) -> JSON {
    .object([
      ("source", .string(problem.source.text)),
      ("message", .text(problem.message)),
    ])
  }
}
