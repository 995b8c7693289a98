import NmemModel

/// Reads what ESXi's `vim-cmd` prints of objects: lines `name = value,`, and objects `(type) { … }` in each other.
struct VimForm: HostForm {
  let wants: Marks = .brace
  var isOpen: Bool { !brackets.isEmpty }

  private var objects = ObjectForm()
  /// The brackets that are open, the innermost last.
  private var brackets: [UInt8] = []

  /// No object of the vSphere API is within this many others.
  private static let deepest = 512

  mutating func read(_ line: Line, of text: Span<UInt8>, into catalog: inout Catalog) -> Bool {
    let all = text.trimming(line.range) { $0.isBlank || $0 == UInt8(ascii: ",") }
    guard let last = all.last else { return isOpen }
    let (key, value) = Self.member(text, all)
    if text[last].isOne(of: "{["), let type = Self.type(text, value.dropLast()) {
      begin(text[last], key, type, line.number, text, into: &catalog)
      return true
    }
    guard isOpen else { return false }
    if text[last].isOne(of: "}]"), all.count == 1 {
      endBracket(text[last], into: &catalog)
      return true
    }
    guard let key else {
      // An element of an array, or a line of something else.
      guard value.count < all.count || text[all.lowerBound].isOne(of: "(<\"'") else {
        end(.otherForm, into: &catalog)
        return false
      }
      objects.sayElement(
        text.extracting(text.trimmed(text.unquoted(value))), line.number, into: &catalog)
      return true
    }
    if Self.type(text, value) == nil {
      objects.add(
        key: text.extracting(key), text.extracting(text.trimmed(text.unquoted(value))),
        line: line.number, into: &catalog)
    }
    return true
  }

  mutating func end(_ ending: Ending, into catalog: inout Catalog) {
    guard isOpen else { return }
    brackets = []
    objects.endAll(isBroken: objects.depth > 0, into: &catalog)
    if ending == .file { catalog.note(.cutObjects, line: nil) }
  }

  private mutating func begin(
    _ bracket: UInt8, _ key: Range<Int>?, _ type: Range<Int>, _ line: Int, _ text: Span<UInt8>,
    into catalog: inout Catalog
  ) {
    guard brackets.count < Self.deepest else { return end(.otherForm, into: &catalog) }
    brackets.append(bracket)
    guard bracket == UInt8(ascii: "{") else { return }
    if let key {
      objects.begin(key: text.extracting(key), line: line, into: &catalog)
    } else {
      objects.begin(key: nil, line: line, into: &catalog)
    }
    objects.type(text.extracting(type))
  }

  private mutating func endBracket(_ bracket: UInt8, into catalog: inout Catalog) {
    let isObject = brackets.popLast() == UInt8(ascii: "{")
    if isObject { objects.end(into: &catalog) }
    if isObject != (bracket == UInt8(ascii: "}")) { end(.otherForm, into: &catalog) }
  }

  /// The name and the value of `name = value`; all of another line is a value.
  private static func member(
    _ text: Span<UInt8>, _ all: Range<Int>
  ) -> (key: Range<Int>?, value: Range<Int>) {
    guard let equals = text.firstIndex(of: UInt8(ascii: "="), in: all), equals > all.lowerBound,
      text[equals - 1].isBlank
    else { return (nil, all) }
    let key = text.trimmed(all.lowerBound..<equals)
    let isName = key.allSatisfy {
      text[$0].isASCIIDigit || (0x61...0x7A).contains(text[$0].lowercasedASCII)
        || text[$0] == UInt8(ascii: "_")
    }
    return isName ? (key, text.trimmed(equals + 1..<all.upperBound)) : (nil, all)
  }

  /// The type of `(vim.vm.device.VirtualDisk) {` or `(type) null`; nil if a text is not one.
  private static func type(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let range = text.trimmed(range)
    guard let first = range.first, text[first] == UInt8(ascii: "("),
      let close = text.firstIndex(of: UInt8(ascii: ")"), in: range)
    else { return nil }
    let rest = text.trimmed(close + 1..<range.upperBound)
    return rest.isEmpty || text.hasText("null", at: rest.lowerBound) ? first + 1..<close : nil
  }
}
