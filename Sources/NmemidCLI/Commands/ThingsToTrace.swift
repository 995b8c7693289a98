import NmemModel

/// What `trace` may be asked for on this machine, for the completions of shells: the block and DAX devices of its
/// NVDIMMs, where they are mounted, and the file names of their VMDKs, as far as they are known. What would not be
/// one line is left out.
func thingsToTrace() -> [String] {
  let invocation = Invocation()
  guard let guest = try? GuestSide(invocation, .devices) else { return [] }
  let join = Join(invocation, HostSide(invocation, Progress()), guest, all: false)
  let chains = guest.topology.chainsOfGuests
  let devices = chains.flatMap { chain -> [String] in
    let names =
      chain.devices.map { $0.nameCell } + [chain.daxDevice.map { .device($0.dev) } ?? .none]
    return names.map { $0.text(CellStyle(devicesAsPaths: true)).lossyText }
  }
  let mountpoints = chains.compactMap(\.mount).filter { $0.isHidden != true }.map(
    \.target.lossyText)
  let files = join.map.matches.flatMap(\.vmdks).compactMap { vmdk in
    vmdk.path?.lossyText.split(separator: "/").last.map(String.init)
  }
  return Set(devices + mountpoints + files)
    .filter { !$0.isEmpty && $0 == Escaping.plain.escape(ByteString($0)) }
    .sorted(by: naturallyPrecedes)
}
