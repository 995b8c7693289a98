import NmemModel

// What there is to say of what saved lists do not tell: that it is not there, nobody should think.

private let advice = "save ndctl list -BDRNi there, or nmemid --json"

extension Guest {
  /// What a saved list does not tell, though it is to be shown.
  func remarksOnGaps(
    needsRegions: Bool, needsDIMMs: Bool, needsNamespaces: Bool, needsMounts: Bool
  ) -> [String] {
    guard needsRegions, buses.contains(where: { !$0.dimms.isEmpty }) else { return [] }
    let list = "the list of \(name ?? "")"
    let regions = buses.compactMap(\.regions)
    guard !regions.isEmpty else { return ["\(list) tells no regions: \(advice)"] }
    let gaps =
      needsDIMMs ? Topology(GuestToHostMap([self], VMDKs()), of: [self]).remarksOnGaps : []
    guard !needsNamespaces || !regions.joined().contains(where: { $0.namespaces == nil }) else {
      return gaps + ["\(list) tells no namespaces: \(advice)"]
    }
    let namespaces = regions.joined().compactMap(\.namespaces).joined()
    return gaps + (needsMounts ? remarksOnUses(of: Array(namespaces)) : [])
  }

  private func remarksOnUses(of namespaces: [Namespace]) -> [String] {
    let list = "the list of \(name ?? "")"
    if namespaces.contains(where: { $0.blockdev != nil && $0.stack == nil }) {
      return ["\(list) tells no mount points: save nmemid --json there, and they are known"]
    }
    let devices = namespaces.filter { $0.daxRegion == nil }.compactMap(\.chardev)
    return devices.isEmpty
      ? []
      : [
        """
        \(list) does not tell whether \(devices.joined(separator: ", ")) is the kernel's memory: save \
        ndctl list -BDRNiX there, or nmemid --json
        """
      ]
  }
}

extension Topology {
  /// Which regions are on DIMMs that are not known, and so on VMDKs that are not: a line for all of one
  /// machine that lack the same.
  var remarksOnGaps: [String] {
    var names: [(guest: String?, gap: RegionGap, regions: [String])] = []
    for (guest, region, gap) in gaps {
      if let index = names.firstIndex(where: { $0.guest == guest && $0.gap == gap }) {
        names[index].regions.append(region)
      } else {
        names.append((guest, gap, [region]))
      }
    }
    return names.map { guest, gap, regions in
      let subject = regions.joined(separator: ", ") + (guest.map { " of \($0)" } ?? "")
      return "\(gap.explanation(of: subject)); list the guest anew, with all of it"
    }
  }
}

extension RegionGap {
  fileprivate func explanation(of regions: String) -> String {
    switch self {
    case .notTold: "the list does not tell which DIMMs are below \(regions)"
    case .notListed(let names):
      "a part of \(regions) is on \(names.joined(separator: ", ")), which is not in the list"
    case .namesakes(let names):
      "a part of \(regions) is on \(names.joined(separator: ", ")), and several DIMMs have that name"
    case .incomplete: "parts of \(regions) are on DIMMs that are not in the list"
    }
  }
}
