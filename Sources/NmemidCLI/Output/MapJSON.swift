import FileFormats
import NmemModel

/// The JSON of `map` and `vmdks`. Its keys and types are a promise: more may come, none may change.
struct JSONDocument {
  var style: CellStyle

  /// The columns whose keys are kept; nil keeps all.
  var names: Set<ColumnName>?

  /// Whether all devices are there, and not only those that were asked for. Who reads the JSON back has to
  /// know: in a part of a machine, what is not there is not known.
  var isComplete = true

  /// What identifies the machine; nil leaves it out.
  var machine: String?

  /// The document of `map` and `trace`.
  func map(
    _ topology: Topology, _ problems: Problems, _ remarks: [Remark], comparedUUIDs: Int
  ) -> JSON {
    let dimms = JSON.each(topology.stacks) {
      dimm($0, Evidence(for: $0.match, comparedUUIDs: comparedUUIDs))
    }
    // A list that tells regions or namespaces alone need not have them of no DIMM.
    let areDIMMsUnknown =
      topology.stacks.isEmpty && topology.others.contains { $0.reason == .unknownDIMMs }
    // A list that tells the regions of no DIMM need not have others.
    let areRegionsUnknown =
      !(topology.stacks.isEmpty && topology.others.isEmpty)
      && topology.stacks.allSatisfy { $0.regions == nil }
      && topology.others.allSatisfy(\.isEmpty)
    let otherRegions = areRegionsUnknown ? JSON.null : .array(topology.others.map(others))
    let unmatched = JSON.rows(topology.unmatched, vmdkColumnsInMap, style)
    // No column has what is in no DIMM.
    return document(
      [(.dimms, areDIMMsUnknown ? .null : dimms)]
        + (names == nil ? [(.otherRegions, otherRegions)] : [])
        + (vmdkColumnsInMap.isEmpty ? [] : [(.unmatchedVMDKs, unmatched)])
        + [(.problems, list(problems, remarks))])
  }

  /// The document of `vmdks`.
  func vmdks(_ inventory: Inventory, _ remarks: [Remark]) -> JSON {
    document([
      (
        .vmdks,
        .rows(inventory.vmdks, ColumnSet<VMDK>.vmdks.all.filter { keeps($0.name) }, style)
      ),
      (.problems, list(inventory.problems, remarks)),
    ])
  }

  /// The document of `trace` where the user chose columns: its lines, with these alone.
  func chains(
    _ rows: [ChainRow], _ columns: [Column<ChainRow>], _ problems: Problems, _ remarks: [Remark]
  ) -> JSON {
    document([(.chains, .rows(rows, columns, style)), (.problems, list(problems, remarks))])
  }

  func document(_ members: [(key: JSONKey, value: JSON)]) -> JSON {
    let program = JSON.object(
      [
        (.schema, .number(1)), (.version, .text(nmemidVersion)),
        (.complete, .bool(isComplete && names == nil)),
      ] + (machine.map { [(.machine, .text($0))] } ?? []))
    return .object([(.nmemid, program)] + members)
  }

  private func dimm(_ stack: Topology.Stack, _ evidence: Evidence) -> JSON {
    let match = stack.match
    let row = match.row(with: stack.regions)
    return .object(
      ColumnSet<DIMMRow>.dimms.all.filter { keeps($0.name) }
        .compactMap { column in column.key.map { ($0, column.value(row).json(style)) } }
        + (names == nil ? [(.securityFrozen, .bool(match.dimm.isSecurityFrozen))] : [])
        + (keeps(.match) ? [(.match, .text(match.verdict.rawValue))] : [])
        + (vmdkColumnsInMap.isEmpty
          ? [] : [(.vmdks, .rows(match.vmdks, vmdkColumnsInMap, style))])
        + (names == nil
          ? [(.why, why(match, evidence)), (.regions, regions(stack.regions))] : []))
  }

  private func regions(_ regions: [Region]?) -> JSON {
    .optional(regions) { regions in
      .array(regions.map { devices.region($0, $0.namespaces?.filter { !$0.isReserve }) })
    }
  }

  private var devices: DeviceJSON { DeviceJSON(shape: .complete, style: style) }

  private func others(_ others: Topology.Others) -> JSON {
    .object([
      (.bus, .optional(others.bus.dev, JSON.text)),
      (.provider, .optional(others.bus.provider, JSON.text)),
      (.guest, .optional(others.guest, JSON.text)),
      (.regions, regions(others.bus.regions.map { _ in others.regions })),
      (
        .namespaces,
        .array(others.namespaces.filter { !$0.isReserve }.map(devices.namespace))
      ),
    ])
  }

  private func why(_ match: DIMMMatch, _ evidence: Evidence) -> JSON {
    .object([
      (.comparedUUIDs, .integer(UInt64(evidence.comparedUUIDs))),
      (.sizeAgrees, .optional(evidence.sizeAgrees, JSON.bool)),
      (.vendorIsVMware, .optional(evidence.isVMware, JSON.bool)),
      (.doubts, .array(match.doubts.map { .text($0.explanation(for: match)) })),
    ])
  }

  private var vmdkColumnsInMap: [Column<VMDK>] {
    ColumnSet<VMDK>.inMap.filter { keeps($0.name) }
  }

  func keeps(_ name: ColumnName) -> Bool {
    names?.contains(name) ?? true
  }

  /// All that is said of the answer. Of what host files lack there may be a million lines.
  private func list(_ problems: Problems, _ remarks: [Remark]) -> JSON {
    .list { list, output in
      let columns = Column<Remark>.ofRemarks
      list.add(problems, columns.map { $0.lifted(Remark.init) }, style, to: &output)
      list.add(remarks, columns, style, to: &output)
    }
  }
}
