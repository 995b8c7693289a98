import FileFormats
import NmemModel

extension Difference {
  /// The ids of the DIMMs in one text.
  var idText: String { ids.joined(separator: "+") }

  /// The difference in a sentence.
  var message: ByteString {
    let (was, now) = (was ?? "nothing", now ?? "nothing")
    let change = " was " + was + " and is " + now
    let sentence: ByteString =
      switch kind {
      case .dimmGone: "the DIMM is not there; it was " + was
      case .dimmNew: "the DIMM is new: " + now
      case .sameID: "several DIMMs have this id: " + now
      case .size: (thing.isEmpty ? "the size" : "the size of the " + thing) + change
      case .security: "the lock" + change
      case .health: (thing.isEmpty ? "the state" : "the state (" + thing + ")") + change
      case .namespaceGone: "a namespace is not there: " + was
      case .namespaceNew: "a namespace is new: " + now
      case .mode: "the mode of the namespace" + change
      case .content:
        (thing.isEmpty ? "what lies on it" : thing.isPath ? thing : "the id of the " + thing)
          + change
      case .moved: thing + " is on " + now + " now"
      case .notMounted: thing + " is not mounted: what is written there goes to the disk below"
      case .hidden: thing + " is hidden: something else is mounted over it"
      case .vmdk: "the VMDK" + change
      case .path: "the path of the VMDK" + change
      case .renumbered: (thing.isEmpty ? "the name" : "the name of the " + thing) + change
      }
    return "\(idText): " + sentence
  }

  /// What it is that differs, in a few words.
  var what: ByteString {
    switch kind {
    case .dimmGone, .dimmNew: "DIMM"
    case .sameID: "DIMMs of this id"
    case .size: thing.isEmpty ? "size" : "size of " + thing
    case .security: "lock"
    case .health: thing.isEmpty ? "state" : "state: " + thing
    case .namespaceGone, .namespaceNew: "namespace"
    case .mode: "mode"
    case .content: thing.isEmpty ? "content" : "content: " + thing
    case .moved, .notMounted, .hidden: thing
    case .vmdk: "VMDK"
    case .path: "path of VMDK"
    case .renumbered: thing.isEmpty ? "name" : "name of " + thing
    }
  }

  /// How it is now, in a few words.
  fileprivate var state: ByteString? {
    switch kind {
    case .notMounted: "not mounted"
    case .hidden: "hidden"
    case .dimmGone, .namespaceGone: "gone"
    default: now
    }
  }
}

extension ByteString {
  fileprivate var isPath: Bool { bytes.first == UInt8(ascii: "/") }
}

extension ColumnSet<Difference> {
  /// The columns of `diff`, in the order of the keys in JSON.
  static let differences = ColumnSet(
    all: [
      Column(
        name: .kind, key: .kind, type: .string,
        help: "dimm-gone, content, moved, not-mounted, renumbered, …"
      ) { .text($0.kind.rawValue) },
      Column(
        name: .id, key: .id, type: .string,
        help: "unique id of the DIMM, or of all with a + between"
      ) { .text($0.idText) },
      Column(name: .what, key: .what, type: .string, help: "what differs; a mount point") {
        .text($0.what)
      },
      Column(name: .was, key: .was, type: .string, help: "how it was") {
        $0.was.map(Cell.text) ?? .none
      },
      Column(name: .is, key: .is, type: .string, help: "how it is") {
        $0.state.map(Cell.text) ?? .none
      },
      Column(
        name: .harmless, key: .harmless, type: .boolean,
        help: "yes if nothing depends on it, as on a number; else no"
      ) { .text($0.isHarmless ? "yes" : "no") },
      Column(name: .message, key: .message, type: .string, help: "all of it in a sentence") {
        .text($0.message)
      },
    ],
    standard: [.id, .what, .was, .is])
}

extension JSONDocument {
  /// The document of `check` and `diff`; without differences, null, nothing could be compared.
  func differences(_ differences: [Difference]?, _ diagnostics: [Diagnostic]) -> JSON {
    document([
      (.differences, .optional(differences) { .each($0, json) }),
      (.problems, .rows(diagnostics, Column<Diagnostic>.ofDiagnostics, style)),
    ])
  }

  private func json(_ difference: Difference) -> JSON {
    .object(
      ColumnSet<Difference>.differences.all.filter { keeps($0.name) }.compactMap { column in
        let isVerdict = column.type == .boolean
        return column.key.map {
          ($0, isVerdict ? .bool(difference.isHarmless) : column.value(difference).json(style))
        }
      })
  }
}

extension Comparison {
  /// What could not be compared, in a line for each kind of thing.
  var diagnosticsOnIncomparable: [Diagnostic] {
    var lines: [Diagnostic] = []
    for aspect in Incomparable.Aspect.allCases {
      for wasKnown in [true, false] {
        let names = incomparable.filter { $0.aspect == aspect && $0.wasKnown == wasKnown }
          .map { $0.ids.joined(separator: "+") }
        guard !names.isEmpty else { continue }
        let reason = wasKnown ? "not known now" : "not known when it was saved"
        lines.append(
          Diagnostic("not compared: \(aspect.question) of \(names.listed), \(reason)"))
      }
    }
    return lines
  }
}

extension Incomparable.Aspect {
  fileprivate var question: String {
    switch self {
    case .identity: "the unique id"
    case .size: "the size"
    case .state: "the state"
    case .security: "the lock"
    case .regions: "the bad sectors"
    case .placement: "the DIMMs below"
    case .namespaces: "the namespaces"
    case .mode: "the mode"
    case .content: "the content"
    case .mounts: "the mount points"
    case .vmdk: "the VMDK"
    }
  }
}
