import NmemModel

// What standard error says about a map, for people: why it is not as they might have hoped.

/// The command that makes a host file, as a person types it.
private let howToCollect = "nmemid collect | ssh root@esxi sh > vmdks.txt"

extension GuestToHostMap {
  /// What a person should know about the DIMMs that have VMDKs, beyond the table; empty if all is well.
  var diagnosticsOnMatches: [String] {
    func diagnostic(_ isMeant: (DIMMMatch) -> Bool, one: String, several: String) -> [String] {
      let names = matches.filter(isMeant).map(\.name)
      return names.isEmpty ? [] : ["\(names.listed) \(names.count == 1 ? one : several)"]
    }
    return diagnosticsOnDoubts
      + diagnostic(
        \.hasNoPath, one: "has a VMDK, but no host file gives the path of this UUID",
        several: "have VMDKs, but no host file gives the paths of these UUIDs")
      + diagnostic(
        \.hasOtherSize,
        one:
          "differs in size from its VMDK; was it resized since it was listed? nmemid --why shows both",
        several:
          "differ in size from their VMDKs; were they resized since they were listed? nmemid --why shows both"
      )
      + diagnostic(
        \.isOfAnotherVendor,
        one: "has the serial of a VMDK, but its vendor is not VMware (\(Evidence.vmwareVendor))",
        several:
          "have the serials of VMDKs, but their vendor is not VMware (\(Evidence.vmwareVendor))")
      + diagnosticsOnSetAside
  }

  /// Which VMDKs were set aside, since they are said to be other machines'.
  private var diagnosticsOnSetAside: [String] {
    let names = matches.filter { !$0.setAside.isEmpty }.map(\.name)
    var seen: Set<String> = []
    let vmdks = matches.flatMap(\.setAside).map(\.name).filter { seen.insert($0).inserted }
    guard !names.isEmpty else { return [] }
    return [
      """
      \(vmdks.listed) \(vmdks.count == 1 ? "has" : "have") the serial of \(names.listed) as well: set aside, \
      since the list says that another virtual machine has \(vmdks.count == 1 ? "it" : "them")
      """
    ]
  }

  /// Why DIMMs are ambiguous, a sentence for all that are so for one reason; beyond so many reasons, which others
  /// are.
  private var diagnosticsOnDoubts: [String] {
    var places: [String: Int] = [:]
    var reasons: [(matches: [DIMMMatch], doubt: Doubt)] = []
    for match in matches {
      for doubt in match.doubts {
        let key = doubt.commonExplanation(for: match) + match.advice(on: doubt)
        let place = places[key] ?? reasons.count
        if place == reasons.count {
          places[key] = place
          reasons.append(([], doubt))
        }
        reasons[place].matches.append(match)
      }
    }
    let explained = Set(reasons.prefix(10).flatMap(\.matches).map(\.name))
    let others = matches.filter { !$0.doubts.isEmpty }.map(\.name)
      .filter { !explained.contains($0) }
    return reasons.prefix(10).map { $0.doubt.diagnostic(on: $0.matches) }
      + (others.isEmpty
        ? []
        : [
          "\(others.listed) \(others.count == 1 ? "is" : "are") ambiguous, too; nmemid --why says why"
        ])
  }

  /// Which DIMMs have no VMDK, and why; one line for all, for there may be many.
  func diagnosticsOnMissing(
    _ host: HostSide, uuidCount count: Int, isNarrowed: Bool, keepsAny: Bool
  ) -> [String] {
    let without = matches.filter { $0.verdict == .none || $0.verdict == .unknown }
    guard !without.isEmpty else { return [] }
    guard host.isGiven else {
      return [
        """
        no VMDK is known: no host file was given, and no list of VMDKs is in \(hostFolderName); \
        \(howToCollect) makes one
        """
      ]
    }
    guard count > 0 else {
      // That no file could be read was said.
      guard host.hasRead else { return [] }
      return [
        host.catalog.hasUUID
          ? "no VMDK is known: \(keepsAny ? "what --only keeps has no UUID" : "no path matches --only")"
          : host.catalog.hasDoubtfulUUID
            ? "no VMDK is known: the host files do not say of any UUID that a disk has it; \(howToCollect) makes a list that does"
            : "no VMDK is known: no UUID is in the host files; \(howToCollect) makes a list with them"
      ]
    }
    let unknown = without.filter { $0.verdict == .unknown }.map(\.name)
    let names = without.filter { $0.verdict == .none }.map(\.name)
    let listed = isNarrowed ? "that --only keeps" : "listed"
    let searched =
      count == 1
      ? "the only UUID \(listed) does not end" : "none of the \(count) UUIDs \(listed) ends"
    var diagnostics =
      (unknown.isEmpty
        ? [] : ["no VMDK for \(unknown.listed): the serial is not known"])
      + (names.isEmpty
        ? [] : ["no VMDK for \(names.listed): \(searched) in the serial"])
    let matched = matches.filter { !$0.vmdks.isEmpty }.compactMap(\.dimm.vendor)
    let others = Set(without.compactMap(\.dimm.vendor)).subtracting(
      matched + [Evidence.vmwareVendor]
    )
    .sorted()
    diagnostics += others.map {
      "vendor \($0) is not VMware (\(Evidence.vmwareVendor)): no VMDK is behind its DIMMs"
    }
    return diagnostics
  }
}

extension GuestToHostMap {
  /// Which DIMMs have VMDKs that `--only` leaves out, of which there are so many by serial; one line for all.
  func diagnostics(onLeftOut counts: [Serial: Int]) -> [String] {
    let parts = matches.compactMap { match in
      match.dimm.serial.flatMap { counts[$0] }.map { "\($0) for \(match.name)" }
    }
    guard !parts.isEmpty else { return [] }
    return ["--only leaves out VMDKs whose UUID ends in the serial: \(parts.listed)"]
  }
}

extension VMDK {
  /// What a person knows the VMDK by: its path, or else its UUID.
  var name: String { path?.lossyText ?? uuid?.description ?? "a VMDK without a path" }
}

extension DIMMMatch {
  /// Whether its VMDK has another size, as far as both are known.
  var hasOtherSize: Bool {
    verdict == .one && Evidence(for: self, comparedUUIDs: 1).sizeAgrees == false
  }

  /// Whether the path of its VMDK is not known.
  var hasNoPath: Bool { verdict == .one && vmdks.contains { $0.path == nil } }

  /// Whether it has a VMDK, and is not of the vendor whose DIMMs VMDKs back.
  fileprivate var isOfAnotherVendor: Bool {
    !vmdks.isEmpty && Evidence(for: self, comparedUUIDs: 1).isVMware == false
  }

  /// Where to learn more; empty if there is no more to say.
  fileprivate func advice(on doubt: Doubt) -> String {
    guard case .severalVMDKs = doubt else { return "" }
    let why = "; nmemid --why shows what is known of each"
    // Two files that one host has, or one list has, are copies.
    let lists = vmdks.filter { $0.sources.count == 1 }.sorted {
      ($0.listed?.seconds ?? 0) < ($1.listed?.seconds ?? 0)
    }
    guard vmdks.count == 2, lists.count == 2, lists[0].uuid == lists[1].uuid,
      let (oldHost, newHost) = lists[0].host.flatMap({ old in lists[1].host.map { (old, $0) } }),
      let (before, after) = lists[0].listed.flatMap({ old in lists[1].listed.map { (old, $0) } }),
      oldHost != newHost, before < after, !after.isToCome
    else { return why }
    return """
      ; the list of \(newHost.lossyText) (\(after)) is newer than that of \(oldHost.lossyText) (\(before)): \
      it may be a move or a copy, so ask both hosts
      """
  }
}

extension Doubt {
  /// That the doubt is one about these DIMMs, which all have it for one reason.
  fileprivate func diagnostic(on matches: [DIMMMatch]) -> String {
    var seen: Set<String> = []
    let names = matches.map(\.name).filter { seen.insert($0).inserted }
    let first = matches[0]
    let explanation = names.count == 1 ? explanation(for: first) : commonExplanation(for: first)
    return
      "\(names.listed) \(names.count == 1 ? "is" : "are") ambiguous: \(explanation)\(first.advice(on: self))"
  }

  /// What a person should know about the doubt, in words that are the same for all DIMMs that share it.
  fileprivate func commonExplanation(for match: DIMMMatch) -> String {
    switch self {
    case .severalVMDKs:
      """
      for each, several VMDKs have a UUID that ends in its serial; the virtual machine's settings \
      show which one it is
      """
    case .sharedWith:
      match.vmdks.isEmpty
        ? "they have one id, \(match.dimm.id?.description ?? "")"
        : "they have one serial, \(match.dimm.serial?.description ?? "")"
    default: explanation(for: match)
    }
  }

  /// What a person should know about the doubt.
  func explanation(for match: DIMMMatch) -> String {
    switch self {
    case .severalVMDKs:
      """
      \(match.vmdks.count) VMDKs have a UUID that ends in \
      \(match.dimm.serial?.description ?? "its serial"); the virtual machine's settings show which \
      one it is
      """
    case .sharedWith(let others, let more):
      """
      \(others.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "") \
      \(others.count == 1 ? "has" : "have") the same \(match.vmdks.isEmpty ? "id" : "serial")
      """
    case .severalOfThisName(let count):
      "the saved list gives this name to \(count) different DIMMs; list the guest again"
    case .samePath(let path):
      "\(path.lossyText) is also the path of another DIMM's VMDK; ask the host for full paths"
    case .notAnNVDIMM(let path):
      """
      \(path?.lossyText ?? "a VMDK without a path") is a virtual disk and not an NVDIMM, according \
      to a host file
      """
    case .notSaidOfADisk(let uuid):
      """
      \(uuid) may be a virtual machine's, as no host file says that a disk has it; ask the host with \
      vmkfstools -J getuuid
      """
    case .contradictedPath(let path):
      "\(path.lossyText) is listed with two UUIDs, one of which is out of date"
    }
  }
}
