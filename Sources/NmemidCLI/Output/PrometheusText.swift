import NmemModel

/// Metrics in Prometheus' text format (version 0.0.4), as node_exporter's textfile collector reads them. Each has its
/// HELP and TYPE; a series occurs once.
struct PrometheusText {
  private(set) var text = ""

  /// A metric with its samples. Of two with the same labels the first counts.
  mutating func add(
    _ name: String, _ help: String,
    _ samples: [(labels: [(name: String, value: ByteString)], value: UInt64)]
  ) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
    var seen: Set<String> = []
    for (labels, value) in samples {
      let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
      guard seen.insert(list).inserted else { continue }
      text += name + (list.isEmpty ? "" : "{\(list)}") + " \(value)\n"
    }
  }

  /// A metric of one number.
  mutating func add(_ name: String, _ help: String, _ value: UInt64) {
    add(name, help, [([], value)])
  }

  /// The value of a label: control characters are written as everywhere else, and what ends the value is escaped.
  private static func escaped(_ value: ByteString) -> String {
    Escaping.plain.escape(value).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}

extension PrometheusText {
  /// Adds what a command ends with.
  mutating func add(_ status: ExitStatus, of command: Command) {
    add(
      "nmemid_status",
      "Exit status: 0 all is answered, 1 something is in doubt or differs, 2 it cannot tell.",
      [([("command", ByteString(command.rawValue))], UInt64(status.rawValue))])
  }
}

extension GuestToHostMap {
  /// The metrics of `map`.
  func addMetrics(to metrics: inout PrometheusText) {
    metrics.add(
      "nvdimm_info", "A DIMM and its VMDK; of several candidates, a series for each.",
      MapRow.rows(self).map { (Self.labels(of: $0), 1) })
    metrics.add(
      "nvdimm_size_bytes", "Size of the DIMM in bytes.",
      matches.compactMap { match in match.size.map { (match.labels, $0) } })
    metrics.add(
      "nvdimm_sick", "1 if the firmware or the kernel says that something is wrong with the DIMM.",
      matches.map { ($0.labels, $0.isSick ? 1 : 0) })
    metrics.add(
      "nmemid_dimms",
      "How many DIMMs have one VMDK, have several candidates, have none, or are unknown.",
      DIMMMatch.Verdict.allCases.map { verdict in
        (
          [("match", ByteString(verdict.rawValue))],
          UInt64(matches.count { $0.verdict == verdict })
        )
      })
  }

  private static func labels(of row: MapRow) -> [(name: String, value: ByteString)] {
    let vmdk = row.vmdk
    return row.match.labels + [
      ("match", ByteString(row.match.verdict.rawValue)),
      ("uuid", ByteString(vmdk?.uuid?.description ?? "")), ("vmdk", vmdk?.path ?? ""),
      ("vm", ByteString((vmdk?.machines ?? []).map(\.bytes).joined(separator: ",".utf8))),
    ]
  }
}

extension DIMMMatch {
  /// What tells the DIMM from others; a machine's own metrics have no guest.
  fileprivate var labels: [(name: String, value: ByteString)] {
    (guest.map { [("guest", ByteString($0))] } ?? [])
      + [("id", ByteString(dimm.id?.description ?? "")), ("dimm", ByteString(dimm.dev))]
  }
}

extension PrometheusText {
  /// Adds the metrics of `check`: how many differences there are of each kind, all kinds always.
  mutating func add(_ differences: [Difference]) {
    add(
      "nmemid_check_differences", "What is not as it was saved.",
      Difference.Kind.allCases.map { kind in
        ([("kind", ByteString(kind.rawValue))], UInt64(differences.count { $0.kind == kind }))
      })
  }
}
