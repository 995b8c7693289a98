import Ndctl
import NmemModel

/// The DIMMs of this machine, or those of saved guests, and what there is to say if some or all are
/// not there.
struct GuestSide {
  var guests: [Guest]
  var problems: [Problem] = []
  var remarks: [String] = []
  var hasFailed = false

  /// Reads the saved guests of a command line, or else this machine. Throws if libndctl cannot be
  /// opened; for saved guests it is not.
  init(_ invocation: Invocation, _ detail: Detail) throws {
    if invocation.guests.isEmpty {
      try self.init(ofThisMachine: detail)
    } else {
      try self.init(saved: invocation.guests)
    }
  }

  private init(saved arguments: [GuestArgument]) throws(UsageError) {
    var reader = GuestFileReader()
    reader.read(arguments)
    guests = try SavedGuests.named(reader.files)
    problems = reader.problems
    hasFailed = reader.hasFailed
    for guest in guests where guest.buses.allSatisfy(\.dimms.isEmpty) {
      remarks.append("the list of \(guest.name ?? "") has no DIMM; was it made without -i?")
    }
  }

  private init(ofThisMachine detail: Detail) throws(NdctlError) {
    let guest = try readGuest(detail)
    guests = [guest]
    let missing = dimmsMissing(from: guest)
    if !missing.isEmpty {
      hasFailed = true
      remarks.append(
        """
        libndctl does not list \(missing.joined(separator: ", ")), which the kernel has: its \
        attributes cannot be read; look at dmesg, and run as root
        """)
    } else if guest.buses.allSatisfy(\.dimms.isEmpty) {
      let absence = Absence(in: guest)
      remarks.append(absence.explanation)
      if case .unreadableBuses = absence { hasFailed = true }
    }
  }

  /// The serials of all DIMMs that have one.
  var serials: Set<Serial> {
    Set(guests.flatMap(\.buses).flatMap(\.dimms).compactMap(\.serial))
  }

  /// The DIMMs, sorted by guest, then by name as a person counts.
  var rows: [DIMMRow] {
    guests.flatMap { guest in
      guest.buses.flatMap { bus in
        bus.dimms.map { DIMMRow(guest: guest.name, bus: bus, dimm: $0) }
      }.sorted { naturallyPrecedes($0.dimm.dev, $1.dimm.dev) }
    }
  }

  /// What there is to say, as lines for people.
  var allRemarks: [ByteString] {
    problems.map(\.remark) + remarks.map { ByteString($0) }
  }
}

extension Absence {
  /// Why there is no DIMM, and what to try.
  var explanation: String {
    switch self {
    case .noSysfs:
      "no DIMM can be seen: /sys is not mounted; in a container, give it the host's /sys"
    case .noDriver(hasNFIT: true):
      "no DIMM is listed: the firmware describes some, but no driver is loaded; try modprobe nfit"
    case .noDriver(hasNFIT: false):
      """
      no DIMM: the kernel's NVDIMM driver is not loaded (modprobe nfit), and the firmware \
      describes no NVDIMM; has the virtual machine one, and hardware version 14 or later?
      """
    case .noBus(hasNFIT: true):
      """
      no DIMM is listed: the firmware describes some, but no driver has taken them; try \
      modprobe nfit and look at dmesg
      """
    case .noBus(hasNFIT: false):
      """
      no DIMM: the firmware describes no NVDIMM; has the virtual machine one, and hardware \
      version 14 or later?
      """
    case .unreadableBuses(let names):
      "libndctl cannot read \(names.joined(separator: ", ")), which the kernel has; run as root"
    case .noDIMM(let providers):
      """
      no DIMM: the persistent memory of this machine (\(providers.joined(separator: ", "))) is \
      not made of NVDIMMs and has no ids
      """
    }
  }
}
