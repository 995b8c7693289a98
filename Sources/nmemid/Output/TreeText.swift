import NmemModel

/// A topology as a tree in text, in columns that fit into 80 characters where names allow.
struct TreeText {
  var style: CellStyle

  /// How wide a tree is, if names allow.
  private static let width = 80

  /// A name may always be as long as this.
  private static let longestShortName = 23

  /// A line of the tree.
  struct Line {
    var node: TopologyNode
    /// What is drawn in front of the name.
    var prefix: String
    /// What is drawn in front of whatever stands below the name, but above its children.
    var continuation: String
    /// Whether the node was shown before, with all that stands on it.
    var isRepeated: Bool
  }

  /// The columns of the tree.
  static let columns = ColumnSet<Line>(
    all: [
      Column(name: "NAME", key: "name", type: .string, help: "what it is called") { $0.node.name },
      Column(
        name: "TYPE", key: "type", type: .string,
        help: "vmdk, dimm, region, namespace, disk, part, mount, …"
      ) { .text($0.node.type) },
      Column(name: "SIZE", key: "size", type: .integer, help: "size, each thing's once") {
        $0.isRepeated ? .none : $0.node.size.map(Cell.size) ?? .none
      },
      Column(
        name: "INFO", key: "info", type: .string, help: "UUID, id, mode, file system and the like"
      ) {
        .text(
          ByteString(
            ($0.isRepeated ? ["shown above"] : $0.node.info).map(\.bytes)
              .joined(separator: ", ".utf8)))
      },
    ],
    standard: ["NAME", "TYPE", "SIZE", "INFO"])

  /// The lines of some trees, from the top to the bottom.
  func lines(of roots: [TopologyNode]) -> [Line] {
    var lines: [Line] = []
    var seen: Set<TopologyNode.Identity> = []
    for root in roots { add(root, first: "", rest: "", to: &lines, &seen) }
    return lines
  }

  private func add(
    _ node: TopologyNode, first: String, rest: String, to lines: inout [Line],
    _ seen: inout Set<TopologyNode.Identity>
  ) {
    let isRepeated = !seen.insert(node.identity).inserted && !node.children.isEmpty
    let children = isRepeated ? [] : node.children
    lines.append(
      Line(
        node: node, prefix: first, continuation: rest + (children.isEmpty ? "" : bar),
        isRepeated: isRepeated))
    for (index, child) in children.enumerated() {
      let isLast = index == children.count - 1
      add(
        child, first: rest + (isLast ? corner : tee), rest: rest + (isLast ? gap : bar), to: &lines,
        &seen)
    }
  }

  private var bar: String { style.isASCII ? "| " : "│ " }
  private var tee: String { style.isASCII ? "|-" : "├─" }
  private var corner: String { style.isASCII ? "`-" : "└─" }
  private var gap: String { "  " }

  /// The tree as text, with a newline at the end of each line.
  func text(_ roots: [TopologyNode], _ columns: [Column<Line>], withHeadings: Bool) -> String {
    // Names are drawn by us, wherever the column stands; the rest is an ordinary table.
    let rest = columns.filter { $0.name != "NAME" }
    let lines = lines(of: roots)
    let cells = Table(rest, lines, style).aligned(withHeadings: withHeadings).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    guard rest.count < columns.count else { return cells.map { $0 + "\n" }.joined() }

    // A longer name, as a VMDK's path, has a line for itself, so that it makes no column wide.
    let names = lines.map { $0.prefix + Escaping.plain.escape($0.node.name.text(style)) }
    let longest = max(
      Self.longestShortName, Self.width - 2 - (cells.map(\.count).max() ?? 0))
    let short = names.filter { $0.count <= longest } + (withHeadings ? ["NAME"] : [])
    let width = short.map(\.count).max() ?? 0
    func line(_ name: String, _ cells: Substring) -> String {
      let blanks = String(repeating: " ", count: max(0, width - name.count))
      let line = cells.isEmpty ? name : name + blanks + "  " + cells
      return line.droppingTrailingBlanks + "\n"
    }
    var text = ""
    var remaining = cells
    if withHeadings { text += line("NAME", remaining.removeFirst()) }
    for ((name, entry), cells) in zip(zip(names, lines), remaining) {
      if name.count <= longest || cells.allSatisfy({ $0 == " " }) {
        text += line(name, cells)
      } else {
        text += name + "\n" + line(entry.continuation, cells)
      }
    }
    return text
  }
}
