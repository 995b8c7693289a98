internal import CNdctl
internal import LinuxSystem
internal import NmemModel

/// A command to a DIMM that is only ours: `struct ndctl_cmd`.
@safe private struct Command: ~Copyable {
  let command: OpaquePointer  // struct ndctl_cmd *

  /// Takes over a command; nil if the DIMM does not have it.
  init?(takingOwnershipOf command: OpaquePointer?) {
    guard let command = unsafe command else { return nil }
    unsafe self.command = command
  }

  deinit {
    unsafe ndctl_cmd_unref(command)
  }

  /// Sends the command. Throws if the DIMM does not answer.
  /// The corresponding C function is `ndctl_cmd_submit_xlat`.
  func submit() throws(Errno) {
    let status = unsafe ndctl_cmd_submit_xlat(command)
    if status < 0 { throw Errno(-status) }
  }
}

/// Asks a DIMM for its health, as `ndctl list -H` does (`util_dimm_health_to_json` in
/// ndctl/json-smart.c).
func healthReport(of dimm: OpaquePointer) -> DIMM.HealthReport {  // struct ndctl_dimm *
  guard let command = unsafe Command(takingOwnershipOf: ndctl_dimm_cmd_new_smart(dimm)) else {
    return .unsupported
  }
  do throws(Errno) {
    try command.submit()
  } catch {
    return .unreadable("\(error)")
  }
  var health = unsafe DIMMHealth(answer: command.command)
  health.thresholds = unsafe thresholds(of: dimm)
  return .told(health)
}

extension DIMMHealth {
  /// What the answer to `ndctl_dimm_cmd_new_smart` says; a value counts where its flag is set.
  fileprivate init(answer: OpaquePointer) {  // struct ndctl_cmd *
    self.init()
    let flags = unsafe CInt(bitPattern: ndctl_cmd_smart_get_flags(answer))
    func ifValid<Value>(_ flag: CInt, _ value: () -> Value) -> Value? {
      flags & flag != 0 ? value() : nil
    }
    state = ifValid(ND_SMART_HEALTH_VALID) { unsafe State(ndctl_cmd_smart_get_health(answer)) }
    temperature = ifValid(ND_SMART_TEMP_VALID) {
      unsafe ndctl_decode_smart_temperature(ndctl_cmd_smart_get_temperature(answer))
    }
    controllerTemperature = ifValid(ND_SMART_CTEMP_VALID) {
      unsafe ndctl_decode_smart_temperature(ndctl_cmd_smart_get_ctrl_temperature(answer))
    }
    spares = ifValid(ND_SMART_SPARES_VALID) { unsafe ndctl_cmd_smart_get_spares(answer) }
    alarms = ifValid(ND_SMART_ALARM_VALID) {
      unsafe Alarms(ndctl_cmd_smart_get_alarm_flags(answer))
    }
    lifeUsed = ifValid(ND_SMART_USED_VALID) { unsafe ndctl_cmd_smart_get_life_used(answer) }
    shutdown = ifValid(ND_SMART_SHUTDOWN_VALID) {
      unsafe ndctl_cmd_smart_get_shutdown_state(answer) == 0 ? .clean : .dirty
    }
    shutdownCount = ifValid(ND_SMART_SHUTDOWN_COUNT_VALID) {
      unsafe ndctl_cmd_smart_get_shutdown_count(answer)
    }
  }
}

extension DIMMHealth.State {
  /// The worst state of which the bit is set.
  fileprivate init(_ bits: UInt32) {
    let bits = CInt(bitPattern: bits)
    if bits & ND_SMART_FATAL_HEALTH != 0 {
      self = .fatal
    } else if bits & ND_SMART_CRITICAL_HEALTH != 0 {
      self = .critical
    } else {
      self = bits & ND_SMART_NON_CRITICAL_HEALTH != 0 ? .nonCritical : .ok
    }
  }
}

extension DIMMHealth.Alarms<Bool> {
  /// The alarms of which the bit is set.
  fileprivate init(_ bits: UInt32) {
    let bits = CInt(bitPattern: bits)
    self.init(
      temperature: bits & ND_SMART_TEMP_TRIP != 0,
      controllerTemperature: bits & ND_SMART_CTEMP_TRIP != 0,
      spares: bits & ND_SMART_SPARE_TRIP != 0)
  }
}

/// Asks a DIMM when it raises its alarms; nil if it does not say.
private func thresholds(of dimm: OpaquePointer) -> DIMMHealth.Thresholds? {  // struct ndctl_dimm *
  guard let command = unsafe Command(takingOwnershipOf: ndctl_dimm_cmd_new_smart_threshold(dimm)),
    (try? command.submit()) != nil
  else { return nil }
  let answer = unsafe command.command
  let isOn = unsafe DIMMHealth.Alarms(ndctl_cmd_smart_threshold_get_alarm_control(answer))
  var thresholds = DIMMHealth.Thresholds()
  if isOn.temperature {
    thresholds.temperature = unsafe ndctl_decode_smart_temperature(
      ndctl_cmd_smart_threshold_get_temperature(answer))
  }
  if isOn.controllerTemperature {
    thresholds.controllerTemperature = unsafe ndctl_decode_smart_temperature(
      ndctl_cmd_smart_threshold_get_ctrl_temperature(answer))
  }
  if isOn.spares { thresholds.spares = unsafe ndctl_cmd_smart_threshold_get_spares(answer) }
  return thresholds
}
