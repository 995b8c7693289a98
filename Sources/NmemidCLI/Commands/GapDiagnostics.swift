import NmemModel

// What there is to say about what saved lists leave out: nobody should take it for absent.

extension Guest {
  /// How to save a list with all that ndctl or nmemid knows.
  static let adviceOnLists = "save ndctl list -BDRNi there, or nmemid --json"

  /// What a saved list leaves out of what is to be shown; where not all is shown, nothing about single
  /// regions and namespaces.
  func diagnosticsOnGaps(
    needsRegions: Bool, needsAll: Bool, needsNamespaces: Bool, needsMounts: Bool
  ) -> [String] {
    guard needsRegions || needsNamespaces, !buses.isEmpty else { return [] }
    let regions = buses.compactMap(\.regions)
    let isLoose = buses.contains { !$0.looseNamespaces.isEmpty }
    let gaps =
      needsAll ? Topology(GuestToHostMap([self], VMDKs()), of: [self]).diagnosticsOnGaps : []
    guard !regions.isEmpty || isLoose && !needsRegions else {
      return gaps + ["\(list) leaves out the regions: \(Self.adviceOnLists)"]
    }
    let silent = regions.joined().filter { $0.namespaces == nil }.map(\.dev)
    let isNoneTold = !silent.isEmpty && !isLoose && silent.count == regions.joined().count
    guard !needsNamespaces || !isNoneTold else {
      return gaps + ["\(list) leaves out the namespaces: \(Self.adviceOnLists)"]
    }
    return gaps
      + (needsNamespaces && needsAll && !silent.isEmpty
        ? ["\(list) leaves out the namespaces of \(silent.listed): \(Self.adviceOnLists)"] : [])
      + (needsMounts ? diagnosticsOnUses(of: namespaces) : [])
  }

  /// What the list leaves out entirely of what `trace` may be asked for; nil if it has some of everything.
  var silence: String? {
    guard !buses.isEmpty else { return nil }
    let regions = buses.flatMap { $0.regions ?? [] }
    let isLoose = buses.contains { !$0.looseNamespaces.isEmpty }
    if buses.allSatisfy({ $0.regions == nil }) && !isLoose {
      return "\(list) leaves out the regions"
    }
    if !isLoose && !regions.isEmpty && regions.allSatisfy({ $0.namespaces == nil }) {
      return "\(list) leaves out the namespaces"
    }
    let isUntold = namespaces.contains { $0.blockdev != nil && $0.stack == nil }
    return isUntold ? "\(list) leaves out the mount points" : nil
  }

  private var list: String { "the list of \(name ?? "")" }

  private func diagnosticsOnUses(of namespaces: [Namespace]) -> [String] {
    if namespaces.contains(where: { $0.blockdev != nil && $0.stack == nil }) {
      return ["\(list) leaves out the mount points: save nmemid --json there, and they are known"]
    }
    let devices = namespaces.filter { $0.daxRegion == nil }.compactMap(\.chardev)
    return devices.isEmpty
      ? []
      : [
        """
        \(list) does not tell whether \(devices.listed) is the kernel's memory: save \
        ndctl list -BDRNiX there, or nmemid --json
        """
      ]
  }
}

extension Topology {
  /// Which regions and namespaces are on DIMMs that are not known, and so on VMDKs that are not: a line for all
  /// of one machine that lack the same.
  var diagnosticsOnGaps: [String] {
    var lines: [(guest: String?, gap: RegionGap, names: [String])] = []
    for (guest, name, gap) in gaps {
      if let index = lines.firstIndex(where: { $0.guest == guest && $0.gap == gap }) {
        lines[index].names.append(name)
      } else {
        lines.append((guest, gap, [name]))
      }
    }
    return lines.map { guest, gap, names in
      let target = names.listed + (guest.map { " of \($0)" } ?? "")
      return "\(gap.explanation(of: target)); \(howToListAnew)"
    }
  }
}

extension Topology {
  /// What the lists of these guests leave open in this part of what they say: which DIMMs things are on, and
  /// what is on things.
  func diagnosticsOnGaps(of guests: [Guest]) -> [String] {
    let ofThings = guests.compactMap { guest -> String? in
      let names = guest.silentNames(in: part(ofGuest: guest.name))
      guard !names.isEmpty else { return nil }
      let place = guest.name.map { " of \($0)" } ?? ""
      return "the list does not say what is on \(names.listed)\(place); \(howToListAnew)"
    }
    return diagnosticsOnGaps + ofThings
  }
}

extension Guest {
  /// The DIMMs and regions of which it is not known what is on them, though it is of others: where no region
  /// or no namespace is listed at all, that is said.
  fileprivate func silentNames(in part: Topology) -> [String] {
    let hasRegions = buses.contains { $0.regions != nil || !$0.looseNamespaces.isEmpty }
    let dimms = part.stacks.filter { hasRegions && $0.regions == nil }.map(\.match.dimm.dev)
    let regions = part.stacks.flatMap { $0.regions ?? [] } + part.unmapped.flatMap(\.regions)
    let silent = regions.filter { !namespaces.isEmpty && $0.namespaces == nil }.map(\.dev)
    var seen: Set<String> = []
    return (dimms + silent).filter { seen.insert($0).inserted }
  }
}

/// What to do about a list that leaves open what is where.
private let howToListAnew = "list the guest again, in full"

extension RegionGap {
  fileprivate func explanation(of regions: String) -> String {
    switch self {
    case .notTold: "the list does not say which DIMMs are below \(regions)"
    case .notListed(let names):
      "a part of \(regions) is on \(names.joined(separator: ", ")), which is not in the list"
    case .sameNames(let names):
      "a part of \(regions) is on \(names.joined(separator: ", ")), and several DIMMs have that name"
    case .incomplete: "parts of \(regions) are on DIMMs that are not in the list"
    }
  }
}

extension Collection {
  /// The names of all elements in a sentence: the first ten, and how many more there are.
  func listed(_ name: (Element) -> String) -> String {
    let first = prefix(10).map(name).joined(separator: ", ")
    return count > 10 ? "\(first) and \(count - 10) more" : first
  }
}

extension [String] {
  /// Names in a sentence.
  var listed: String { listed { $0 } }
}
