import NmemModel

/// Lines `Name : value` that belong together: what PowerShell's `Format-List` prints for each object,
/// and `govc datastore.disk.info` for each disk; or lines `name = value,`, as ESXi's `vim-cmd` prints
/// the properties of an object. Any line of another kind ends a block, and so does a name that comes
/// again, a line that is less indented than the one before, and the `- ` of an item in YAML.
struct PropertyBlock {
  private var properties: [(property: Property, line: Int)] = []

  /// One `Name : value`, whose value may go on in the next line.
  fileprivate struct Property {
    var name: ByteString
    var role: FieldRole
    var value: ByteString
    /// The column in which the value starts: what goes on in the next line is aligned with it.
    var column: Int
    /// The column in which the name starts.
    var indent: Int
    /// Whether it is the first of an item in YAML.
    var startsItem = false
    var isWrapped = false
  }

  /// The properties above the first one that tells of a disk: of what, the next lines show.
  private var prelude: [(property: Property, line: Int)] = []

  /// The name that the block before began with, if nothing parts it from this one.
  private var previousStart: ByteString?

  /// Which sightings the blocks have made that nothing parts, of which one is being read.
  private var run: Range<Int>?
  /// Whether each of them has a line for the path and one for the UUID.
  private var isRunWhole = true

  /// Whether it cannot be told which names and UUIDs belong together: blocks that nothing parts begin
  /// with different names, so that one of them lacks something.
  var isTorn = false

  /// How many properties are kept; a hostile block may have any number.
  private static let limit = 256

  /// Whether no line before has a say in what the next one means.
  var isIdle: Bool { properties.isEmpty && prelude.isEmpty && previousStart == nil && !isTorn }

  /// The path in a block that has nothing else yet, and its line; nil otherwise.
  var lonePath: (path: ByteString, line: Int)? {
    guard properties.count == 1, properties[0].property.value.isVMDKPath else { return nil }
    return (properties[0].property.value.unadorned, properties[0].line)
  }

  /// The UUID in a block that has nothing else yet: the next line shows whether it is that of a block, or
  /// the answer to a line above.
  var loneUUID: (value: ByteString, line: Int)? {
    guard properties.count == 1, properties[0].property.role == .uuid else { return nil }
    return (properties[0].property.value, properties[0].line)
  }

  /// Whether a line would go on with the block.
  func takes(_ line: Span<UInt8>) -> Bool {
    guard !properties.isEmpty, let property = Property(line) else { return false }
    return !startsNext(property)
  }

  /// Whether there are blocks before this one that nothing parts from it.
  var isInRun: Bool { previousStart != nil }

  /// Whether there is a line for the path and one for the UUID, or no block at all.
  private var isWhole: Bool {
    properties.isEmpty
      || properties.contains { $0.property.role == .uuid }
        && properties.contains { $0.property.fieldRole == .path }
  }

  /// Whether the block that is being read ends before a property, which belongs to the next one.
  private func startsNext(_ property: Property) -> Bool {
    isParted(from: property)
      || properties.contains { $0.property.name.lowercasedASCII == property.name.lowercasedASCII }
  }

  /// Whether the next block, which a property begins, shows by its form that it is one.
  private func isParted(from property: Property) -> Bool {
    property.startsItem || properties.last.map { property.indent < $0.property.indent } ?? false
  }

  /// Reads the next line. Returns whether it belongs to a block.
  mutating func read(
    _ line: Span<UInt8>, number: Int, in file: ByteString, into findings: inout Findings
  ) -> Bool {
    guard let property = Property(line) else {
      if goOn(line) { return true }
      finish(in: file, into: &findings)
      return false
    }
    if isParted(from: property) {
      finish(in: file, into: &findings)
    } else if startsNext(property) {
      endBlock(in: file, into: &findings)
    }
    guard !properties.isEmpty || property.startsBlock else {
      if prelude.count < Self.limit { prelude.append((property, number)) }
      return false
    }
    if properties.isEmpty {
      properties = prelude
      prelude = []
      let start = properties.first?.property.name ?? property.name
      if let previousStart, start.lowercasedASCII != previousStart.lowercasedASCII {
        isTorn = true
      }
    }
    if properties.count < Self.limit { properties.append((property, number)) }
    return true
  }

  /// Ends the block, and the run of blocks that it is the last of.
  mutating func finish(in file: ByteString, into findings: inout Findings) {
    let isDoubtful = isInRun && !isTorn && !(isRunWhole && isWhole)
    let line = properties.first?.line
    endBlock(in: file, into: &findings)
    if isDoubtful, let run { findings.tear(run, Source(file: file, line: line)) }
    (prelude, previousStart, isTorn, run, isRunWhole) = ([], nil, false, nil, true)
  }

  /// Ends a block that others may follow.
  private mutating func endBlock(in file: ByteString, into findings: inout Findings) {
    guard !properties.isEmpty else { return }
    previousStart = properties[0].property.name
    let start = findings.sightings.count
    isRunWhole = isRunWhole && isWhole
    defer {
      run = (run?.lowerBound ?? start)..<findings.sightings.count
      properties = []
    }
    let wrapped = properties.first { $0.property.isWrapped && $0.property.value.isVMDKPath }
    if let wrapped {
      findings.problems.append(
        Problem(
          Source(file: file, line: wrapped.line),
          "this path goes on in the next line and may lack a blank there; export as CSV or JSON"))
    }
    if isTorn { sayApart(in: file, into: &findings) } else { say(in: file, into: &findings) }
  }

  private func say(in file: ByteString, into findings: inout Findings) {
    var record = Record()
    for (property, _) in properties { record.add(property.fieldRole, property.value) }
    let told = properties.first { $0.property.role == .uuid } ?? properties[0]
    guard !record.isEmpty else { return }
    findings.append(record.findings(Source(file: file, line: told.line)))
  }

  /// Says each thing for itself: names and UUIDs of blocks that nothing parts do not take turns.
  private func sayApart(in file: ByteString, into findings: inout Findings) {
    for (property, line) in properties {
      var record = Record()
      record.add(property.fieldRole, property.value)
      guard !record.isEmpty else { continue }
      findings.append(record.findings(Source(file: file, line: line)))
    }
  }

  /// Adds a line to the value above if it is aligned with it, as PowerShell wraps long ones.
  private mutating func goOn(_ line: Span<UInt8>) -> Bool {
    guard let last = properties.indices.last else { return false }
    let text = line.trimmed(line.range)
    guard !text.isEmpty, text.lowerBound >= 4,
      text.lowerBound == properties[last].property.column,
      properties[last].property.value.bytes.count < TextSplitter.longestLine
    else { return false }
    properties[last].property.isWrapped = true
    // The blank at which a line was broken is gone.
    let value = properties[last].property.value.bytes
    let needsBlank = value.last == UInt8(ascii: "]")
    properties[last].property.value.bytes +=
      (needsBlank ? " ".utf8.map(\.self) : []) + line.bytes(text)
    return true
  }
}

extension PropertyBlock.Property {
  /// The property that a line is; nil if it is none.
  init?(_ line: Span<UInt8>) {
    var all = line.trimmed(line.range)
    // What vmkfstools says of a path is an answer, whatever stands before it.
    if let words = line.firstRange(of: "UUID is", in: all),
      line.firstRange(of: ".vmdk", in: all.lowerBound..<words.lowerBound) != nil
    {
      return nil
    }
    if line.hasText("- ", at: all.lowerBound) {
      startsItem = true
      all = line.trimmed(all.lowerBound + 2..<max(all.lowerBound + 2, all.upperBound))
    }
    guard let first = all.first,
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(line[first].lowercasedASCII),
      let separator = line.firstIndex(in: all.prefix(64), where: { $0.isOne(of: ":=") }),
      separator + 1 == all.upperBound || line[separator + 1].isBlank
    else { return nil }
    let isAssignment = line[separator] == UInt8(ascii: "=")
    let name = line.trimmed(all.lowerBound..<separator)
    guard name.allSatisfy({ line[$0] >= 0x20 && !line[$0].isOne(of: "/.[]()#$\"'") }) else {
      return nil
    }
    // A shell has no blanks around its `=`, and `vim-cmd` none in its names.
    if isAssignment, name.upperBound == separator || name.contains(where: { line[$0].isBlank }) {
      return nil
    }
    let value = line.trimming(separator + 1..<all.upperBound) {
      $0.isBlank || isAssignment && $0 == UInt8(ascii: ",")
    }
    // An object begins, with properties of its own.
    if isAssignment, let last = value.last, line[last] == UInt8(ascii: "{") { return nil }
    self.name = ByteString(line.bytes(name))
    role = FieldRole(self.name)
    self.value = ByteString(line.bytes(value))
    indent = all.lowerBound
    column = value.isEmpty ? separator + 2 : value.lowerBound
  }

  /// The role of the value as a field.
  var fieldRole: FieldRole { role == .other && value.isVMDKPath ? .path : role }

  /// Whether a block may start with this property.
  var startsBlock: Bool {
    switch role {
    case .uuid: true
    case .path: !value.isEmpty
    default: name.lossyText.lowercased() == "name" && value.isVMDKPath
    }
  }
}
