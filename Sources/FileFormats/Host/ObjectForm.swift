import NmemModel

/// Reads objects about virtual disks, one within another: JSON, as `govc device.info -json` and `vm.info -json` print
/// it in the key style of any version, what Ansible and PowerShell make of it, nmemid's own; and what
/// `vim-cmd vmsvc/device.getdevices` prints.
///
/// A path counts where it is under a name that means one. What a machine's name is, and a device's
/// backing, follows from the object around it; keys may come in any order.
struct ObjectForm {
  private var roles = KeyRoles()
  /// The objects that have begun, the outermost first; those after `depth` are kept to be used again.
  private var frames: [Frame] = []
  private(set) var depth = 0
  /// Whether nmemid has written it, whose sizes are in bytes.
  private var isOwn = false

  /// The statement of the object that ended last, if it is a UUID without a path.
  private(set) var lastOrphan: Int?

  /// Whether a path stands in the line above the document: what the document begins with may be of that one.
  var isBelowPath = false

  /// Whether there is JSON about the DIMMs of a guest.
  private(set) var hasDIMMs = false

  /// An object whose end has not come yet.
  private struct Frame {
    var kind = ObjectKind.other
    var line = 0
    var record = Record()
    /// Where the record of a backing is: that of its device.
    var recordFrame = 0
    var name: [UInt8] = []
    /// Whether it has what only a virtual machine has.
    var isMachine = false
    /// The machine's UUID.
    var machineUUID: MachineUUID?
    /// The number of statements before it.
    var start = 0
    /// The UUID of the last object in it that has no path.
    var innerUUID: DiskUUID?
    /// The path of the last object in it that has no UUID; empty if there is none.
    var innerPath: [UInt8] = []
  }

  private enum ObjectKind { case backing, parent, deviceInfo, config, other }

  /// An object begins, with its key in the object around it.
  mutating func begin(key: Span<UInt8>?, line: Int, into catalog: inout Catalog) {
    var kind = ObjectKind.other
    if let key {
      sayElement(key, line, into: &catalog)
      if key.isText("backing") { kind = .backing }
      if key.isText("parent") { kind = .parent }
      if key.isText("deviceinfo") { kind = .deviceInfo }
      if key.isText("config") { kind = .config }
      if depth > 0, key.isText("config") || key.isText("hardware") {
        frames[depth - 1].isMachine = true
      }
      if depth == 1, key.isText("nmemid") { isOwn = true }
    }
    if depth == frames.count { frames.append(Frame()) }
    frames[depth].record.removeAll()
    frames[depth].record.facts.countsBytes = isOwn
    frames[depth].record.hidesPath = depth == 0 && isBelowPath
    frames[depth].kind = kind
    frames[depth].line = line
    frames[depth].name.removeAll(keepingCapacity: true)
    (frames[depth].isMachine, frames[depth].machineUUID) = (false, nil)
    (frames[depth].start, frames[depth].innerUUID) = (catalog.count, nil)
    if !frames[depth].innerPath.isEmpty { frames[depth].innerPath = [] }
    frames[depth].recordFrame =
      kind == .backing && depth > 0 ? frames[depth - 1].recordFrame : depth
    depth += 1
  }

  /// The type of the object that began last.
  mutating func type(_ type: Span<UInt8>) {
    guard depth > 0, let kind = VMDK.Kind(ofType: type) else { return }
    frames[frames[depth - 1].recordFrame].record.facts.kind = kind
  }

  /// A member of the object that began last.
  mutating func add(
    key: Span<UInt8>, _ value: Span<UInt8>, line: Int, into catalog: inout Catalog
  ) {
    guard depth > 0 else { return }
    let known = roles[key]
    let frame = frames[depth - 1].recordFrame
    if known.isPlain {
      // Nearly all members say nothing; what is as long as a UUID is looked at, and a machine's own path.
      if value.count >= 32 || value.isMachinePath { frames[frame].record.add(.other, value) }
      return
    }
    if let plain = PlainCharacters.withoutInvisible(value) {
      return add(key: key, plain.span, line: line, into: &catalog)
    }
    if known.isPair, sayPair(key, value, line, into: &catalog) { return }
    switch known.special {
    case .name:
      frames[depth - 1].name.removeAll(keepingCapacity: true)
      value.withUnsafeBufferPointer { frames[depth - 1].name.append(contentsOf: $0) }
    // Of all devices only these two have a VMDK, and older versions of govc print no types.
    case .nvdimm: frames[frame].record.facts.kind = frames[frame].record.facts.kind ?? .nvdimm
    case .disk: frames[frame].record.facts.kind = frames[frame].record.facts.kind ?? .disk
    case .dev: if value.hasText("nmem", at: 0) { hasDIMMs = true }
    case .none: break
    }
    if known.role.isUUID || known.role.isPath { frames[frame].line = line }
    frames[frame].record.add(known.role, value)
  }

  /// The object that began last ends.
  mutating func end(into catalog: inout Catalog) {
    guard depth > 0 else { return }
    depth -= 1
    let kind = frames[depth].kind
    if kind != .backing || frames[depth].recordFrame == depth {
      sayWithInner(into: &catalog)
      frames[depth].record.say(line: frames[depth].line, into: &catalog)
      lastOrphan = frames[depth].record.orphan == nil ? nil : catalog.count - 1
    }
    if depth > 0 { tellOuter(kind) }
    if frames[depth].isMachine, case let name = frames[depth].name, !name.isEmpty {
      catalog.name(machine: name.span, from: frames[depth].start)
    }
    if let uuid = frames[depth].machineUUID {
      catalog.name(machineUUID: uuid, from: frames[depth].start)
    }
    if depth == 0 { isOwn = false }
  }

  /// An object with a UUID, and one with a path, of which one is in the other: they may be of one disk.
  private func sayWithInner(into catalog: inout Catalog) {
    if let uuid = frames[depth].innerUUID, frames[depth].record.hasPath {
      sayTogether(uuid, frames[depth].record.pathText, into: &catalog)
    }
    if !frames[depth].innerPath.isEmpty, let uuid = frames[depth].record.orphan {
      sayTogether(uuid, frames[depth].innerPath, into: &catalog)
    }
  }

  private func sayTogether(_ uuid: DiskUUID, _ path: [UInt8], into catalog: inout Catalog) {
    guard !path.isEmpty else { return }
    catalog.add(untied: uuid, beside: path.span, line: frames[depth].line)
  }

  /// What the object that has just ended says about the one around it: the name of a device, the UUID of a machine,
  /// what it is a snapshot of.
  private mutating func tellOuter(_ kind: ObjectKind) {
    let outer = frames[depth - 1].recordFrame
    switch kind {
    case .deviceInfo:
      let label = frames[depth].record.facts.deviceText
      if !label.isEmpty { frames[outer].record.facts.add(device: label) }
    case .config:
      if let uuid = frames[depth].record.onlyUUID {
        frames[depth - 1].machineUUID = MachineUUID(uuid)
      }
    case .parent where frames[depth].record.hasPath:
      let path = frames[depth].record.pathText
      if !path.isEmpty { frames[outer].record.facts.add(parent: path.span) }
    case .backing: return
    case .parent, .other: break
    }
    if let orphan = frames[depth].record.orphan { frames[depth - 1].innerUUID = orphan }
    if kind != .parent, frames[depth].record.hasPath, !frames[depth].record.hasUUID {
      frames[depth - 1].innerPath = frames[depth].record.pathText
    }
  }

  /// Ends all objects: a document that breaks off leaves some open whose members count all the same.
  mutating func endAll(isBroken: Bool, into catalog: inout Catalog) {
    if isBroken { unsettleOrphan(true, in: &catalog) }
    for index in 0..<depth { frames[index].record.hidesPath = true }
    while depth > 0 { end(into: &catalog) }
  }

  /// What follows the object that ended last may have a path, and that be the one of its UUID.
  mutating func unsettleOrphan(_ hasPath: Bool, in catalog: inout Catalog) {
    if hasPath, let lastOrphan { catalog.unsettle(lastOrphan) }
    lastOrphan = nil
  }

  /// A member whose key is a path, or a UUID. Returns whether it is one.
  private func sayPair(
    _ key: Span<UInt8>, _ value: Span<UInt8>, _ line: Int, into catalog: inout Catalog
  ) -> Bool {
    var record = Record()
    if key.isVMDKPath {
      record.add(.file, key)
      record.add(.uuid, value)
    } else {
      record.add(.other, key)
      guard !record.isEmpty else { return false }
      record.add(.file, value)
    }
    record.say(line: line, into: &catalog)
    return true
  }

  /// An element of an array, or the name of an object: it is not known whose UUID it is, but it must not be
  /// overlooked.
  func sayElement(_ text: Span<UInt8>, _ line: Int, into catalog: inout Catalog) {
    // No spelling of a UUID is shorter.
    guard text.count >= 32 else { return }
    var record = Record()
    record.add(.other, text)
    if !record.isEmpty { record.say(line: line, into: &catalog) }
  }
}
