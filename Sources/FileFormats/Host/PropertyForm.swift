import NmemModel

/// Reads lines `Name : value` that belong together: what PowerShell's `Format-List` prints for each object,
/// and `govc datastore.disk.info` for each disk; YAML; pieces of JSON. A line of another kind ends a block, and so
/// does a name that comes again, a line that is less indented than the one before, and the `- ` of an item.
///
/// Two lines, one with a path and one with a UUID, are a block only if something separates them from others on both
/// sides; else they are names and answers like any others, and are given back.
struct PropertyForm: HostForm {
  let wants: Marks = [.colon, .equals]
  var isOpen: Bool { !properties.isEmpty || isInRun }
  var isSure: Bool { properties.count > 2 || isInRun }

  private var properties: [Property] = []
  /// The lines of the block, one after another, with what goes on in the next line.
  private var text: [UInt8] = []
  private var roles = KeyRoles()
  private var record = Record()
  private var returned: [(text: [UInt8], number: Int)] = []

  /// Whether something separates the block that is being read from what is above it.
  private var isParted = false
  /// Blocks that nothing separates, of which one is being read: with which name they begin, and where in the catalog.
  private var runStart: (name: [UInt8], record: Int, line: Int)?
  private var isInRun: Bool { runStart != nil }
  private var isRunSound = true
  /// Whether a path is left over from the block above, so a UUID that comes on its own now may belong to it.
  private var isOutOfStep = false
  /// Whether the block above is a path and nothing else: an empty line may have parted it from its UUID.
  private var isNameLeft = false
  /// Whether the block above has the path of something else than a VMDK, so a UUID on its own is that thing's.
  private var isBelowOther = false
  /// Whether the line above the block has a path.
  private var isBelowPath = false

  /// One `Name : value`, whose value may go on in the next line. Ranges are offsets into `text`.
  fileprivate struct Property {
    var line: Int
    /// The whole line, for the case that it is given back, and those that it goes on in.
    var text: Range<Int>
    var more: [Range<Int>] = []
    var name: Range<Int>
    var value: Range<Int>
    var role = FieldRole.other
    /// The column in which the name starts, and that of the value: what goes on in the next line is aligned with it.
    var indent: Int
    var column: Int
    /// Whether it is the first of an item in YAML.
    var startsItem = false
    var isWrapped = false
    var isPath = false
    /// Whether a path is somewhere in a value that says something else.
    var hidesPath = false

    var isUUID: Bool { role.isUUID }
  }

  /// How many properties are kept; a hostile block may have any number.
  private static let limit = 256

  mutating func read(_ line: Line, of text: Span<UInt8>, into catalog: inout Catalog) -> Bool {
    guard var property = Property(line, text) else {
      if goOn(line, text) { return true }
      if isOpen {
        endBlock(isParted: line.range.isEmpty, into: &catalog)
        endRun(into: &catalog)
        isParted = false
      }
      if line.range.isEmpty { isOutOfStep = false }
      isBelowOther = false
      return false
    }
    let name = text.extracting(property.name)
    if let last = properties.last {
      let isNew = property.startsItem || property.indent < last.indent
      if isNew || hasProperty(named: name) {
        endBlock(isParted: isNew, isAbove: property.indent < last.indent, into: &catalog)
        if isNew { endRun(into: &catalog) }
        isParted = isNew
      }
    }
    if properties.isEmpty {
      isParted = isParted || line.isParted || property.startsItem
      if isParted { isOutOfStep = false }
      isBelowPath = line.isBelowPath && !line.isParted && !property.startsItem
    }
    guard properties.count < Self.limit else { return true }
    let value = text.extracting(text.unquoted(property.value))
    property.role = roles[name].role
    property.isPath =
      property.role.isPath || property.role == .other ? value.isVMDKPath : false
    property.hidesPath = property.role == .other && !property.isPath && line.pathCount > 0
    property.move(by: self.text.count)
    text.withUnsafeBufferPointer { self.text.append(contentsOf: $0) }
    properties.append(property)
    return true
  }

  private func hasProperty(named name: Span<UInt8>) -> Bool {
    properties.contains { text.span.extracting($0.name).isSameName(as: name) }
  }

  mutating func end(_ ending: Ending, into catalog: inout Catalog) {
    endBlock(isParted: ending != .otherForm, into: &catalog)
    endRun(into: &catalog)
    isParted = false
  }

  mutating func takeBack() -> [(text: [UInt8], number: Int)] {
    defer { returned = [] }
    return returned
  }

  // Blocks

  /// Ends the block; `isAbove` says whether a block follows at once that is less indented, of which a UUID may be.
  private mutating func endBlock(
    isParted isEndParted: Bool, isAbove: Bool = false, into catalog: inout Catalog
  ) {
    guard !properties.isEmpty else { return }
    defer {
      properties.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
    }
    let (paths, uuids) = (properties.count(where: \.isPath), properties.count(where: \.isUUID))
    // The path of something else than a VMDK makes the UUID next to it that thing's.
    let isOther = properties.contains { $0.role.isPath && !$0.isPath && !$0.value.isEmpty }
    let isSingle = paths + uuids < 2 && properties.count < 3 && !(isOther && uuids > 0)
    let isPair = properties.count == 2 && paths == 1 && uuids == 1
    let isUUIDFirst = isPair && properties[0].isUUID && !(isParted && isEndParted)
    let isBelowName =
      isNameLeft || isOutOfStep || isBelowOther
      || !isSingle && (isBelowPath || properties.contains(where: \.hidesPath))
    let mayBelongAbove = isBelowName && uuids > 0 && paths == 0
    isBelowOther = isOther
    isNameLeft = isSingle && paths > uuids
    isOutOfStep = isUUIDFirst || mayBelongAbove || paths > uuids && !isEndParted
    if isSingle || isPair && !(isParted && isEndParted) {
      // The end of a run that lacks what its other blocks have shows that they may be out of turn.
      if let run = runStart, let name = properties.first.map({ Array(text[$0.name]) }),
        run.name.span.isSameName(as: name.span)
      {
        isRunSound = false
      }
      let isBelowBroken = (!isRunSound || isAbove) && uuids > 0 && paths == 0
      endRun(into: &catalog)
      if isUUIDFirst || mayBelongAbove || isBelowBroken { return sayApart(into: &catalog) }
      // It may be a name or an answer like any other.
      for property in properties {
        for (offset, line) in ([property.text] + property.more).enumerated() {
          returned.append((Array(text[line]), property.line + offset))
        }
      }
      return
    }
    if mayBelongAbove { return sayApart(into: &catalog) }
    noteWrapped(into: &catalog)
    let start = catalog.count
    let told = properties.first(where: \.isUUID) ?? properties[0]
    record.removeAll()
    let lines = text
    record.hidesPath = isBelowPath && paths == 0
    for property in properties { record.add(property.role, lines.span.extracting(property.value)) }
    let isBlank = uuids == 1 && properties.contains { $0.isUUID && $0.value.isEmpty }
    let isWhole = paths == 1 && uuids == 1
    record.say(line: told.line, into: &catalog)
    if isBlank, paths > 0, catalog.count > start {
      catalog.note(.blankUUID, line: told.line, record: start)
    }
    joinRun(start, isWhole: isWhole, hasDisk: paths + uuids > 0, isEndParted, into: &catalog)
  }

  /// Says each thing separately: an answer to what is above, or a block of its own.
  private mutating func sayApart(into catalog: inout Catalog) {
    record.removeAll()
    let lines = text
    for property in properties { record.add(property.role, lines.span.extracting(property.value)) }
    record.isCrowded = true
    record.say(line: properties[0].line, into: &catalog)
    record.isCrowded = false
  }

  /// Takes a block for the next of a run that nothing separates.
  private mutating func joinRun(
    _ start: Int, isWhole: Bool, hasDisk: Bool, _ isEndParted: Bool, into catalog: inout Catalog
  ) {
    let name = Array(text[properties[0].name])
    if let run = runStart {
      if !run.name.span.isSameName(as: name.span) || hasDisk && !isWhole { isRunSound = false }
    } else if !(isParted && isEndParted) {
      runStart = (name, start, properties[0].line)
      isRunSound = !hasDisk || isWhole
    }
  }

  /// Ends blocks that nothing separates. If one of them lacks something, each may have got its neighbour's.
  private mutating func endRun(into catalog: inout Catalog) {
    guard let run = runStart else { return }
    if !isRunSound, catalog.count > run.record {
      let before = catalog.count
      catalog.untie(from: run.record, tiedBy: .record)
      if catalog.count > before { catalog.note(.outOfTurn, line: run.line, number: run.line) }
    }
    runStart = nil
    isRunSound = true
  }

  private func noteWrapped(into catalog: inout Catalog) {
    for property in properties where property.isWrapped && property.isPath {
      catalog.note(.wrapped, line: property.line)
    }
  }

  /// Adds a line to the value above if it is aligned with it, as PowerShell wraps long ones.
  private mutating func goOn(_ line: Line, _ text: Span<UInt8>) -> Bool {
    guard let last = properties.indices.last, !line.range.isEmpty, line.range.lowerBound >= 4,
      line.range.lowerBound == properties[last].column,
      properties[last].value.count < Line.longest
    else { return false }
    // In a copy of a line without its decoration no column is where it was.
    let isAnswer =
      Property.isAnswer(text, line.range) || !UUIDText.all(in: text, line.range).isEmpty
    guard properties[last].value.isEmpty || !isAnswer else { return false }
    var value = Array(self.text[properties[last].value])
    // The blank at which a line was broken is gone.
    if value.last == UInt8(ascii: "]") { value.append(0x20) }
    let own = self.text.count
    self.text += text.bytes(line.range)
    properties[last].more.append(own..<self.text.count)
    value += self.text[own...]
    let start = self.text.count
    self.text += value
    properties[last].value = start..<self.text.count
    properties[last].isWrapped = true
    let role = properties[last].role
    properties[last].isPath = (role.isPath || role == .other) && value.span.isVMDKPath
    return true
  }
}

extension PropertyForm.Property {
  /// The property that a line is; nil if it is not one.
  fileprivate init?(_ line: Line, _ text: Span<UInt8>) {
    let all = line.range
    startsItem = line.isItem
    guard let first = all.first, let separator = Self.separator(text, all, first) else {
      return nil
    }
    let isQuoted = text[first] == UInt8(ascii: "\"")
    let isAssignment = text[separator] == UInt8(ascii: "=")
    let name = text.unquoted(text.trimmed(all.lowerBound..<separator))
    // The end of another line may have been joined to it.
    guard !name.isEmpty, name.count < 32 || UUIDText.all(in: text, name).isEmpty else { return nil }
    // A shell has no blanks around its `=`, and `vim-cmd` none in its names.
    if isAssignment, !text[separator - 1].isBlank || name.contains(where: { text[$0].isBlank }) {
      return nil
    }
    var value = text.trimming(separator + 1..<all.upperBound) {
      $0.isBlank || (isAssignment || isQuoted) && $0 == UInt8(ascii: ",")
    }
    // A piece of JSON may end the object, too.
    while isQuoted, value.count > 1, let last = value.last, text[last].isOne(of: "}], ") {
      value = value.dropLast()
    }
    // An object begins, with properties of its own.
    if let last = value.last, text[last].isOne(of: "{[") { return nil }
    self.name = name
    self.value = value
    self.line = line.number
    self.text = all
    indent = all.lowerBound
    column = value.isEmpty ? separator + 2 : value.lowerBound
  }

  /// Moves it after other text.
  fileprivate mutating func move(by offset: Int) {
    func moved(_ range: Range<Int>) -> Range<Int> {
      range.lowerBound + offset..<range.upperBound + offset
    }
    (text, name, value) = (moved(text), moved(name), moved(value))
  }

  /// Where the sign after the name is; nil if a line is no property. Every line of a long list is asked.
  @inline(__always)
  private static func separator(_ text: Span<UInt8>, _ all: Range<Int>, _ first: Int) -> Int? {
    let isQuoted = text[first] == UInt8(ascii: "\"")
    guard isQuoted || (0x61...0x7A).contains(text[first].lowercasedASCII) else { return nil }
    var index = first + 1
    while index < all.upperBound, index - first < 64 {
      switch text[index] {
      case UInt8(ascii: ":"), UInt8(ascii: "="):
        let isEnd = index + 1 == all.upperBound || text[index + 1].isBlank
        return isEnd && !isAnswer(text, first..<all.upperBound) ? index : nil
      case UInt8(ascii: "\"") where isQuoted: break
      case 0..<0x20, UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "#"), UInt8(ascii: "$"),
        UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">"), UInt8(ascii: "<"):
        return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// What vmkfstools says is an answer, whatever comes before it.
  fileprivate static func isAnswer(_ text: Span<UInt8>, _ all: Range<Int>) -> Bool {
    text.firstRange(of: "uuid is", in: all) != nil
  }
}

extension Span<UInt8> {
  /// Whether two names are the same, upper and lower case being so, and numbers: `Disk 1`, `Disk 2`.
  fileprivate func isSameName(as other: Span<UInt8>) -> Bool {
    count == other.count
      && indices.allSatisfy {
        self[$0].lowercasedASCII == other[$0].lowercasedASCII
          || self[$0].isASCIIDigit && other[$0].isASCIIDigit
      }
  }
}
