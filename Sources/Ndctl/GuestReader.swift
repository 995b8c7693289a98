public import NmemModel

/// How much of a guest to read. Less is faster: every attribute is a file in sysfs.
public enum Detail: Sendable {
  /// Buses and DIMMs.
  case dimms
  /// Regions with their mappings and namespaces as well.
  case regions
}

/// Reads this machine's buses once and returns them as plain values.
///
/// No root is needed. Throws if libndctl cannot be opened; a machine without NVDIMMs has no buses,
/// or buses without DIMMs.
public func readGuest(_ detail: Detail) throws(NdctlError) -> Guest {
  let context = try Context()
  return Guest(
    buses: context.buses.map { $0.snapshot(detail) }
      .sorted { naturallyPrecedes($0.dev ?? "", $1.dev ?? "") })
}
