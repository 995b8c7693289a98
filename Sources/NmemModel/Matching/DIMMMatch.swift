/// A DIMM with the VMDKs that may back it.
public struct DIMMMatch: Equatable, Sendable {
  /// The machine the DIMM is in; nil for the one that nmemid runs on.
  public var guest: String?

  /// The virtual machine that this is; nil if it is not known.
  public var machine: MachineUUID?

  /// The bus the DIMM is on.
  public var bus: Bus

  /// The DIMM.
  public var dimm: DIMM

  /// Every VMDK whose UUID ends in the DIMM's serial, sorted by path.
  public var vmdks: [VMDK]

  /// The VMDKs whose UUID ends in the serial as well, and which lists say to be other virtual machines'; empty
  /// unless one of ``vmdks`` is said to be this one's.
  public var setAside: [VMDK]

  /// Why the answer is in doubt; empty if it is not.
  public var doubts: [Doubt]

  /// The regions that have a part of the DIMM; nil if they were not read, or if others of the machine's
  /// DIMMs have its name, by which regions tell theirs.
  public var regions: [Region]?

  /// The DIMM's name, as a person tells it from those of other machines.
  public var name: String { guest.map { "\(dimm.dev) of \($0)" } ?? dimm.dev }

  /// The size of the DIMM in bytes; nil if it is not known. See ``DIMM/size(in:)``.
  public var size: UInt64? { dimm.size(in: regions) }

  /// Whether there was a UUID that the DIMM's serial could be compared with, and a serial.
  public var isCompared: Bool

  /// What can be said about the DIMM's VMDK.
  public var verdict: Verdict {
    if !doubts.isEmpty { return .ambiguous }
    guard vmdks.isEmpty else { return .one }
    return isCompared ? .none : .unknown
  }

  /// What can be said about a DIMM's VMDK. The raw value is the word that is printed.
  public enum Verdict: String, Sendable, CaseIterable {
    /// Exactly one VMDK backs the DIMM, as far as the host files tell.
    case one
    /// It cannot be told; every candidate is listed.
    case ambiguous
    /// UUIDs were compared, and none ends in the DIMM's serial.
    case none
    /// Nothing was compared: no UUID was read, or the DIMM's serial is not known.
    case unknown
  }
}
