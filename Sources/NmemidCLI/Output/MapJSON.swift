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
    _ topology: Topology, _ problems: Problems, _ diagnostics: [Diagnostic], comparedUUIDs: Int
  ) -> JSON {
    let dimms = JSON.each(topology.stacks) {
      dimm($0, Evidence(for: $0.match, comparedUUIDs: comparedUUIDs))
    }
    // A list that tells regions or namespaces alone need not have them of no DIMM.
    let areDIMMsUnknown =
      topology.stacks.isEmpty && topology.unmapped.contains { $0.reason == .unknownDIMMs }
    // A list that tells the regions of no DIMM need not have others.
    let areRegionsUnknown =
      !(topology.stacks.isEmpty && topology.unmapped.isEmpty)
      && topology.stacks.allSatisfy { $0.regions == nil }
      && topology.unmapped.allSatisfy(\.isEmpty)
    let otherRegions =
      areRegionsUnknown
      ? JSON.null : .array(topology.unmapped.map { devices.object(.ofUnmapped, of: $0) })
    let unmatched = JSON.rows(topology.unmatched, vmdkColumnsInMap, style)
    // No column has what is in no DIMM.
    return document(
      [(.dimms, areDIMMsUnknown ? .null : dimms)]
        + (names == nil ? [(.otherRegions, otherRegions)] : [])
        + (vmdkColumnsInMap.isEmpty ? [] : [(.unmatchedVMDKs, unmatched)])
        + [(.problems, list(problems, diagnostics))])
  }

  /// The document of `vmdks`.
  func vmdks(_ inventory: Inventory, _ diagnostics: [Diagnostic]) -> JSON {
    document([
      (
        .vmdks,
        .rows(inventory.vmdks, ColumnSet<VMDK>.vmdks.all.filter { keeps($0.name) }, style)
      ),
      (.problems, list(inventory.problems, diagnostics)),
    ])
  }

  /// The document of `trace` where the user chose columns: its lines, with these alone.
  func chains(
    _ rows: [ChainRow], _ columns: [Column<ChainRow>], _ problems: Problems,
    _ diagnostics: [Diagnostic]
  ) -> JSON {
    document([(.chains, .rows(rows, columns, style)), (.problems, list(problems, diagnostics))])
  }

  func document(_ members: [(key: JSONKey, value: JSON)]) -> JSON {
    let head = Head(isComplete: isComplete && names == nil, machine: machine)
    return .object([(.nmemid, devices.object(.ofHead, of: head))] + members)
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
          ? [
            (.why, devices.object(.ofWhy, of: Reasons(match: match, evidence: evidence))),
            (.regions, devices.regions(stack.regions) ?? .null),
          ] : []))
  }

  private var devices: DeviceJSON { DeviceJSON(shape: .complete, style: style) }

  private var vmdkColumnsInMap: [Column<VMDK>] {
    ColumnSet<VMDK>.inMap.filter { keeps($0.name) }
  }

  func keeps(_ name: ColumnName) -> Bool {
    names?.contains(name) ?? true
  }

  /// All that is said of the answer. Of what host files lack there may be a million lines.
  private func list(_ problems: Problems, _ diagnostics: [Diagnostic]) -> JSON {
    .list { list, output in
      let columns = Column<Diagnostic>.ofDiagnostics
      list.add(problems, columns.map { $0.lifted(Diagnostic.init) }, style, to: &output)
      list.add(diagnostics, columns, style, to: &output)
    }
  }
}

/// What the head of a document says.
struct Head {
  var isComplete: Bool
  /// Nil leaves it out.
  var machine: String?
}

extension [JSONMember<Head>] {
  /// The members of the head.
  static let ofHead: Self = [
    .init(.schema, .integer) { _, _ in .number(1) },
    .init(.version, .string) { _, _ in .text(nmemidVersion) },
    .init(.complete, .boolean) { head, _ in .bool(head.isComplete) },
    .init(.machine, .string, .whereKnown) { head, _ in head.machine.map(JSON.text) },
  ]
}

/// Why a DIMM has the VMDKs that it has.
struct Reasons {
  var match: DIMMMatch
  var evidence: Evidence
}

extension [JSONMember<Reasons>] {
  /// The members of the reasons.
  static let ofWhy: Self = [
    .init(.comparedUUIDs, .integer) { why, _ in .integer(UInt64(why.evidence.comparedUUIDs)) },
    .init(.sizeAgrees, .boolean) { why, _ in why.evidence.sizeAgrees.map(JSON.bool) },
    .init(.vendorIsVMware, .boolean) { why, _ in why.evidence.isVMware.map(JSON.bool) },
    .init(.setAside, .list(.string)) { why, _ in
      .array(why.match.setAside.map { vmdk in vmdk.path.map(JSON.string) ?? .text(vmdk.name) })
    },
    .init(.doubts, .list(.string)) { why, _ in
      .array(why.match.doubts.map { .text($0.explanation(for: why.match)) })
    },
  ]
}

extension [JSONMember<Topology.Unmapped>] {
  /// The members of what a bus has on no DIMM.
  static let ofUnmapped: Self = [
    .init(.bus, .string) { others, _ in others.bus.dev.map(JSON.text) },
    .init(.provider, .string) { others, _ in others.bus.provider.map(JSON.text) },
    .init(.guest, .string) { others, _ in others.guest.map(JSON.text) },
    .init(.regions, .list(.object(.region))) { others, json in
      json.regions(others.bus.regions.map { _ in others.regions })
    },
    .init(.namespaces, .list(.object(.namespace))) { others, json in
      .array(others.namespaces.filter { !$0.isReserve }.map(json.namespace))
    },
  ]
}

extension DeviceJSON {
  /// Regions with their namespaces, without those that the kernel keeps in reserve.
  fileprivate func regions(_ regions: [Region]?) -> JSON? {
    regions.map { regions in
      .array(regions.map { region($0, $0.namespaces?.filter { !$0.isReserve }) })
    }
  }
}
