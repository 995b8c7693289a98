/// One machine with NVDIMMs, as its kernel presents them.
public struct Guest: Equatable, Sendable {
  /// What the user calls this machine; nil for the one that nmemid runs on.
  public var name: String?

  /// The file that it is saved in; nil for the one that nmemid runs on.
  public var file: ByteString?

  /// The virtual machine that it is; nil if that is not known.
  public var machine: MachineUUID?

  /// The buses, sorted by number; one without a name last.
  public var buses: [Bus]

  /// Whether a saved list without any bus was made by one who knew that there is no DIMM. ndctl leaves out those
  /// that are disabled, unless it is asked for them.
  public var isKnownToBeEmpty = false

  /// Whether it is known which DIMMs there are: there may be none.
  public var tellsDIMMs: Bool {
    buses.contains { !$0.dimms.isEmpty } || buses.allSatisfy(\.tellsDIMMs)
  }

  /// All namespaces that are known, whether in a region or not.
  public var namespaces: [Namespace] {
    buses.flatMap { ($0.regions ?? []).flatMap { $0.namespaces ?? [] } + $0.looseNamespaces }
  }

  public init(name: String? = nil, machine: MachineUUID? = nil, buses: [Bus]) {
    self.name = name
    self.machine = machine
    self.buses = buses
  }
}
