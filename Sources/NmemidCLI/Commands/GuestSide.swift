import FileFormats
import LinuxSystem
import Ndctl
import NmemModel

/// The DIMMs of this machine, or those of saved guests, and what there is to say if some or all are
/// not there.
struct GuestSide {
  var guests: [Guest]
  var diagnostics: [Diagnostic] = []
  var hasFailed = false

  /// Whether there may be more DIMMs than these.
  private(set) var lacksDIMMs = false

  /// Whether the kernel has regions of this machine that could not be read, or not in all.
  private(set) var hasUnreadRegions = false

  /// Whether the guests are from saved lists, which need not tell all.
  private var hasSavedGuests = false

  /// The files that the guests are saved in, by the guests' names.
  private var files: [String: ByteString] = [:]

  /// What of them is shown.
  private(set) var filter = GuestFilter()

  /// Reads the saved guests of a command line, or else this machine. Throws if libndctl cannot be
  /// opened; for saved guests it is not.
  init(_ invocation: Invocation, _ detail: Detail) throws {
    if invocation.guests.isEmpty {
      let needsMounts = detail.isSuperset(of: .devices)
      // A program that asked for JSON gets it, with the reason. ndctl's own has no place for one.
      let hasPlaceForReason =
        [.json, .prometheus].contains(invocation.format) && invocation.command != .list
      try self.init(ofThisMachine: detail, orReason: hasPlaceForReason)
      if needsMounts || invocation.command != .list { checkUses(needsAll: needsMounts) }
    } else {
      try self.init(saved: invocation.guests)
      diagnosticOnDIMMs(
        areAskedFor: invocation.command != .trace && !invocation.content.isOfRegions)
      lacksDIMMs = hasFailed
      // In JSON what is not known is null; but what is asked for may be in there.
      if invocation.format != .json || invocation.command == .trace {
        let needsMounts = detail.isSuperset(of: .devices)
        let gaps = guests.flatMap {
          $0.diagnosticsOnGaps(
            needsRegions: invocation.content.hasRegions,
            needsAll: invocation.command != .trace,
            needsNamespaces: invocation.content.hasNamespaces || needsMounts,
            needsMounts: needsMounts)
        }
        diagnostics += gaps
      }
    }
    if let machine = invocation.machine {
      guard guests.count == 1 else {
        throw UsageError(
          message: "--machine says which virtual machine a guest is, and there are \(guests.count)")
      }
      guests[0].machine = machine
    }
  }

  private init(saved arguments: [GuestArgument]) throws(UsageError) {
    var reader = GuestFileReader()
    reader.read(arguments)
    hasSavedGuests = true
    guests = try SavedGuests.named(reader.files)
    for guest in guests { files[guest.name ?? ""] = guest.file }
    diagnostics = reader.problems.map(Diagnostic.init)
    hasFailed = reader.hasFailed
  }

  /// Says which saved guests have no DIMMs, and which lists do not tell of any: without those, what is asked
  /// of them has no answer.
  private mutating func diagnosticOnDIMMs(areAskedFor: Bool) {
    for guest in guests where guest.buses.allSatisfy(\.dimms.isEmpty) {
      let message: String
      if guest.buses.isEmpty && guest.isKnownToBeEmpty {
        message = "no DIMM: nmemid found none there"
      } else if guest.buses.isEmpty {
        hasFailed = true
        message = "the list has no DIMM; was it made without -i, or before the driver was loaded?"
      } else if guest.tellsDIMMs {
        let reason = NoDIMMReason.noDIMM(providers: guest.buses.compactMap(\.provider))
        message = reason.explanation(of: "this guest")
      } else if areAskedFor {
        hasFailed = true
        message = "the list leaves out the DIMMs: \(Guest.adviceOnLists)"
      } else {
        continue
      }
      diagnostics.append(Diagnostic(message, on: guest))
    }
  }

  /// Where `orReason`, that libndctl cannot be opened is said, and not thrown.
  private init(ofThisMachine detail: Detail, orReason: Bool) throws(NdctlError) {
    let guest: Guest
    do {
      guest = try readGuest(detail)
    } catch {
      guard orReason else { throw error }
      guests = [Guest(buses: [])]
      lacksDIMMs = true
      fail("\(error)")
      return
    }
    guests = [guest]
    guests[0].machine = MachineUUID.ofThisMachine
    let missing = dimmsMissing(from: guest)
    if !missing.isEmpty {
      fail(
        """
        libndctl does not list \(missing.listed), which the kernel has: its \
        attributes cannot be read; look at dmesg, and run as root
        """)
    } else if guest.buses.allSatisfy(\.dimms.isEmpty) {
      let reason = NoDIMMReason(in: guest)
      diagnostics.append(Diagnostic(reason.explanation()))
      hasFailed = !reason.isKnown
    }
    diagnostics += guest.healthDiagnostics.map { Diagnostic($0) }
    lacksDIMMs = hasFailed
    let unread = regionsNotRead(in: guest)
    hasUnreadRegions = !unread.isEmpty
    if hasUnreadRegions {
      fail(
        """
        which DIMMs are below \(unread.listed), or what is on them, cannot be read; look at dmesg, \
        and run as root
        """)
    }
  }

  /// Says what of the uses of this machine's devices cannot be known; where not all is needed, only that none can.
  private mutating func checkUses(needsAll: Bool) {
    guard areMountsReadable() else {
      return fail(
        "it cannot be known what is mounted: /proc/self/mountinfo cannot be read; mount /proc")
    }
    guard needsAll else { return }
    if !areAllMountsSeen() {
      fail("not all that is mounted can be seen from this root folder; run nmemid outside of it")
    }
    if !areSwapsReadable() {
      fail("it cannot be known what is swapped to: /proc/swaps cannot be read; mount /proc")
    }
  }

  private mutating func fail(_ message: String) {
    hasFailed = true
    diagnostics.append(Diagnostic(message))
  }

  /// Something about the guest of a name.
  func diagnostic(_ message: String, on name: String?) -> Diagnostic {
    Diagnostic(message, guest: name, file: name.flatMap { files[$0] })
  }

  /// Which machines these are, in a sentence.
  var description: String {
    guard hasSavedGuests else { return "this machine" }
    let names = guests.map { $0.name ?? "" }.listed
    return "the saved \(guests.count == 1 ? "guest" : "guests") \(names)"
  }

  /// The serials of all DIMMs that have one.
  var serials: Set<Serial> {
    Set(guests.flatMap(\.buses).flatMap(\.dimms).compactMap(\.serial))
  }

  /// That DIMMs of a guest share an id; nil if none do.
  var sentenceOnSharedIDs: String? {
    let groups = guests.flatMap { guest in
      let dimms = guest.buses.flatMap(\.dimms).filter { $0.id != nil }
      return Dictionary(grouping: dimms, by: \.id).values.filter { $0.count > 1 }.map { dimms in
        dimms.map { dimm in guest.name.map { "\(dimm.dev) of \($0)" } ?? dimm.dev }
          .sorted(by: naturallyPrecedes)
      }.sorted { naturallyPrecedes($0[0], $1[0]) }
    }
    guard !groups.isEmpty else { return nil }
    return groups.flatMap(\.self).listed
      + (groups.count == 1 ? " have one id" : " each have an id that another has, too")
  }

  /// The virtual machines that the guests are, as far as they are known.
  var machines: Set<MachineUUID> { Set(guests.compactMap(\.machine)) }

  /// Shows only what a filter includes. A name that nothing has is an error, and not silence.
  mutating func keep(_ filter: GuestFilter) {
    self.filter = filter
    for unknown in filter.unknownNames(in: guests) {
      let known = unknown.known
      fail(
        "there is no \(unknown.kind.word) \(unknown.name); "
          + (!known.isEmpty
            ? "there is \(known.listed)"
            : hasSavedGuests ? "the saved list has none" : "there is none at all"))
    }
    if !hasFailed && !guests.flatMap(\.buses).contains(where: filter.includes) && !filter.isEmpty {
      fail("nothing matches all of these names: each exists, but not together")
    }
  }

  /// The buses, sorted by guest, then as libndctl lists them.
  var busRows: [BusRow] {
    guests.flatMap { guest in
      guest.buses.filter(filter.includes).map { BusRow(guest: guest.name, bus: $0) }
    }
  }

  /// The DIMMs, sorted by guest, then by name as a person counts.
  var rows: [DIMMRow] {
    guests.flatMap { guest in
      guest.buses.flatMap { bus in
        zip(bus.dimms, bus.regionsOfDIMMs).filter { filter.includes($0.0, on: bus) }
          .map {
            DIMMRow(
              guest: guest.name, machine: guest.machine, bus: bus, dimm: $0, size: $0.size(in: $1),
              regions: $1,
              allRegions: $1)
          }
      }.sorted { naturallyPrecedes($0.dimm.dev, $1.dimm.dev) }
    }
  }

  /// The regions, sorted likewise.
  var regionRows: [RegionRow] { guests.flatMap(regionRows) }

  private func regionRows(of guest: Guest) -> [RegionRow] {
    guest.buses.flatMap { bus in
      (bus.regions ?? []).filter { filter.includes($0, on: bus) }
        .map { RegionRow(guest: guest.name, bus: bus, region: $0) }
    }.sorted { naturallyPrecedes($0.region?.dev ?? "", $1.region?.dev ?? "") }
  }

  /// The namespaces that are shown, each with its region, those whose regions are not known last; where
  /// `keepsEmptyRegions`, a region without one as well. One in reserve is shown if the user names it.
  func namespaceRows(keepsEmptyRegions: Bool) -> [RegionRow] {
    let showsReserve = filter.restricts(.namespace)
    return guests.flatMap { guest in
      let inRegions = regionRows(of: guest).flatMap { row in
        let rows = (row.region?.namespaces ?? [])
          .filter { (showsReserve || !$0.isReserve) && filter.includes($0) }
          .map { RegionRow(guest: row.guest, bus: row.bus, region: row.region, namespace: $0) }
        return rows.isEmpty && keepsEmptyRegions ? [row] : rows
      }
      return inRegions
        + guest.buses.flatMap { bus in
          bus.looseNamespaces
            .filter { (showsReserve || !$0.isReserve) && filter.includes(loose: $0, on: bus) }
            .map { RegionRow(guest: guest.name, bus: bus, namespace: $0) }
        }
    }
  }

  /// What stands on the DIMMs that are shown; without VMDKs.
  var topology: Topology {
    var topology = Topology(GuestToHostMap(guests, VMDKs()), of: guests)
    topology.lacksDIMMs = lacksDIMMs
    topology.stacks = topology.stacks.compactMap { stack in
      let bus = stack.match.bus
      guard filter.includes(stack.match.dimm, on: bus) else { return nil }
      return Topology.Stack(match: stack.match, regions: shown(stack.regions, on: bus))
    }
    topology.unmapped = topology.unmapped.compactMap { other in
      var other = other
      other.regions = shown(other.regions, on: other.bus) ?? []
      other.namespaces.removeAll { !filter.includes(loose: $0, on: other.bus) }
      return other.isEmpty ? nil : other
    }
    return topology
  }

  private func shown(_ regions: [Region]?, on bus: Bus) -> [Region]? {
    regions?.filter { filter.includes($0, on: bus) }.map { region in
      var region = region
      region.namespaces = region.namespaces?.filter(filter.includes)
      return region
    }
  }
}

extension Guest {
  /// Whose health is not known and should be: one line for all DIMMs with one reason.
  fileprivate var healthDiagnostics: [String] {
    let reports = buses.flatMap(\.dimms).compactMap { dimm in
      dimm.health.map { (name: dimm.dev, report: $0) }
    }
    var names: [String: [String]] = [:]
    for (name, report) in reports {
      if case .unreadable(let reason) = report { names[reason, default: []].append(name) }
    }
    let unreadable = names.sorted { $0.key < $1.key }.map { reason, names in
      "the health of \(names.listed) cannot be read: \(reason); this needs root"
    }
    let isUnknown = !reports.isEmpty && reports.allSatisfy { $0.report == .unsupported }
    return unreadable + (isUnknown ? ["no DIMM reports its health: none has a method for it"] : [])
  }
}

extension GuestFilter.Kind {
  fileprivate var word: String { self == .dimm ? "DIMM" : rawValue }
}

extension NoDIMMReason {
  /// Why there is no DIMM, and what to try.
  func explanation(of machine: String = "this machine") -> String {
    switch self {
    case .noSysfs:
      "no DIMM can be seen: /sys is not mounted; in a container, give it the host's /sys"
    case .noDriver(hasNFIT: true):
      "no DIMM is listed: the firmware describes some, but no driver is loaded; try modprobe nfit"
    case .noDriver(hasNFIT: false):
      """
      no DIMM: the kernel's NVDIMM driver is not loaded (modprobe nfit), and the firmware \
      describes no NVDIMM; does the virtual machine have one, and hardware version 14 or later?
      """
    case .noBus(hasNFIT: true):
      """
      no DIMM is listed: the firmware describes some, but no driver has taken them; try \
      modprobe nfit and look at dmesg
      """
    case .noBus(hasNFIT: false):
      """
      no DIMM: the firmware describes no NVDIMM; does the virtual machine have one, and hardware \
      version 14 or later?
      """
    case .unreadableBuses(let names):
      "libndctl cannot read \(names.listed), which the kernel has; run as root"
    case .noDIMM(let providers):
      """
      no DIMM: the persistent memory of \(machine) (\(providers.listed)) is \
      not made of NVDIMMs and has no ids
      """
    }
  }
}

extension MachineUUID {
  /// What the firmware gives this machine as its serial number, `VMware-42 0e 3f …`; nil if that is no virtual machine of
  /// VMware's, or if it cannot be read, which takes root.
  fileprivate static var ofThisMachine: MachineUUID? {
    guard let serial = attribute("/sys/class/dmi/id/product_serial"), serial.hasPrefix("VMware-")
    else { return nil }
    return DiskUUID(spelling: ByteString(serial.dropFirst("VMware-".count))).map(MachineUUID.init)
  }
}
