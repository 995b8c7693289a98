/// What a machine is known to have at one time: its DIMMs with what stands on them, and the VMDKs behind them.
public struct MachineState: Equatable, Sendable {
  /// The DIMMs, and all that stands on them.
  public var guest: Guest

  /// What was known of the VMDKs of each DIMM that has an id. Where a DIMM is not in it, nobody looked.
  public var backings: [UniqueID: Backing]

  /// What identifies the machine; nil if that is not known.
  public var machine: String?

  /// Whether there may be more DIMMs than these, so one that is not among them need not be gone.
  public var lacksDIMMs: Bool

  public init(
    guest: Guest, backings: [UniqueID: Backing] = [:], machine: String? = nil,
    lacksDIMMs: Bool = false
  ) {
    self.guest = guest
    self.backings = backings
    self.machine = machine
    self.lacksDIMMs = lacksDIMMs
  }
}

/// What a DIMM was found to be backed by.
public struct Backing: Hashable, Sendable {
  /// What was said about the DIMM's VMDK.
  public var verdict: DIMMMatch.Verdict

  /// The VMDKs that may back it, sorted.
  public var vmdks: [BackingVMDK]

  public init(verdict: DIMMMatch.Verdict, vmdks: [BackingVMDK]) {
    self.verdict = verdict
    self.vmdks = vmdks.sorted()
  }

  /// What a map says about a DIMM.
  public init(_ match: DIMMMatch) {
    self.init(
      verdict: match.verdict, vmdks: match.vmdks.map { BackingVMDK(uuid: $0.uuid, path: $0.path) })
  }

  /// The UUIDs of the VMDKs, which distinguish them from others whatever their paths.
  var uuids: Set<DiskUUID> { Set(vmdks.compactMap(\.uuid)) }
}

/// A VMDK, as far as it matters which one it is.
public struct BackingVMDK: Hashable, Sendable, Comparable {
  /// The UUID; nil if it is not known.
  public var uuid: DiskUUID?

  /// The path; nil if it is not known.
  public var path: ByteString?

  public init(uuid: DiskUUID?, path: ByteString?) {
    self.uuid = uuid
    self.path = path
  }

  /// Whether `lhs` comes first: by path, then by UUID.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.path ?? "", lhs.uuid?.description ?? "") < (rhs.path ?? "", rhs.uuid?.description ?? "")
  }
}
