import Ndctl
import NmemModel

/// This machine's DIMMs, and what there is to say if some or all are not there.
struct GuestSide {
  var guest: Guest
  var remarks: [String] = []
  var hasFailed = false

  /// Reads this machine. Throws if libndctl cannot be opened.
  init(_ detail: Detail) throws(NdctlError) {
    guest = try readGuest(detail)
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
    Set(guest.buses.flatMap(\.dimms).compactMap(\.serial))
  }

  /// The DIMMs, sorted by name as a person counts.
  var rows: [DIMMRow] {
    guest.buses.flatMap { bus in
      bus.dimms.map { DIMMRow(guest: guest.name, bus: bus, dimm: $0) }
    }.sorted { naturallyPrecedes($0.dimm.dev, $1.dimm.dev) }
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
