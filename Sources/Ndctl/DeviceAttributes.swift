internal import LinuxSystem

// Guests run libndctl 67 as well, as in Ubuntu 20.04, which has no function for these.

/// The attribute `align` of a device, in bytes; nil if it has none. Some drivers print it in
/// hexadecimal.
/// `ndctl_region_get_align` came with libndctl 68, `daxctl_dev_get_align` with libdaxctl 71.
func align(ofDevice name: String?, on bus: String) -> UInt64? {
  guard let text = name.flatMap({ attribute("/sys/bus/\(bus)/devices/\($0)/align") }) else {
    return nil
  }
  return text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
}

/// The attribute `target_node` of a device; nil if it has none, or none that is a node.
/// `ndctl_region_get_target_node` came with libndctl 68.
func targetNode(ofDevice name: String?) -> Int? {
  name.flatMap { attribute("/sys/bus/nd/devices/\($0)/target_node") }
    .flatMap { CInt($0) }.flatMap(nonNegative)
}
