import NmemModel

/// A topology as a graph in the language of Graphviz, for `dot -Tsvg`.
struct DotText {
  var style: CellStyle

  /// The graph, from the VMDKs on the left to the mount points on the right. What stands on several
  /// things is drawn once, with an edge from each of them; a doubtful edge is dashed.
  func text(_ roots: [TopologyNode]) -> String {
    var graph = Graph()
    for root in roots { _ = add(root, to: &graph) }
    return """
      digraph nmemid {
        rankdir=LR;
        node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];
        edge [arrowsize=0.6];
      \((graph.nodes + graph.edges).map { "  \($0)\n" }.joined())}

      """
  }

  private struct Graph {
    var numbers: [TopologyNode.Identity: Int] = [:]
    var nodes: [String] = []
    var edges: [String] = []
  }

  /// Adds a node with all that stands on it, if it is not there, and returns its number.
  private func add(_ node: TopologyNode, to graph: inout Graph) -> Int {
    if let number = graph.numbers[node.identity] { return number }
    let number = graph.numbers.count
    graph.numbers[node.identity] = number
    graph.nodes.append("n\(number) [label=\(label(of: node)), fillcolor=\"\(color(of: node))\"];")
    // A question is the way from its candidates to its DIMM, and not something that stands below them.
    let isDoubtful = node.identity.kind == .question
    for child in node.children {
      let other = add(child, to: &graph)
      let (from, to) = child.bond == .possible ? (other, number) : (number, other)
      graph.edges.append("n\(from) -> n\(to)\(isDoubtful ? " [style=dashed]" : "");")
    }
    return number
  }

  private func label(of node: TopologyNode) -> String {
    let size = node.size.map { Cell.size($0).text(style) }
    let lines = [
      node.name.text(style), [ByteString(node.type), size].compactMap { $0 }.joined(with: " "),
      node.info.joined(with: ", "),
    ].filter { !$0.isEmpty }
    let quoted = lines.map { line in
      Escaping.plain.escape(line).map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }.joined()
    }
    return "\"\(quoted.joined(separator: "\\n"))\""
  }

  private func color(of node: TopologyNode) -> String {
    switch node.identity.kind {
    case .vmdk: "#dbe9f6"
    case .question: "#f8d7da"
    case .dimm, .bus: "#e2f0d9"
    case .region, .namespace: "#fff2cc"
    case .device: "#f2f2f2"
    case .mount, .swap: "#e8dff5"
    }
  }
}

extension [ByteString] {
  fileprivate func joined(with separator: String) -> ByteString {
    ByteString(map(\.bytes).joined(separator: separator.utf8))
  }
}
