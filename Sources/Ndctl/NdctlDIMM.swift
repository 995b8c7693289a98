internal import CNdctl
internal import LinuxSystem
internal import NmemModel

/// A reference to a `struct ndctl_dimm`.
@safe struct NdctlDIMM {
  private let owner: Context
  private let dimm: OpaquePointer  // struct ndctl_dimm *

  /// Wraps a DIMM that belongs to a bus of `owner`.
  init(borrowing dimm: OpaquePointer, owner: Context) {
    self.owner = owner
    unsafe self.dimm = dimm
  }

  /// The DIMM as plain values.
  func snapshot(_ reading: Reading) -> DIMM {
    withExtendedLifetime(owner) {
      var snapshot = DIMM(
        dev: unsafe text(ndctl_dimm_get_devname(dimm)) ?? "",
        id: unsafe text(ndctl_dimm_get_unique_id(dimm)).map(UniqueID.init),
        handle: unsafe number(ndctl_dimm_get_handle(dimm)),
        physID: unsafe number(ndctl_dimm_get_phys_id(dimm)),
        fallbackVendor: unsafe number(ndctl_dimm_get_vendor(dimm)).map(hexDigits),
        fallbackSerial: unsafe number(ndctl_dimm_get_serial(dimm)).map(Serial.init),
        state: state,
        flags: flags)
      if reading.detail.contains(.security) {
        snapshot.security = security
        snapshot.isSecurityFrozen = unsafe ndctl_dimm_security_is_frozen(dimm)
      }
      if reading.detail.contains(.health) { snapshot.health = unsafe healthReport(of: dimm) }
      return snapshot
    }
  }

  /// As `ndctl_dimm_is_enabled` has it, but without waiting: the bus has waited for all of them.
  private var state: DIMM.State {
    let name = unsafe text(ndctl_dimm_get_devname(dimm)) ?? ""
    return hasEntry("/sys/bus/nd/devices/\(name)/driver") ? .enabled : .disabled
  }

  private var flags: [DIMM.Flag] {
    DIMM.Flag.allCases.filter { flag in
      let isSet: CInt =
        switch flag {
        case .failedMap: unsafe ndctl_dimm_failed_map(dimm)
        case .failedSave: unsafe ndctl_dimm_failed_save(dimm)
        case .failedArm: unsafe ndctl_dimm_failed_arm(dimm)
        case .failedRestore: unsafe ndctl_dimm_failed_restore(dimm)
        case .failedFlush: unsafe ndctl_dimm_failed_flush(dimm)
        case .smartEvent: unsafe ndctl_dimm_smart_pending(dimm)
        }
      return isSet > 0
    }
  }

  private var security: DIMM.Security? {
    switch unsafe ndctl_dimm_get_security(dimm) {
    case NDCTL_SECURITY_DISABLED: .disabled
    case NDCTL_SECURITY_UNLOCKED: .unlocked
    case NDCTL_SECURITY_LOCKED: .locked
    case NDCTL_SECURITY_FROZEN: .frozen
    case NDCTL_SECURITY_OVERWRITE: .overwrite
    // NDCTL_SECURITY_INVALID, which is -1, and whatever a newer libndctl may add.
    default: nil
    }
  }
}
