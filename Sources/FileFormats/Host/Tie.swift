import NmemModel

/// Which path a UUID belongs to that stands on a line of its own: the one just above it, as long as
/// names and answers take turns.
///
/// Where they do not (several names, then several answers; answers before their names; two questions
/// without a reply in between) nothing is tied to anything until a line comes that is neither.
struct Tie {
  /// A path that waits for its UUID.
  struct Waiting {
    var path: ByteString
    var folder: ByteString?
    var source: Source
    /// Whether a command asked for its UUID; else it is a line with the path alone.
    var isQuestion: Bool
  }

  /// Questions first: a question sends away what is none.
  private(set) var waiting: [Waiting] = []
  private(set) var isBroken = false

  /// Whether no name waits, and names and answers take turns.
  var isIdle: Bool { waiting.isEmpty && !isBroken }

  /// A path on a line of its own.
  mutating func add(path: Waiting) {
    // vmkfstools prints no names: such a line belongs to a message.
    if waiting.first?.isQuestion == true { isBroken = true }
    // A loop over all files names the extents too, and has no answer for them.
    if let last = waiting.last, !last.isQuestion, VMDKFileName.isExtent(last.path) {
      waiting.removeLast()
    }
    waiting.append(path)
  }

  /// A command that asks for one file. A list of names before it has nothing to do with it.
  /// Returns what waited in vain.
  mutating func add(question: Waiting) -> [Waiting] {
    let questions = waiting.lastIndex(where: \.isQuestion).map { $0 + 1 } ?? 0
    let inVain = Array(waiting[questions...])
    waiting.removeSubrange(questions...)
    isBroken = false
    waiting.append(question)
    return inVain
  }

  /// Whose an answer is.
  enum Answer {
    /// The path's just above.
    case owner(Waiting)
    /// Nobody's: no name stands above.
    case none
    /// Not to be told: there are names above, which do not take turns with answers. They waited in
    /// vain.
    case torn(inVain: [Waiting])
  }

  /// An answer. Returns whose it is.
  mutating func answer() -> Answer {
    defer { waiting = [] }
    if !isBroken && waiting.count == 1 { return .owner(waiting[0]) }
    let isTorn = isBroken || !waiting.isEmpty
    isBroken = true
    return isTorn ? .torn(inVain: waiting) : .none
  }

  /// Any other line. Returns what waited in vain.
  mutating func cut(leavingBroken: Bool = false) -> [Waiting] {
    defer { waiting = [] }
    isBroken = leavingBroken
    return waiting
  }
}
