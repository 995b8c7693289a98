import NmemModel

extension [DIMMMatch] {
  /// Which DIMMs are disabled, locked, flagged or have bad sectors: one line for all, as the match may be right all the
  /// same.
  var diagnosticsOnTroubles: [String] {
    let names = compactMap { match in
      match.isSick ? "\(match.name) (\(match.troubles.joined(separator: ", ")))" : nil
    }
    guard !names.isEmpty else { return [] }
    return ["not all is well with \(names.listed); look at dmesg and ndctl list -DRH"]
  }
}

extension DIMMMatch {
  /// Whether something is wrong with the DIMM, or with its regions.
  var isSick: Bool { !troubles.isEmpty }

  fileprivate var troubles: [String] { dimm.troubles + badSectors }

  /// The regions with bad sectors that the DIMM has a part of. Which of their DIMMs these are on, only root can learn.
  fileprivate var badSectors: [String] {
    (regions ?? []).filter { $0.badblockCount > 0 }
      .map { "\($0.badblockCount) bad sectors in \($0.dev)" }
  }
}

extension DIMM {
  /// What is wrong with the DIMM, as far as the kernel says, in its words.
  var troubles: [String] {
    let lock: [String] =
      switch security {
      case .locked?: ["locked"]
      case .overwrite?: ["being erased"]
      case .disabled?, .unlocked?, .frozen?, nil: []
      }
    return (state == .disabled ? ["disabled"] : []) + lock + flags.map(\.rawValue)
  }
}
