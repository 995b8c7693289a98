import FileFormats
import NmemModel

extension DIMMRow {
  /// The DIMM as ndctl lists it; of a saved guest, with its name as the last member.
  func ndctlJSON(_ style: CellStyle) -> JSON {
    .object(dimm.ndctlMembers(style) + (guest.map { [(.guest, .text($0))] } ?? []))
  }
}

extension Bus {
  /// The bus as `ndctl list -BDRNi` has it, with what a filter keeps on it: the DIMMs, and the regions,
  /// the namespaces, or these in the regions. What is asked for is there, even if it is empty, unless a
  /// saved list does not say so.
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
    var members: [(key: JSONKey, value: JSON)] = []
    if let provider { members.append((.provider, .text(provider))) }
    if let dev { members.append((.dev, .text(dev))) }
    if let scrub { members.append((.scrubState, .text(scrub.rawValue))) }
    if let guest { members.append((.guest, .text(guest))) }
    let dimms = dimms.filter { filter.includes($0, on: self) }
    if tellsDIMMs && !content.isOfBuses {
      members.append((.dimms, .array(dimms.map { .object($0.ndctlMembers(style)) })))
    }
    if content.hasRegions, let shown {
      let regions = shown.map {
        devices.region($0, content.hasNamespaces ? namespaces(of: $0) : nil)
      }
      members.append((.regions, .array(regions)))
    }
    // In the regions if these are there, else next to them, as far as they are known.
    let inRegions = content.hasRegions ? [] : (shown ?? []).compactMap(namespaces)
    let loose = looseNamespaces.filter { filter.includes(loose: $0, on: self) }
    let isTold = !inRegions.isEmpty || !loose.isEmpty || !content.hasRegions && shown == []
    if content.hasNamespaces && isTold {
      let all = inRegions.joined() + loose
      members.append((.namespaces, .array(all.map(devices.namespace))))
    }
    return .object(members)
  }
}

extension DIMM {
  /// The DIMM with the keys and the values of `ndctl list -D -i`: what ndctl leaves out is left out
  /// (`util_dimm_to_json` in ndctl/json.c).
  fileprivate func ndctlMembers(_ style: CellStyle) -> [(key: JSONKey, value: JSON)] {
    var members: [(key: JSONKey, value: JSON)] = [(.dev, Cell.device(dev).json(style))]
    if let id { members.append((.id, .text(id.description))) }
    if let handle { members.append((.handle, .integer(handle))) }
    if let physID { members.append((.physID, .integer(physID))) }
    // ndctl says nothing where all is well.
    if state != .enabled {
      members.append((.state, .optional(state) { .text($0.rawValue) }))
    }
    for flag in flags {
      // ndctl calls all of them flag_, as in flag_smart_event.
      members.append((JSONKey(flag), .bool(true)))
    }
    if let security { members.append((.security, .text(security.rawValue))) }
    if isSecurityFrozen { members.append((.securityFrozen, .bool(true))) }
    if case .told(let health)? = health { members.append((.health, .object(health.ndctlMembers))) }
    return members
  }
}

extension DIMMHealth {
  /// The health with the keys and the values of `ndctl list -H` (ndctl/json-smart.c).
  fileprivate var ndctlMembers: [(key: JSONKey, value: JSON)] {
    let members: [(key: JSONKey, value: JSON?)] =
      [
        (.healthState, state.map { .text($0.rawValue) }),
        (.temperatureCelsius, temperature.map(JSON.decimal)),
        (.controllerTemperatureCelsius, controllerTemperature.map(JSON.decimal)),
        (.sparesPercentage, spares.map(JSON.integer)),
        (.alarmTemperature, (alarms?.temperature).map(JSON.bool)),
        (.alarmControllerTemperature, (alarms?.controllerTemperature).map(JSON.bool)),
        (.alarmSpares, (alarms?.spares).map(JSON.bool)),
      ] + thresholdMembers + [
        (.lifeUsedPercentage, lifeUsed.map(JSON.integer)),
        (.shutdownState, shutdown.map { .text($0.rawValue) }),
        (.shutdownCount, shutdownCount.map(JSON.integer)),
      ]
    return members.compactMap { key, value in value.map { (key, $0) } }
  }

  private var thresholdMembers: [(key: JSONKey, value: JSON?)] {
    guard let thresholds else { return [] }
    let (media, controller, spares) = (
      thresholds.temperature, thresholds.controllerTemperature, thresholds.spares
    )
    return [
      (.alarmEnabledMediaTemperature, .bool(media != nil)),
      (.temperatureThreshold, media.map(JSON.decimal)),
      (.alarmEnabledControllerTemperature, .bool(controller != nil)),
      (.controllerTemperatureThreshold, controller.map(JSON.decimal)),
      (.alarmEnabledSpares, .bool(spares != nil)),
      (.sparesThreshold, spares.map(JSON.integer)),
    ]
  }
}
