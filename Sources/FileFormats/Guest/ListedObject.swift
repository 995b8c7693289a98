import NmemModel

/// An object of a saved list, whose members are asked for by name and type. What has another type
/// than it should is a problem, and is not used.
struct ListedObject {
  /// What went wrong so far.
  private(set) var problems: [Problem] = []

  private let file: ByteString
  private let node: JSONNode
  private let members: [(key: JSONKey, value: JSONNode)]

  /// What the object is, for messages: "nmem0".
  var name = "a value without a name"

  /// The object; nil if the node is not one, or not whole.
  init?(_ node: JSONNode, in file: ByteString) {
    guard let members = node.members, node.isComplete else { return nil }
    self.file = file
    self.node = node
    self.members = members.compactMap { key, value in JSONKey(read: key).map { ($0, value) } }
  }

  /// Where the object starts.
  var source: Source { Source(file: file, line: node.line) }

  /// The value of a member; nil if there is none, if it is null, or if there are several.
  mutating func value(_ key: JSONKey) -> JSONNode? {
    var found: JSONNode?
    for member in members where member.key == key {
      guard found == nil else {
        complain(member.value, "\(key.rawValue) of \(name) is given twice and was not used")
        return nil
      }
      found = member.value
    }
    if let found, case .scalar(.null) = found.content { return nil }
    return found
  }

  /// A text that is not empty.
  mutating func text(_ key: JSONKey) -> String? {
    bytes(key)?.lossyText
  }

  /// A text that is not empty and need not be UTF-8.
  mutating func bytes(_ key: JSONKey) -> ByteString? {
    guard let value = value(key) else { return nil }
    guard case .scalar(.string(let text)) = value.content, !text.isEmpty else {
      expect("a text", key, value)
      return nil
    }
    return text
  }

  /// A text that is one of a few words.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ key: JSONKey, _: Word.Type
  ) -> Word? {
    guard let value = value(key) else { return nil }
    guard case .scalar(.string(let text)) = value.content, let word = Word(rawValue: text.lossyText)
    else {
      expect(Word.allCases.map(\.rawValue).joined(separator: " or "), key, value)
      return nil
    }
    return word
  }

  /// A number, or a hexadecimal one in a string: `ndctl list -u` writes `"0x66"` and `"0"`, nmemid
  /// what is too large for JavaScript.
  mutating func number<Number: FixedWidthInteger & UnsignedInteger>(
    _ key: JSONKey, _: Number.Type
  ) -> Number? {
    guard let value = value(key) else { return nil }
    guard let number = Number(listed: value) else {
      expect("a number from 0 to \(Number.max)", key, value)
      return nil
    }
    return number
  }

  /// A number of bytes; nil for a rounded one, as `ndctl list -u` writes it: `"16.00 GiB (17.18 GB)"`,
  /// and for -1, which ndctl writes for one that it could not find out.
  mutating func size(_ key: JSONKey) -> UInt64? {
    switch value(key)?.content {
    case nil, .scalar(.number("-1")): nil
    case .scalar(.string(let text)) where text.hasSuffix(ignoringCase: "B)"): nil
    default: number(key, UInt64.self)
    }
  }

  /// About how many bytes a rounded size is, as `ndctl list -u` writes it; nil if it is not one.
  mutating func roundedSize(_ key: JSONKey) -> Double? {
    guard case .scalar(.string(let text))? = value(key)?.content else { return nil }
    let words = text.lossyText.split(separator: " ")
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB"]
    guard words.count > 1, let number = Double(words[0]),
      let power = units.firstIndex(of: String(words[1]))
    else { return nil }
    return (0...power).reduce(number) { size, _ in size * 1024 }
  }

  /// The elements of an array; nil if there is none.
  mutating func array(_ key: JSONKey) -> [JSONNode]? {
    guard let value = value(key) else { return nil }
    guard let elements = value.elements else {
      expect("a list", key, value)
      return nil
    }
    return elements
  }

  /// The elements of an array of numbers.
  mutating func numbers(_ key: JSONKey) -> [UInt64]? {
    guard let elements = array(key) else { return nil }
    return elements.compactMap { element in
      guard let number = UInt64(listed: element) else {
        expect("a number", key, element)
        return nil
      }
      return number
    }
  }

  /// The elements of an array of texts.
  mutating func texts(_ key: JSONKey) -> [ByteString]? {
    guard let elements = array(key) else { return nil }
    return elements.compactMap { element in
      guard case .scalar(.string(let text)) = element.content else {
        expect("a text", key, element)
        return nil
      }
      return text
    }
  }

  /// What the object of a member says; nil if there is none. Its messages name it after this one,
  /// unless `read` gives it a name.
  mutating func object<Value>(_ key: JSONKey, _ read: (inout ListedObject) -> Value?) -> Value? {
    guard let value = value(key) else { return nil }
    return self.read(value, key, read)
  }

  /// What the objects of an array say, without those of which nothing can be used; nil if there is no
  /// array.
  mutating func objects<Value>(
    _ key: JSONKey, _ read: (inout ListedObject) -> Value?
  ) -> [Value]? {
    guard let elements = array(key) else { return nil }
    return elements.compactMap { self.read($0, key, read) }
  }

  private mutating func read<Value>(
    _ node: JSONNode, _ key: JSONKey, _ read: (inout ListedObject) -> Value?
  ) -> Value? {
    guard var object = ListedObject(node, in: file) else {
      if node.isComplete { expect("an object", key, node) }
      return nil
    }
    object.name = name
    defer { problems += object.problems }
    return read(&object)
  }

  /// Whether a member is true; false if it is anything else.
  mutating func isTrue(_ key: JSONKey) -> Bool {
    bool(key) ?? false
  }

  /// Whether a member is true or false; nil if it is neither.
  mutating func bool(_ key: JSONKey) -> Bool? {
    guard case .scalar(.bool(let isTrue))? = value(key)?.content else { return nil }
    return isTrue
  }

  /// Notes that a member is not what it should be.
  mutating func expect(_ expected: String, _ key: JSONKey, _ value: JSONNode) {
    complain(
      value,
      "\(key.rawValue) of \(name) was not used: expected \(expected), found \(value.excerpt)")
  }

  /// Whether there is a member, be it null.
  func has(_ key: JSONKey) -> Bool {
    members.contains { $0.key == key }
  }

  /// Notes that something is wrong with the object.
  mutating func complain(_ message: String) {
    complain(node, message)
  }

  private mutating func complain(_ value: JSONNode, _ message: String) {
    problems.append(Problem(Source(file: file, line: value.line), message))
  }
}

extension JSONNode {
  /// A part of the value to quote in a message.
  fileprivate var excerpt: String {
    switch content {
    case .scalar(.string(let text)): text.bytes.span.excerpt(text.bytes.indices)
    case .scalar(.number(let text)): String(decoding: text.bytes.prefix(80), as: UTF8.self)
    case .scalar(.bool(let value)): "\(value)"
    case .scalar(.null): "null"
    case .scalar(.tooLong): "a text of more than \(JSONScanner.longestText) bytes"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension FixedWidthInteger where Self: UnsignedInteger {
  /// The number that a value of a list is; nil if it is not one, or too large for the type.
  fileprivate init?(listed value: JSONNode) {
    switch value.content {
    case .scalar(.number(let text)):
      guard text.bytes.allSatisfy(\.isASCIIDigit) else { return nil }
      self.init(text.lossyText)
    case .scalar(.string("0")):
      self = 0
    case .scalar(.string(let text)):
      let digits = text.bytes.dropFirst(2)
      guard text.hasPrefix(ignoringCase: "0x"), digits.allSatisfy({ hexValue($0) != nil }) else {
        return nil
      }
      self.init(String(decoding: digits, as: UTF8.self), radix: 16)
    default:
      return nil
    }
  }
}
