/// An NVDIMM as the guest's kernel presents it.
public struct DIMM: Equatable, Sendable {
  /// The kernel's name, `nmem0`: it may change at every boot, so it identifies nothing by itself.
  public var dev: String

  /// What identifies the DIMM from boot to boot; nil where the kernel or the bus gives none.
  /// The corresponding C function is `ndctl_dimm_get_unique_id`.
  public var id: UniqueID?

  /// The NFIT device handle; nil if the bus gives none.
  /// The corresponding C function is `ndctl_dimm_get_handle`.
  public var handle: UInt32?

  /// The handle of the DIMM's SMBIOS type 17 structure; nil if the bus gives none.
  /// The corresponding C function is `ndctl_dimm_get_phys_id`.
  public var physID: UInt16?

  /// The vendor's JEDEC code, four hex digits; nil if neither the id nor the bus gives one.
  public var vendor: String?

  /// The serial, which is what a VMDK's UUID ends in; nil if neither the id nor the bus gives one.
  public var serial: Serial?

  /// Whether a driver is bound to the DIMM; nil if a saved list does not say.
  public var state: State?

  /// What the platform reports to be wrong, in ndctl's order; empty if nothing is.
  public var flags: [Flag]

  /// The state of the DIMM's lock; nil if it has none, or if it was not read.
  /// The corresponding C function is `ndctl_dimm_get_security`.
  public var security: Security?

  /// Whether the lock can no longer be changed until the next power cycle.
  /// The corresponding C function is `ndctl_dimm_security_is_frozen`.
  public var isSecurityFrozen: Bool

  /// What came of asking for the health of the DIMM; nil if nobody asked.
  public var health: HealthReport?

  /// The size in bytes that a saved list gives without the regions that make it up; nil for a DIMM
  /// that was read otherwise. See ``size(in:)``.
  public var listedSize: UInt64?

  /// Whether a driver is bound to a device. The corresponding C function is `ndctl_dimm_is_enabled`.
  public enum State: String, Sendable, CaseIterable {
    /// A driver is bound.
    case enabled
    /// No driver is bound: the DIMM is there, its namespaces may not be.
    case disabled
  }

  /// Something the platform reports to be wrong with a DIMM. The raw value is ndctl's word.
  public enum Flag: String, Sendable, CaseIterable {
    /// The memory was not mapped; `ndctl_dimm_failed_map`.
    case failedMap = "failed_map"
    /// The last save to flash failed; `ndctl_dimm_failed_save`.
    case failedSave = "failed_save"
    /// The DIMM is not armed: it would not survive a power loss; `ndctl_dimm_failed_arm`.
    case failedArm = "failed_arm"
    /// The last restore from flash failed; `ndctl_dimm_failed_restore`.
    case failedRestore = "failed_restore"
    /// The last flush failed; `ndctl_dimm_failed_flush`.
    case failedFlush = "failed_flush"
    /// A health event happened before the operating system started; `ndctl_dimm_smart_pending`.
    case smartEvent = "smart_event"
  }

  /// The state of a DIMM's lock. The raw value is ndctl's word.
  public enum Security: String, Sendable, CaseIterable {
    /// No passphrase is set.
    case disabled
    /// A passphrase is set, and the data can be read.
    case unlocked
    /// The data cannot be read before the passphrase is given.
    case locked
    /// No passphrase can be set until the next power cycle.
    case frozen
    /// The DIMM is being erased.
    case overwrite
  }

  /// A DIMM of the given parts. Vendor and serial are those of the id; `fallbackVendor` and
  /// `fallbackSerial` count only where there is no id at all.
  public init(
    dev: String, id: UniqueID?, handle: UInt32?, physID: UInt16?,
    fallbackVendor: @autoclosure () -> String? = nil,
    fallbackSerial: @autoclosure () -> Serial? = nil,
    state: State? = .enabled, flags: [Flag] = [],
    security: Security? = nil, isSecurityFrozen: Bool = false, listedSize: UInt64? = nil
  ) {
    self.dev = dev
    self.id = id
    self.handle = handle
    self.physID = physID
    self.vendor = id == nil ? fallbackVendor() : id?.vendor
    self.serial = id == nil ? fallbackSerial() : id?.serial
    self.state = state
    self.flags = flags
    self.security = security
    self.isSecurityFrozen = isSecurityFrozen
    self.listedSize = listedSize
  }

  /// The persistent memory that the DIMM brings into its regions, in bytes: the sum of its mappings, or
  /// else what a saved list says. Nil if the regions or a length were not read, or if no region maps it.
  public func size(in regions: [Region]?) -> UInt64? {
    let mappings = (regions ?? []).filter { $0.type == .pmem }
      .flatMap { $0.mappings ?? [] }.filter { $0.dimm == dev }
    return mappings.length ?? listedSize
  }
}
