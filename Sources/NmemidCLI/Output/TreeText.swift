import NmemModel

/// A topology as a tree in text.
struct TreeText {
  var style: CellStyle

  /// How wide the tree is, if names allow; nil for any width: then each node has one line.
  var width: Int?

  /// A name may always be as long as this.
  private static let longestShortName = 23

  /// Where what there is to say of a node begins, if no name and no type is long.
  private static let usualInfoColumn = 44

  /// What there is to say of a node goes on in a further line after this many characters, at least as many as
  /// a UUID has.
  private var infoWidth: Int? { width.map { max(36, $0 - Self.usualInfoColumn) } }

  struct Line {
    /// The node; nil for a line that goes on with what there is to say of the one above.
    var node: TopologyNode?
    /// What there is to say.
    var info: ByteString
    /// What is drawn in front of the name.
    var prefix: String
    /// What is drawn in front of whatever stands below the name, but above its children.
    var continuation: String
    /// The size, each thing's once.
    var size: UInt64?
  }

  /// The columns of the tree. A tree in JSON has its own keys, and none for a column.
  static let columns = ColumnSet<Line>(
    all: [
      Column(
        name: .name, type: .string, help: "what it is called; always the first column"
      ) {
        $0.node?.name ?? .none
      },
      Column(
        name: .type, type: .string,
        help:
          "vmdk (or vmdk?, in doubt), dimm, bus, region, namespace, dax, ram, mount, swap; else as lsblk"
      ) { $0.node.map { .text($0.type) } ?? .none },
      Column(name: .size, type: .integer, help: "size, each thing's once") {
        $0.size.map(Cell.size) ?? .none
      },
      Column(
        name: .info, type: .string, help: "UUID, id, mode, file system and the like"
      ) { .text($0.info) },
    ],
    standard: [.name, .type, .size, .info])

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
    let isFirst = seen.insert(node.identity).inserted
    let children = isFirst ? node.children : []
    let continuation = rest + (children.isEmpty ? "" : bar)
    let isCut = children.count < node.children.count
    var info = (isFirst ? node.info : isCut ? [shownAbove] : node.info + [shownAbove])
      .wrapped(to: infoWidth)[...]
    lines.append(
      Line(
        node: node, info: info.popFirst() ?? "", prefix: first, continuation: continuation,
        size: isFirst ? node.size : nil))
    lines += info.map {
      Line(node: nil, info: $0, prefix: continuation, continuation: continuation, size: nil)
    }
    for (index, child) in children.enumerated() {
      let isLast = index == children.count - 1
      add(
        child, first: rest + (isLast ? corner : tee), rest: rest + (isLast ? gap : bar), to: &lines,
        &seen)
    }
  }

  private var shownAbove: ByteString { "shown above" }
  private var bar: String { style.isASCII ? "| " : "│ " }
  private var tee: String { style.isASCII ? "|-" : "├─" }
  private var corner: String { style.isASCII ? "`-" : "└─" }
  private var gap: String { "  " }

  /// The tree as text, with a newline at the end of each line.
  func text(_ roots: [TopologyNode], _ columns: [Column<Line>], withHeadings: Bool) -> String {
    // Names are drawn by us, whether or not the user chose them; the rest is an ordinary table.
    let rest = columns.filter { $0.name != .name }
    let hasInfo = rest.contains { $0.name == .info }
    let lines = lines(of: roots).filter { hasInfo || $0.node != nil }
    var table = Output()
    Table(rest, lines, style).writeAligned(withHeadings: withHeadings, to: &table)
    let cells = table.text
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()

    // A longer name, such as a VMDK's path, has a line of its own, so it makes no column wide.
    let names = lines.map { line in
      line.prefix + Escaping.plain.escape(line.node?.name.text(style) ?? "")
    }
    let longest =
      width.map { max(Self.longestShortName, $0 - 2 - (cells.map(\.count).max() ?? 0)) } ?? .max
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

extension [ByteString] {
  /// Lines of the texts, with commas between them: as many in a line as fit, at least one.
  fileprivate func wrapped(to width: Int?) -> [ByteString] {
    reduce(into: []) { lines, text in
      guard let last = lines.last else { return lines.append(text) }
      if width.map({ last.bytes.count + 2 + text.bytes.count <= $0 }) ?? true {
        lines[lines.count - 1] = last + ", " + text
      } else {
        lines[lines.count - 1] = last + ","
        lines.append(text)
      }
    }
  }
}

extension String {
  fileprivate var droppingTrailingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
