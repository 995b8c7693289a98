import NmemModel

extension Invocation {
  /// Whether the answer is a tree or a graph, and no rows of the command's columns.
  var isDrawn: Bool { format == .tree || format == .dot }

  /// What makes the nodes of a picture of what was asked for.
  func nodes(hasVMDKs: Bool, hasHostFiles: Bool) -> TopologyNodes {
    TopologyNodes(
      hasVMDKs: hasVMDKs, hasHostFiles: hasHostFiles, isSaved: !guests.isEmpty,
      isNarrowed: !patterns.isEmpty)
  }

  /// The topology as the tree or the graph that was asked for.
  func draw(_ topology: Topology, _ nodes: TopologyNodes) throws(UsageError) -> CommandResult.Body {
    let roots = nodes.roots(of: topology)
    var cells = cells
    cells.isASCII = cells.isASCII || !Console.isUnicode
    let text =
      format == .dot
      ? DotText(style: cells).text(roots)
      : TreeText(style: cells, width: Console.width)
        .text(roots, try TreeText.columns.columns(columns), withHeadings: hasHeadings)
    return { $0.write(text: text) }
  }
}
