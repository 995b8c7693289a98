import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid map [FILE…]`: which VMDK backs which DIMM.
  func map() throws -> Answer {
    let columns = try ColumnSet<MapRow>.map.columns(columns)
    let host = HostSide(self)
    // A size is worth a remark where it disagrees, and only regions tell the DIMM's.
    let needsRegions =
      format == .json || columns.contains(where: \.needsRegions)
      || host.findings.sightings.contains { $0.size != nil }
    let guest = try GuestSide(needsRegions ? .regions : .dimms)
    // JSON lists the VMDKs that match nothing, too.
    let inventory = Inventory(
      format == .json ? host.findings : host.findings.concerning(guest.serials))
    let map = GuestToHostMap([guest.guest], inventory.vmdks)

    let output = render(columns, MapRow.rows(map)) {
      JSONDocument(style: cells, names: keptNames(columns)).map(map, inventory.problems)
    }
    var remarks = inventory.remarks + guest.remarks
    if host.isGiven {
      let hasNone = map.matches.contains { $0.verdict == .none }
      let count = hasNone ? host.uuidCount : 0
      remarks += map.matches.flatMap { $0.remarks(among: count) }
    } else if !map.matches.isEmpty {
      remarks += map.matches.filter { $0.verdict == .ambiguous }.flatMap { $0.remarks(among: 0) }
      remarks.append(
        """
        no host file was given, so no VMDK is known: on the host, run vmkfstools -J getuuid on \
        each VMDK, and give what it prints to nmemid as a file
        """)
    }
    return Answer(
      output: output, remarks: remarks,
      status: max(
        host.hasFailed || guest.hasFailed ? .failed : .answered,
        map.isDoubtful(withHostFiles: host.isGiven) ? .doubtful : .answered))
  }
}

extension GuestToHostMap {
  /// Whether a DIMM is ambiguous or, with host files given, has no VMDK.
  func isDoubtful(withHostFiles: Bool) -> Bool {
    matches.contains { match in
      switch match.verdict {
      case .one: false
      case .ambiguous: true
      case .none: withHostFiles
      }
    }
  }
}

extension DIMMMatch {
  /// What a person should know about this match, beyond the table; empty if all is well.
  /// `count` is how many UUIDs were looked at.
  func remarks(among count: Int) -> [String] {
    let name = guest.map { "\(dimm.dev) of \($0)" } ?? dimm.dev
    switch verdict {
    case .one: return sizeRemark(name)
    case .ambiguous: return doubts.map { "\(name) is ambiguous: \($0.explanation(for: self))" }
    case .none: return ["\(name) has no VMDK: \(reasonForNone(among: count))"]
    }
  }

  private func reasonForNone(among count: Int) -> String {
    guard let serial = dimm.serial else { return "it has no serial to look for" }
    guard count > 0 else { return "no UUID is listed" }
    let searched =
      count == 1 ? "the only UUID listed does not end" : "none of the \(count) UUIDs listed ends"
    guard let vendor = dimm.vendor, vendor != vmwareVendor else {
      return "\(searched) in \(serial)"
    }
    return "\(searched) in \(serial); its vendor \(vendor) is not VMware (\(vmwareVendor))"
  }

  private func sizeRemark(_ name: String) -> [String] {
    guard let size = bus.size(of: dimm), let vmdk = vmdks.first, let vmdkSize = vmdk.size,
      size != vmdkSize
    else { return [] }
    return [
      """
      \(name) has \(size) bytes and its VMDK \(vmdk.path?.lossyText ?? "") \(vmdkSize): the match \
      holds by the UUID, but was the disk resized since the host was asked?
      """
    ]
  }
}

/// VMware's JEDEC code as the kernel prints it: bank 10, entry 2 of JEP106.
private let vmwareVendor = "8902"

extension Doubt {
  fileprivate func explanation(for match: DIMMMatch) -> String {
    switch self {
    case .severalVMDKs:
      """
      \(match.vmdks.count) VMDKs have a UUID that ends in \
      \(match.dimm.serial?.description ?? "its serial"); compare the sizes, or which of them the \
      virtual machine's settings name
      """
    case .sharedWith(let others):
      """
      \(others.joined(separator: ", ")) \(others.count == 1 ? "has" : "have") the same \
      \(match.vmdks.isEmpty ? "id" : "serial")
      """
    case .contradictedPath(let path):
      "\(path.lossyText) is listed with two UUIDs, of which one is out of date"
    }
  }
}
