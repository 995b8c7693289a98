import NmemModel

extension DIMMRow {
  /// The DIMM as ndctl lists it; of a saved guest, with its name as the last member.
  var ndctlJSON: JSON {
    .object(dimm.ndctlMembers + (guest.map { [("guest", .text($0))] } ?? []))
  }
}

extension DIMM {
  /// The DIMM with the keys and the values of `ndctl list -D -i`: what ndctl leaves out is left out
  /// (`util_dimm_to_json` in ndctl/json.c).
  fileprivate var ndctlMembers: [(key: String, value: JSON)] {
    var members: [(key: String, value: JSON)] = [("dev", .text(dev))]
    if let id { members.append(("id", .text(id.description))) }
    if let handle { members.append(("handle", .integer(handle))) }
    if let physID { members.append(("phys_id", .integer(physID))) }
    if state == .disabled { members.append(("state", .text(state.rawValue))) }
    for flag in flags {
      // ndctl calls all of them flag_, as in flag_smart_event.
      members.append(("flag_\(flag.rawValue)", .bool(true)))
    }
    if let security { members.append(("security", .text(security.rawValue))) }
    if isSecurityFrozen { members.append(("security_frozen", .bool(true))) }
    return members
  }
}
