import NmemModel

extension DIMMRow {
  /// The DIMM as ndctl lists it; of a saved guest, with its name as the last member.
  func ndctlJSON(_ style: CellStyle) -> JSON {
    .object(dimm.ndctlMembers(style) + (guest.map { [("guest", .text($0))] } ?? []))
  }
}

extension Bus {
  /// The bus as `ndctl list -BDRNi` has it, with what a filter keeps on it: the DIMMs, and the regions,
  /// the namespaces, or these in the regions. What is asked for is there, even if it is empty, unless a
  /// saved list does not tell it.
  func ndctlJSON(
    _ content: Invocation.ListContent, _ filter: GuestFilter, guest: String?, _ style: CellStyle
  ) -> JSON {
    let devices = DeviceJSON(
      shape: .ndctl, style: style, isVerbose: content.isVerbose,
      hasFileSystems: content.hasFileSystems)
    let shown = regions?.filter { filter.includes($0, on: self) }
    func namespaces(of region: Region) -> [Namespace]? {
      region.namespaces?.filter(filter.includes)
    }
    var members: [(key: String, value: JSON)] = []
    if let provider { members.append(("provider", .text(provider))) }
    if let dev { members.append(("dev", .text(dev))) }
    if let scrub { members.append(("scrub_state", .text(scrub.rawValue))) }
    if let guest { members.append(("guest", .text(guest))) }
    let dimms = dimms.filter { filter.includes($0, on: self) }
    if tellsDIMMs {
      members.append(("dimms", .array(dimms.map { .object($0.ndctlMembers(style)) })))
    }
    if content.hasRegions, let shown {
      let regions = shown.map {
        devices.region($0, content.hasNamespaces ? namespaces(of: $0) : nil)
      }
      members.append(("regions", .array(regions)))
    }
    // In the regions if these are there, else beside them, as far as they are told.
    let inRegions = content.hasRegions ? [] : (shown ?? []).compactMap(namespaces)
    let loose = looseNamespaces.filter { filter.includes(loose: $0, on: self) }
    let isTold = !inRegions.isEmpty || !loose.isEmpty || !content.hasRegions && shown == []
    if content.hasNamespaces && isTold {
      let all = inRegions.joined() + loose
      members.append(("namespaces", .array(all.map(devices.namespace))))
    }
    return .object(members)
  }
}

extension DIMM {
  /// The DIMM with the keys and the values of `ndctl list -D -i`: what ndctl leaves out is left out
  /// (`util_dimm_to_json` in ndctl/json.c).
  fileprivate func ndctlMembers(_ style: CellStyle) -> [(key: String, value: JSON)] {
    var members: [(key: String, value: JSON)] = [("dev", Cell.device(dev).json(style))]
    if let id { members.append(("id", .text(id.description))) }
    if let handle { members.append(("handle", .integer(handle))) }
    if let physID { members.append(("phys_id", .integer(physID))) }
    // ndctl says nothing where all is well.
    if state != .enabled {
      members.append(("state", .optional(state) { .text($0.rawValue) }))
    }
    for flag in flags {
      // ndctl calls all of them flag_, as in flag_smart_event.
      members.append(("flag_\(flag.rawValue)", .bool(true)))
    }
    if let security { members.append(("security", .text(security.rawValue))) }
    if isSecurityFrozen { members.append(("security_frozen", .bool(true))) }
    if case .told(let health)? = health { members.append(("health", .object(health.ndctlMembers))) }
    return members
  }
}

extension DIMMHealth {
  /// The health with the keys and the values of `ndctl list -H` (ndctl/json-smart.c).
  fileprivate var ndctlMembers: [(key: String, value: JSON)] {
    let members: [(key: String, value: JSON?)] =
      [
        ("health_state", state.map { .text($0.rawValue) }),
        ("temperature_celsius", temperature.map(JSON.decimal)),
        ("controller_temperature_celsius", controllerTemperature.map(JSON.decimal)),
        ("spares_percentage", spares.map(JSON.integer)),
        ("alarm_temperature", (alarms?.temperature).map(JSON.bool)),
        ("alarm_controller_temperature", (alarms?.controllerTemperature).map(JSON.bool)),
        ("alarm_spares", (alarms?.spares).map(JSON.bool)),
      ] + thresholdMembers + [
        ("life_used_percentage", lifeUsed.map(JSON.integer)),
        ("shutdown_state", shutdown.map { .text($0.rawValue) }),
        ("shutdown_count", shutdownCount.map(JSON.integer)),
      ]
    return members.compactMap { key, value in value.map { (key, $0) } }
  }

  private var thresholdMembers: [(key: String, value: JSON?)] {
    guard let thresholds else { return [] }
    let (media, controller, spares) = (
      thresholds.temperature, thresholds.controllerTemperature, thresholds.spares
    )
    return [
      ("alarm_enabled_media_temperature", .bool(media != nil)),
      ("temperature_threshold", media.map(JSON.decimal)),
      ("alarm_enabled_ctrl_temperature", .bool(controller != nil)),
      ("controller_temperature_threshold", controller.map(JSON.decimal)),
      ("alarm_enabled_spares", .bool(spares != nil)),
      ("spares_threshold", spares.map(JSON.integer)),
    ]
  }
}
