/// Why it is not known whether a VMDK backs a DIMM, though none is known that it backs.
public enum Ignorance: Hashable, Sendable {
  /// Its UUID is not known, so nothing was compared.
  case noUUID
  /// Its path is listed with another UUID as well, which may be the right one.
  case contradicted
  /// There may be DIMMs that are not seen.
  case unseenDIMMs
  /// The DIMMs of these names have no serial that is known.
  case noSerial([String])
}

extension Topology {
  /// Why it is not known whether a VMDK that backs none of these DIMMs backs one; nil if it is known that it does
  /// not.
  public func ignorance(of unmatched: VMDK) -> Ignorance? {
    if unmatched.uuid == nil { return .noUUID }
    if unmatched.isContradicted { return .contradicted }
    if lacksDIMMs { return .unseenDIMMs }
    return dimmsWithoutSerial.isEmpty ? nil : .noSerial(dimmsWithoutSerial)
  }

  /// Whether what is on no DIMM may be on one that is not seen: the library leaves out of a region what it cannot
  /// read.
  public func mayBeOnUnseenDIMMs(_ unmapped: Unmapped) -> Bool {
    lacksDIMMs && unmapped.reason == .noDIMM && !unmapped.bus.isWithoutDIMMs
  }
}
