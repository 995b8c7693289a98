internal import LinuxSystem
public import NmemModel

/// Why libndctl lists no DIMM on this machine, as far as sysfs says.
public enum NoDIMMReason: Equatable, Sendable {
  /// There is no /sys, as in some containers, so nothing can be known.
  case noSysfs
  /// The kernel's libnvdimm is not there. `hasNFIT` is whether the firmware describes NVDIMMs.
  case noDriver(hasNFIT: Bool)
  /// The driver is there, and no bus of the firmware's is. `hasNFIT` is whether the firmware describes
  /// NVDIMMs.
  case noBus(hasNFIT: Bool)
  /// The kernel has buses that libndctl cannot read.
  case unreadableBuses([String])
  /// There are buses, and they have no DIMMs: persistent memory of another kind (e820, virtio-pmem).
  case noDIMM(providers: [String])

  /// Whether it is known that there is no DIMM, and not only that none can be seen.
  public var isKnown: Bool {
    switch self {
    case .noSysfs, .unreadableBuses: false
    case .noDriver(let hasNFIT), .noBus(let hasNFIT): !hasNFIT
    case .noDIMM: true
    }
  }

  /// Looks for the reason why a guest has no DIMM.
  public init(in guest: Guest) {
    // ACPI 6.5, section 9.19.2: the NVDIMM root device has the hardware id ACPI0012.
    let hasNFIT =
      exists("/sys/firmware/acpi/tables/NFIT") || exists("/sys/bus/acpi/devices/ACPI0012:00")
    let kernelBuses = entries(of: "/sys/class/nd", startingWith: "ndctl")
    let isTaken = guest.buses.contains { $0.provider == "ACPI.NFIT" }
    if !guest.buses.isEmpty && (isTaken || !hasNFIT) {
      self = .noDIMM(providers: guest.buses.compactMap(\.provider))
    } else if !exists("/sys/bus") {
      self = .noSysfs
    } else if !exists("/sys/bus/nd") {
      self = .noDriver(hasNFIT: hasNFIT)
    } else if guest.buses.isEmpty && !kernelBuses.isEmpty {
      self = .unreadableBuses(kernelBuses.sorted(by: naturallyPrecedes))
    } else {
      self = .noBus(hasNFIT: hasNFIT)
    }
  }
}

/// The DIMMs that the kernel has and a guest read by libndctl lacks: libndctl drops a DIMM when it
/// cannot read its handle or its physical id (`populate_dimm_attributes` in libndctl.c), and says so
/// to nobody.
public func dimmsMissing(from guest: Guest) -> [String] {
  let listed = Set(guest.buses.flatMap(\.dimms).map(\.dev))
  return entries(of: "/sys/bus/nd/devices", startingWith: "nmem").filter { !listed.contains($0) }
    .sorted(by: naturallyPrecedes)
}

/// The regions of this machine of which libndctl has dropped something, or all, since it cannot be read.
public func regionsNotRead(in guest: Guest) -> [String] {
  let regions = guest.buses.compactMap(\.regions).joined()
  return regions.filter { $0.mappings == nil || $0.namespaces == nil }.map(\.dev)
}
