import NmemModel

/// Fields under names that belong to one disk: a row of a table, a block of `Name : value` lines, an
/// object in JSON.
struct Record {
  private var uuids: [ByteString] = []
  /// What looks like a VMware disk's UUID under a name that does not say so: a serial number, an id.
  private var likelyUUIDs: [ByteString] = []
  /// What stands in a field beside something else: whose UUID it is cannot be told.
  private var strayUUIDs: [DiskUUID] = []
  private var hasUUIDField = false
  private var paths: [ByteString] = []
  private var parent: ByteString?

  /// The name of the virtual machine; nil if no field tells.
  private(set) var machine: ByteString?

  /// What the disk is to the machine; nil if no field tells.
  private(set) var kind: VMDK.Kind?

  /// The capacity in bytes; nil if no field tells, or if fields disagree.
  var size: UInt64? { sizes.count == 1 ? sizes.first : nil }

  private var sizes: Set<UInt64> = []
  private var datastore: ByteString?
  private var folder: ByteString?
  private var hasPathField = false

  /// So many different values of one kind are kept.
  private static let limit = 256

  /// Whether any of this concerns a disk.
  var isEmpty: Bool {
    uuids.isEmpty && likelyUUIDs.isEmpty && strayUUIDs.isEmpty && paths.isEmpty
  }

  /// Whether a UUID stands in it that is a disk's: one of VMware's, or beside what should be a path.
  var hasDiskUUID: Bool {
    !strayUUIDs.isEmpty || hasPathField && !uuids.isEmpty
      || (uuids + likelyUUIDs).contains(where: Self.isVMwareDiskUUID)
  }

  /// Whether a path stands in it.
  var hasPath: Bool { !paths.isEmpty }

  /// Adds a field.
  mutating func add(_ role: FieldRole, _ value: ByteString) {
    let value = value.unadorned
    switch role {
    case .uuid: hasUUIDField = true
    case .path: hasPathField = true
    default: break
    }
    guard !value.isNoValue else { return }
    if !role.isOfOtherUUID { addStrays(in: value, role) }
    switch role {
    case .uuid: add(value, to: \.uuids)
    case .path where value.isVMDKPathOfField: add(value, to: \.paths)
    case .parent where value.isVMDKPath: parent = parent ?? value
    case .datastore where !Self.isVMwareDiskUUID(value): datastore = value
    case .folder where !Self.isVMwareDiskUUID(value): folder = value
    case .kind where !Self.isVMwareDiskUUID(value): kind = Self.kind(ofType: value) ?? kind
    case .size(let unit) where !Self.isVMwareDiskUUID(value):
      // 0 is the vSphere API's word for what it cannot see.
      if let size = Self.size(value, unit), size != 0 { sizes.insert(size) }
    case .relatedUUID: break
    case .path, .parent, .machine, .other, .otherUUID, .datastore, .folder, .kind, .size:
      if Self.isVMwareDiskUUID(value) {
        add(value, to: \.likelyUUIDs)
      } else if role == .machine {
        machine = value
      } else if role == .parent, value.bytes.first != UInt8(ascii: "(") {
        // PowerCLI's disks have their machine as their parent; `vim-cmd` prints `(type) null`.
        machine = machine ?? value
      }
    }
  }

  /// Keeps what has more than a UUID in it. Where a UUID should be, the first may well be meant: see
  /// ``findings(_:)``.
  private mutating func addStrays(in value: ByteString, _ role: FieldRole) {
    guard value.bytes.count > 32 else { return }
    if case .uuid = Self.reading(value) { return }
    let span = value.bytes.span
    let leading = role == .uuid ? UUIDText.leading(span, span.range) : nil
    for uuid in UUIDText.vmwareUUIDs(in: span)
    where uuid != leading && !strayUUIDs.contains(uuid) && strayUUIDs.count < Self.limit {
      strayUUIDs.append(uuid)
    }
  }

  /// A hostile record may have any number of values.
  private mutating func add(_ value: ByteString, to values: WritableKeyPath<Self, [ByteString]>) {
    guard self[keyPath: values].count < Self.limit, !self[keyPath: values].contains(value) else {
      return
    }
    self[keyPath: values].append(value)
  }

  /// What the record says. Two different UUIDs are both said, for only one can be right.
  func findings(_ source: Source) -> Findings {
    var findings = Findings()
    // Of two UUIDs one of which was not understood, the other may be another disk's.
    let isTied = uuids.count < 2 || uuids.allSatisfy(Self.isUsable)
    let path = self.path
    if path == nil && paths.count > 1 {
      let names = paths.map(\.lossyText).joined(separator: ", ")
      findings.problems.append(
        Problem(source, "several paths stand together, and which is meant is not clear: \(names)"))
    }
    func add(_ uuid: DiskUUID?) {
      findings.sightings.append(
        Sighting(
          path: isTied || uuid == nil ? path : nil, folder: place, isFolderSure: true, uuid: uuid,
          isPathOnly: !hasUUIDField,
          size: size, parent: parent, kind: kind, machine: machine, source: source))
    }
    for text in uuids + likelyUUIDs.filter({ !uuids.contains($0) }) {
      let span = text.bytes.span
      let reading = Self.reading(text)
      if case .uuid(let uuid) = reading {
        add(uuid)
      } else {
        // A UUID with more behind it may well be the right one: as a candidate it casts its doubt.
        if let uuid = UUIDText.leading(span, span.range) { add(uuid) }
        findings.problems.append(
          reading.problem(source, path: path, excerpt: span.excerpt(span.range)))
      }
    }
    for uuid in strayUUIDs { findings.addStray(uuid, source) }
    if max(uuids.count, likelyUUIDs.count, strayUUIDs.count, paths.count) >= Self.limit {
      findings.isCutOff = true
      findings.problems.append(
        Problem(source, "only the first \(Self.limit) values of a kind were read here; split them"))
    }
    if !findings.sightings.contains(where: { $0.path != nil }) && path != nil { add(nil) }
    findings.isPathList = path != nil && !hasUUIDField
    if path == nil && paths.isEmpty && findings.sightings.count > strayUUIDs.count {
      findings.problems.append(
        Problem(source, "no path stands with this UUID: export the paths of the VMDKs, too"))
    }
    return findings
  }

  /// The path that is meant; nil if there is none, or if there are several. A bare file name beside a
  /// path to such a file says nothing new.
  private var path: ByteString? {
    let full = paths.filter { path in
      !paths.contains { $0 != path && path.bytes == Array($0.fileName) }
    }
    return full.count == 1 ? full[0] : nil
  }

  /// Where the path is relative to, if fields tell.
  private var place: ByteString? {
    if let folder, folder.namesDatastore || folder.bytes.first == UInt8(ascii: "/") {
      return folder
    }
    // A name, and not an object's id in the vSphere API.
    guard let datastore, !datastore.bytes.contains(UInt8(ascii: "]")) else { return folder }
    return "[" + datastore + "] " + (folder ?? "")
  }

  /// What a value says that should be a UUID; vmkfstools' words may stand before it.
  private static func reading(_ text: ByteString) -> UUIDText {
    let span = text.bytes.span
    let words: StaticString = "UUID is "
    return UUIDText(
      span, (span.hasText(words, at: 0) ? words.utf8CodeUnitCount : 0)..<span.count)
  }

  private static func isUsable(_ text: ByteString) -> Bool {
    if case .uuid = reading(text) { true } else { false }
  }

  /// Whether a text is a UUID that begins as VMware's disks do: `6000c29`.
  private static func isVMwareDiskUUID(_ text: ByteString) -> Bool {
    guard case .uuid(let uuid) = reading(text) else { return false }
    return uuid.isVMware
  }

  private static func kind(ofType type: ByteString) -> VMDK.Kind? {
    switch type.lossyText {
    case "VirtualNVDIMM", "nvdimm": .nvdimm
    case "VirtualDisk", "disk": .disk
    default: nil
    }
  }

  /// A number of units as bytes: `16`, `0.5`; nil if it is no number, or no whole number of bytes.
  private static func size(_ text: ByteString, _ unit: UInt64) -> UInt64? {
    let parts = text.bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }),
      let whole = UInt64(String(decoding: parts[0], as: UTF8.self)),
      case (let bytes, false) = whole.multipliedReportingOverflow(by: unit)
    else { return nil }
    guard parts.count == 2 else { return bytes }
    // Exports round long fractions: a size that is not exact would disagree for no reason.
    let digits = parts[1].prefix(9)
    guard digits.count == parts[1].count,
      let fraction = UInt64(String(decoding: digits, as: UTF8.self))
    else { return nil }
    let scale = digits.reduce(1 as UInt64) { scale, _ in scale * 10 }
    guard fraction * unit % scale == 0 else { return nil }
    let (sum, overflow) = bytes.addingReportingOverflow(fraction * unit / scale)
    return overflow ? nil : sum
  }
}
