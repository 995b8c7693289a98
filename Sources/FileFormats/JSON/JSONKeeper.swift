import NmemModel

/// A value of JSON that contains no others, as it was kept.
enum JSONScalar: Equatable {
  /// A string without its quotes and escapes.
  case string(ByteString)
  /// A number as it is written.
  case number(ByteString)
  case bool(Bool)
  case null
  /// A string or a number that was too long to be kept.
  case tooLong

  init(_ kind: JSONKind, _ text: Span<UInt8>) {
    self =
      switch kind {
      case .string: .string(ByteString(bytes: text.bytes(text.range)))
      case .number: .number(ByteString(bytes: text.bytes(text.range)))
      case .true: .bool(true)
      case .false: .bool(false)
      case .null: .null
      case .tooLong: .tooLong
      }
  }
}

/// A JSON value that was kept, with the line in which it starts.
struct JSONNode {
  enum Content {
    case scalar(JSONScalar)
    case array([JSONNode])
    case object([(key: ByteString, value: JSONNode)])
  }

  var content: Content
  var line: Int

  /// Whether all of the value was kept; false if the document broke off within it.
  var isComplete = true

  /// The elements of an array; nil if this is not one.
  var elements: [JSONNode]? {
    guard case .array(let elements) = content else { return nil }
    return elements
  }

  /// The members of an object; nil if this is not one.
  var members: [(key: ByteString, value: JSONNode)]? {
    guard case .object(let members) = content else { return nil }
    return members
  }
}

/// Keeps documents as values, without the members of objects that nobody wants, up to a limit.
struct JSONKeeper: JSONHandler {
  /// What a value counts for, besides its text: roughly what it takes up.
  static let valueCost = 32

  /// How much may be kept of all documents together: the bytes of their texts, and
  /// ``valueCost`` for each value.
  let limit: Int

  private let isWanted: @Sendable (ByteString) -> Bool
  private var cost = 0
  private var root: JSONNode?

  /// The containers that have begun and not ended, the innermost last.
  private var open: [Open] = []

  private struct Open {
    var container: JSONContainer
    var key: ByteString?
    var line: Int
    var members: [(key: ByteString, value: JSONNode)] = []

    func node(isComplete: Bool) -> JSONNode {
      JSONNode(
        content: container == .object ? .object(members) : .array(members.map(\.value)),
        line: line, isComplete: isComplete)
    }
  }

  /// How many containers that are not kept have begun and not ended.
  private var skipped = 0

  /// A keeper of the members whose keys meet a condition.
  init(limit: Int, where isWanted: @escaping @Sendable (ByteString) -> Bool) {
    self.limit = limit
    self.isWanted = isWanted
  }

  /// Whether the limit has been passed, so nothing more is kept.
  var isFull: Bool { cost > limit }

  /// What was kept of the document since the last call; nil if nothing was. Values that have not
  /// ended are incomplete.
  mutating func take() -> JSONNode? {
    while let last = open.popLast() { add(last.node(isComplete: false), last.key) }
    skipped = 0
    defer { root = nil }
    return root
  }

  mutating func begin(_ container: JSONContainer, key: Span<UInt8>?, line: Int) {
    let key = ByteString(key)
    guard skipped == 0, keeps(key, text: 0) else {
      skipped += 1
      return
    }
    open.append(Open(container: container, key: key, line: line))
  }

  mutating func scalar(_ kind: JSONKind, _ text: Span<UInt8>, key: Span<UInt8>?, line: Int) {
    let key = ByteString(key)
    guard skipped == 0, keeps(key, text: text.count) else { return }
    add(JSONNode(content: .scalar(JSONScalar(kind, text)), line: line), key)
  }

  mutating func end(_: JSONContainer, line _: Int) {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    guard let last = open.popLast() else { return }
    add(last.node(isComplete: !isFull), last.key)
  }

  /// Whether a value is to be kept; counts it if so.
  private mutating func keeps(_ key: ByteString?, text length: Int) -> Bool {
    guard !isFull, key.map(isWanted) ?? true else { return false }
    cost += Self.valueCost + length + (key?.bytes.count ?? 0)
    return !isFull
  }

  private mutating func add(_ node: JSONNode, _ key: ByteString?) {
    if open.isEmpty {
      root = node
    } else {
      open[open.count - 1].members.append((key ?? "", node))
    }
  }
}

extension ByteString {
  /// A copy of a key; nil if there is none.
  fileprivate init?(_ key: Span<UInt8>?) {
    guard let key else { return nil }
    self.init(bytes: key.bytes(key.range))
  }
}
