import NmemModel

// What there is to say about what saved lists leave out: nobody should take it for absent.

extension Guest {
  /// How to save a list with all that ndctl or nmemid knows.
  static let adviceOnLists = "save ndctl list -BDRNi there, or nmemid --json"

  /// What a saved list leaves out of what is to be shown; where not all is shown, nothing about single
  /// regions and namespaces.
  func diagnosticsOnGaps(
    needsRegions: Bool, needsAll: Bool, needsNamespaces: Bool, needsMounts: Bool
  ) -> [Diagnostic] {
    guard needsRegions || needsNamespaces, !buses.isEmpty else { return [] }
    func leftOut(_ things: String, _ advice: String = Self.adviceOnLists) -> Diagnostic {
      Diagnostic("\(leavesOut(things)): \(advice)", on: self)
    }
    let regions = buses.compactMap(\.regions)
    let isLoose = buses.contains { !$0.looseNamespaces.isEmpty }
    let gaps =
      needsAll
      ? Topology(GuestToHostMap([self], VMDKs()), of: [self]).explanationsOfGaps.map {
        Diagnostic($0.text, on: self)
      } : []
    guard !regions.isEmpty || isLoose && !needsRegions else {
      return gaps + [leftOut("the regions")]
    }
    let silent = regions.joined().filter { $0.namespaces == nil }.map(\.dev)
    let isNoneTold = !silent.isEmpty && !isLoose && silent.count == regions.joined().count
    guard !needsNamespaces || !isNoneTold else { return gaps + [leftOut("the namespaces")] }
    return gaps
      + (needsNamespaces && needsAll && !silent.isEmpty
        ? [leftOut("the namespaces of \(silent.listed)")] : [])
      + (needsMounts ? diagnosticsOnUses : [])
  }

  /// What the list leaves out entirely of what `trace` may be asked for; nil if it has some of everything.
  var silence: String? {
    guard !buses.isEmpty else { return nil }
    let regions = buses.flatMap { $0.regions ?? [] }
    let isLoose = buses.contains { !$0.looseNamespaces.isEmpty }
    if buses.allSatisfy({ $0.regions == nil }) && !isLoose { return "the regions" }
    if !isLoose && !regions.isEmpty && regions.allSatisfy({ $0.namespaces == nil }) {
      return "the namespaces"
    }
    return lacksMounts ? "the mount points" : nil
  }

  private var lacksMounts: Bool {
    namespaces.contains { $0.blockdev != nil && $0.stack == nil }
  }

  private var diagnosticsOnUses: [Diagnostic] {
    if lacksMounts {
      return [
        Diagnostic(
          "\(leavesOut("the mount points")): save nmemid --json there, and they are known", on: self
        )
      ]
    }
    let devices = namespaces.filter { $0.daxRegion == nil }.compactMap(\.chardev)
    return devices.isEmpty
      ? []
      : [
        Diagnostic(
          """
          the list does not tell whether \(devices.listed) is the kernel's memory: save \
          ndctl list -BDRNiX there, or nmemid --json
          """, on: self)
      ]
  }
}

/// That a list does not have these things.
func leavesOut(_ things: String) -> String { "the list leaves out \(things)" }

extension Topology {
  /// Which regions and namespaces are on DIMMs that are not known, and so on VMDKs that are not: a sentence for
  /// all of one machine that lack the same.
  fileprivate var explanationsOfGaps: [(guest: String?, text: String)] {
    struct Lack: Hashable {
      var guest: String?
      var gap: RegionGap
    }
    var places: [Lack: Int] = [:]
    var lacks: [(lack: Lack, names: [String])] = []
    for (guest, name, gap) in gaps {
      let lack = Lack(guest: guest, gap: gap)
      let place = places[lack] ?? lacks.count
      if place == lacks.count {
        places[lack] = place
        lacks.append((lack, []))
      }
      lacks[place].names.append(name)
    }
    return lacks.map { lack, names in
      (lack.guest, "\(lack.gap.explanation(of: names.listed)); \(howToListAnew)")
    }
  }
}

extension Topology {
  /// What the lists of these guests leave open in this part of what they say: which DIMMs things are on, and
  /// what is on things.
  func diagnosticsOnGaps(of side: GuestSide) -> [Diagnostic] {
    let parts = partsByGuest
    let ofThings = side.guests.compactMap { guest -> Diagnostic? in
      guard let part = parts[guest.name] else { return nil }
      let names = guest.silentNames(in: part)
      guard !names.isEmpty else { return nil }
      return Diagnostic(
        "the list does not say what is on \(names.listed); \(howToListAnew)", on: guest)
    }
    return explanationsOfGaps.map { side.diagnostic($0.text, on: $0.guest) } + ofThings
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
      "a part of \(regions) is on \(names.listed), which is not in the list"
    case .sameNames(let names):
      "a part of \(regions) is on \(names.listed), and several DIMMs have that name"
    case .incomplete: "parts of \(regions) are on DIMMs that are not in the list"
    }
  }
}
