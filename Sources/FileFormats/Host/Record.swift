import NmemModel

/// Fields under names that belong to one disk: a row of a table, a block of `Name : value` lines, an
/// object in JSON. Made once and used again, for there may be millions.
struct Record {
  /// How many different values of one kind are kept.
  private static let limit = 256

  /// What the values are parts of.
  private var text: [UInt8] = []

  private var paths: [Range<Int>] = []
  /// The UUIDs in fields for one.
  private var uuids: [DiskUUID] = []
  /// The UUIDs elsewhere, which most records do not have.
  private var asides: [Aside] = []
  /// What should be a UUID and is not one.
  private var unusable: [Range<Int>] = []
  /// What else is known of the disk.
  var facts = RecordFacts()
  private(set) var hasUUIDField = false
  /// Whether a field has the UUID of a disk by its name.
  private var hasDiskUUIDField = false
  private var hasFileField = false
  /// Whether a path that cannot be read may be in it: next to something else in a field, or after where it breaks off.
  var hidesPath = false
  /// Whether its fields are out of place, so that their names say nothing.
  var isMisplaced = false
  /// Whether it is about a virtual machine as such, so a UUID may be the machine's.
  private var isOfMachine = false
  private var isOverfull = false

  /// Whether there are fields for several disks, and nothing says which belong together.
  var isCrowded = false

  /// A UUID that no field for one has, or has alone.
  private struct Aside: Equatable {
    enum Kind {
      /// One of VMware's, under a name that does not say so: a serial number, an id.
      case likely
      /// The same in a field of a name: a virtual machine may be called so.
      case name
      /// In a field next to something else: it is not known whose it is.
      case unattributed
      /// Next to a path in a field of another kind.
      case besidePath
      /// In a second field for one.
      case again
      /// That of another maker, where it may be any thing's.
      case doubtful
    }

    var uuid: DiskUUID
    var kind: Kind

    /// Whether it may be the only UUID of a disk.
    var concernsDisk: Bool { kind != .doubtful }
  }

  /// Whether any of this concerns a disk.
  var isEmpty: Bool {
    paths.isEmpty && uuids.isEmpty && unusable.isEmpty && !asides.contains(where: \.concernsDisk)
  }

  /// Whether there is a path in it.
  var hasPath: Bool { !paths.isEmpty }

  /// Whether there is a disk's UUID in it: one of VMware's. Without a path, any other is a virtual
  /// machine's, a host's, or that of something else.
  private var hasDiskUUID: Bool {
    (hasFileField || hasDiskUUIDField) && !uuids.isEmpty || uuids.contains(where: \.isVMware)
      || asides.contains(where: \.concernsDisk)
  }

  /// Forgets everything.
  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    if !paths.isEmpty { paths.removeAll(keepingCapacity: true) }
    if !uuids.isEmpty { uuids.removeAll(keepingCapacity: true) }
    if !asides.isEmpty { asides = [] }
    if !unusable.isEmpty { unusable = [] }
    facts.removeAll()
    (hasUUIDField, hasFileField, isOverfull, hidesPath) = (false, false, false, false)
    (isOfMachine, hasDiskUUIDField) = (false, false)
  }

  mutating func add(_ role: FieldRole, _ value: Span<UInt8>) {
    let value = value.extracting(value.unadorned)
    // Most fields say nothing about disks: neither a path nor as long as a UUID.
    if role == .other, value.count < 32, !value.hasVMDK(at: value.count - 5), !value.isMachinePath {
      return
    }
    switch role {
    case .uuid, .diskUUID: hasUUIDField = true
    case .file: hasFileField = true
    case .relatedUUID: return
    default: break
    }
    guard !value.isNoValue else { return }
    if role == .diskUUID { hasDiskUUIDField = true }
    let isPath = role.isPath && value.isVMDKPathOfField
    if role == .path && !isPath || value.isMachinePath { isOfMachine = true }
    if role.isPath && !isPath || role == .parent && !value.isVMDKPath,
      value.firstRange(of: ".vmdk", in: value.range) != nil
    {
      hidesPath = true
    }
    switch role {
    case .uuid, .diskUUID: addUUID(value)
    case _ where isPath: addPath(value)
    case .other where value.isVMDKPath: addPath(value)
    case .parent where value.isVMDKPath: facts.add(parent: value)
    default: addOther(role, value)
    }
  }

  private mutating func addPath(_ value: Span<UInt8>) {
    guard !paths.contains(where: { text.span.extracting($0).isEqual(to: value) }) else { return }
    guard paths.count < Self.limit else {
      isOverfull = true
      return
    }
    paths.append(keep(value))
  }

  private mutating func addUUID(_ value: Span<UInt8>) {
    let label = UUIDLabel.value(value, value.range)
    switch label.uuid.map(UUIDText.uuid) ?? UUIDText(value, label.range) {
    case .uuid(let uuid)
    where label.end == label.range.upperBound
      && (!label.isLabelled || value.firstIndex(of: UInt8(ascii: "="), in: value.range) == nil):
      if uuids.contains(uuid) {
        add(uuid, .again)
      } else {
        uuids.append(uuid, upTo: Self.limit, &isOverfull)
      }
    case _ where value.indices.contains(where: { value[$0] >= 0x80 }):
      // A string of JSON has what was in it, and once more without typographic dashes.
      let plain = PlainCharacters.replacing(in: value.bytes(value.range))
      if plain.allSatisfy({ $0 < 0x80 }) { addUUID(plain.span) } else { addUnusable(value) }
    default: addUnusable(value)
    }
  }

  private mutating func addUnusable(_ value: Span<UInt8>) {
    // One with more after it may well be the right one: as a candidate it casts its doubt.
    let found = UUIDText.all(in: value, value.range)
    let areVMware = found.contains(where: \.uuid.isVMware)
    let isOfOther = value.firstRange(of: "uuid.", in: value.range) != nil
    if value.firstRange(of: ".vmdk", in: value.range) != nil { hidesPath = true }
    for found in found {
      add(found.uuid, found.uuid.isVMware || !areVMware && !isOfOther ? .unattributed : .doubtful)
    }
    if unusable.count < Self.limit { unusable.append(keep(value)) }
  }

  private mutating func addOther(_ role: FieldRole, _ value: Span<UInt8>) {
    if value.count >= 32 {
      if case .uuid(let uuid) = UUIDText(value, value.range) {
        // Somebody put a disk's UUID in the field for another thing's.
        if uuid.isVMware {
          return add(
            uuid, role.isOfOther || role.isPath ? .unattributed : role == .other ? .likely : .name)
        }
      } else {
        addUUIDs(within: value, role)
      }
    }
    facts.add(role, value)
  }

  /// Adds the UUIDs next to something else in a field that is not for one.
  private mutating func addUUIDs(within value: Span<UInt8>, _ role: FieldRole) {
    let isBesidePath = value.firstRange(of: ".vmdk", in: value.range) != nil
    for found in UUIDText.all(in: value, value.range)
    where (found.isOfDisk || isBesidePath) && !PathText.isInPath(value, found.range) {
      if !found.isOfDisk, role.isOfOther {
        add(found.uuid, .doubtful)
      } else {
        if isBesidePath { add(found.uuid, .besidePath) }
        add(found.uuid, .unattributed)
      }
    }
  }

  private mutating func add(_ uuid: DiskUUID, _ kind: Aside.Kind) {
    asides.append(Aside(uuid: uuid, kind: kind), upTo: Self.limit, &isOverfull)
  }

  private func asides(_ kind: Aside.Kind) -> [DiskUUID] {
    asides.lazy.filter { $0.kind == kind }.map(\.uuid)
  }

  /// The only UUID of a record without a path; nil if there are several.
  var onlyUUID: DiskUUID? { paths.isEmpty && uuids.count == 1 ? uuids[0] : nil }

  /// One of VMware's UUIDs in a record without a path: it may be that of a path next to it.
  var orphan: DiskUUID? { onlyUUID.flatMap { $0.isVMware ? $0 : nil } }

  /// Whether there is a UUID in a field for one.
  var hasUUID: Bool { !uuids.isEmpty }

  private mutating func keep(_ value: Span<UInt8>) -> Range<Int> {
    let start = text.count
    value.withUnsafeBufferPointer { text.append(contentsOf: $0) }
    return start..<text.count
  }

  /// Its path; empty if there is none, or if there are several.
  var pathText: [UInt8] { path.map { Array(text[$0]) } ?? [] }

  /// The path that is meant; nil if there is none, or if there are several. A bare file name next to a
  /// path to such a file says nothing new.
  private var path: Range<Int>? {
    if paths.count <= 1 { return paths.first }
    let span = text.span
    let full = paths.filter { path in
      !paths.contains { span.extracting(path).isFileName(of: span.extracting($0)) }
    }
    return full.count == 1 ? full[0] : nil
  }

  // What it says

  /// Says what the record holds. Mutating, so none of a million records is copied for it.
  mutating func say(line: Int, into catalog: inout Catalog) {
    guard hasPath || hasDiskUUID else {
      // What is near a path that it may belong to is not the machine's for certain.
      for uuid in uuids where isCrowded || hidesPath {
        catalog.add(doubtful: uuid, line: line)
      }
      return
    }
    let path = path
    // Without a path, one that VMware gives no disk is a machine's, or that of something else.
    let isOfDisk = (hasPath || hasFileField) && !isOfMachine
    let isSure =
      !isMisplaced
      && (hasDiskUUIDField || isOfDisk && (hasFileField || !facts.hasMachine))
    // Most records have one UUID, and nothing has to be picked.
    var told = isSure ? uuids : uuids.filter(\.isVMware)
    if !asides.isEmpty { told += asides(.likely).filter { !uuids.contains($0) } }
    let isTied =
      told.count == 1 && !isCrowded && !(path == nil && hidesPath) && (path != nil || paths.isEmpty)
    var record: Int?
    if isTied {
      record = say(path, told[0], [], line, into: &catalog)
      if path == nil { catalog.note(.noPath, line: line) }
    } else {
      for uuid in told { sayUntied(uuid, path, line, into: &catalog) }
    }
    let isExplained =
      sayAsides(path, told, isTied: isTied, line, into: &catalog) || !told.isEmpty
      || isOfDisk && !isSure && !uuids.isEmpty
    // Next to the machine's name it may be the machine's, or the disk's.
    for uuid in uuids where (hasPath || isMisplaced) && !isSure && !uuid.isVMware {
      catalog.add(doubtful: uuid, beside: text.span.extracting(path ?? 0..<0), line: line)
      if isOfDisk { noteUntied(uuid, line, into: &catalog) }
    }
    if record == nil, let path {
      var traits: Traits = hasUUIDField ? [] : .isPathOnly
      if isExplained { traits.insert(.isExplained) }
      record = say(path, nil, traits, line, into: &catalog)
    }
    if path == nil, paths.count > 1 {
      for path in paths { _ = say(path, nil, .isExplained, line, into: &catalog) }
      catalog.note(.severalPaths, line: line)
    }
    note(record, line, into: &catalog)
  }

  /// Says the UUIDs that are not in a field for one. Returns whether one may be the path's.
  private func sayAsides(
    _ path: Range<Int>?, _ told: [DiskUUID], isTied: Bool, _ line: Int, into catalog: inout Catalog
  ) -> Bool {
    var hasOwn = false
    for aside in asides {
      let uuid = aside.uuid
      switch aside.kind {
      case .likely: break
      // Another path may have it as well.
      case .again where !isTied, .besidePath where isTied && told.contains(uuid):
        catalog.add(untied: uuid, line: line)
      case .again, .besidePath: break
      case .doubtful: catalog.add(doubtful: uuid, line: line)
      case .name where !told.isEmpty: break
      case .name, .unattributed:
        hasOwn = true
        if !told.contains(uuid) { sayUntied(uuid, hidesPath ? nil : path, line, into: &catalog) }
      }
    }
    return hasOwn
  }

  private func note(_ record: Int?, _ line: Int, into catalog: inout Catalog) {
    for value in unusable {
      let value = text.span.extracting(value)
      catalog.note(
        unusable: UUIDText(value, UUIDLabel.value(value, value.range).range), line: line,
        record: record, excerpt: value)
    }
    if isOverfull { catalog.note(.tooManyValues, line: line, number: Self.limit) }
  }

  private func sayUntied(
    _ uuid: DiskUUID, _ path: Range<Int>?, _ line: Int, into catalog: inout Catalog
  ) {
    catalog.add(untied: uuid, beside: text.span.extracting(path ?? 0..<0), line: line)
    noteUntied(uuid, line, into: &catalog)
  }

  private func noteUntied(_ uuid: DiskUUID, _ line: Int, into catalog: inout Catalog) {
    catalog.note(.notTied, line: line, excerpt: Array(uuid.description.utf8).span)
  }

  private func say(
    _ path: Range<Int>?, _ uuid: DiskUUID?, _ traits: Traits, _ line: Int,
    into catalog: inout Catalog
  ) -> Int {
    facts.add(
      path: text.span.extracting(path ?? 0..<0), uuid: uuid, traits, line: line, into: &catalog)
  }
}

extension Array where Element: Equatable {
  /// Appends what is not there yet. A hostile record may have any number of values.
  fileprivate mutating func append(_ element: Element, upTo limit: Int, _ isOverfull: inout Bool) {
    guard !contains(element) else { return }
    guard count < limit else {
      isOverfull = true
      return
    }
    append(element)
  }
}
