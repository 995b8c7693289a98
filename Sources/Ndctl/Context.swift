internal import CNdctl
internal import Glibc
internal import LinuxSystem
internal import NmemModel

/// Owns one reference to a `struct ndctl_ctx`. Every bus, DIMM, region, mapping and namespace lives
/// as long as it does, so each of their wrappers holds on to it.
///
/// Not Sendable: libndctl fills its lists and its buffers when they are first asked for, without a
/// lock. Read everything on one thread, then let go.
@safe final class Context {
  private let context: OpaquePointer  // struct ndctl_ctx *

  /// Opens libndctl. The corresponding C function is `ndctl_new`.
  init() throws(NdctlError) {
    var context: OpaquePointer?
    let status = unsafe ndctl_new(&context)
    guard status == 0, let context = unsafe context else {
      throw NdctlError(operation: "open libndctl", reason: Errno(-status))
    }
    unsafe self.context = context
  }

  deinit {
    _ = unsafe ndctl_unref(context)
  }

  /// Keeps libndctl from reporting each command that fails on standard error, unless the environment
  /// (`NDCTL_LOG`) asks for it: our caller says it once. The corresponding C function is
  /// `ndctl_set_log_priority`.
  func keepFailedCommandsQuiet() {
    // LOG_CRIT of syslog(3); a failure is logged with LOG_ERR, which is less urgent.
    if unsafe getenv("NDCTL_LOG") == nil { unsafe ndctl_set_log_priority(context, LOG_CRIT) }
  }

  /// The buses. The corresponding C functions are `ndctl_bus_get_first` and `ndctl_bus_get_next`.
  var buses: [NdctlBus] {
    unsafe children(
      first: ndctl_bus_get_first(context), next: ndctl_bus_get_next,
      wrap: { unsafe NdctlBus(borrowing: $0, owner: self) })
  }
}

/// All the members of one of libndctl's lists. The order is libndctl's, which is none.
func children<Element>(
  first: OpaquePointer?, next: (OpaquePointer?) -> OpaquePointer?,
  wrap: (OpaquePointer) -> Element
) -> [Element] {
  var elements: [Element] = []
  var current = unsafe first
  while let pointer = unsafe current {
    unsafe elements.append(wrap(pointer))
    unsafe current = next(pointer)
  }
  return elements
}
