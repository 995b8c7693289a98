/// One machine with NVDIMMs, as its kernel presents them.
public struct Guest: Equatable, Sendable {
  /// What the user calls this machine; nil for the one that nmemid runs on.
  public var name: String?

  /// The buses, sorted by number; one without a name last.
  public var buses: [Bus]

  /// A guest of the given name and buses.
  public init(name: String? = nil, buses: [Bus]) {
    self.name = name
    self.buses = buses
  }
}
