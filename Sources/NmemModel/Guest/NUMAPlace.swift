/// Where memory is among the machine's NUMA nodes, as regions and namespaces say.
public struct NUMAPlace: Equatable, Sendable {
  /// The node of the nearest processors; nil if there is none, or if the kernel does not say.
  /// The corresponding C function is `ndctl_region_get_numa_node`.
  public var node: Int?

  /// The node that the memory itself would be, as system memory; nil as for `node`.
  /// The corresponding C function is `ndctl_region_get_target_node`.
  public var target: Int?

  public init(node: Int? = nil, target: Int? = nil) {
    self.node = node
    self.target = target
  }
}
