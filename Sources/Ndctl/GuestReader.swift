internal import LinuxSystem
public import NmemModel

/// Reads this machine's buses once and returns them as plain values.
///
/// No root is needed. Throws if libndctl cannot be opened; a machine without NVDIMMs has no buses,
/// or buses without DIMMs.
public func readGuest(_ detail: Detail) throws(NdctlError) -> Guest {
  let context = try Context()
  let detail = detail.contains(.faults) && hasBadSectors() ? detail.union(.regions) : detail
  if detail.contains(.health) { context.keepFailedCommandsQuiet() }
  let reading = Reading(detail)
  return Guest(
    buses: context.buses.map { $0.snapshot(reading) }
      .sorted { naturallyPrecedes($0.dev ?? "", $1.dev ?? "") })
}

/// What to read, and what was already read to find the rest.
struct Reading {
  let detail: Detail

  /// What is mounted and swapped to; nil if it is not to be read.
  let devices: BlockDevices?

  /// Who holds devices open; nil if it is not to be read.
  let openDevices: OpenDevices?

  init(_ detail: Detail) {
    self.detail = detail
    openDevices = detail.contains(.openers) && areMountsReadable() ? OpenDevices() : nil
    devices = detail.contains(.devices) ? BlockDevices(openDevices) : nil
  }
}
