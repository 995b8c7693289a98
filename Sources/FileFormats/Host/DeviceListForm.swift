import NmemModel

/// Reads JSON about virtual disks: what `govc device.info -json` and `vm.info -json` print, in the key
/// style of any version, what Ansible and PowerShell make of it, and nmemid's own.
///
/// A path counts where it stands under a name that means one. What a machine's name is, and a device's
/// backing, is told by the object around it; keys may come in any order.
struct DeviceListForm: JSONHandler {
  private let file: ByteString
  private var frames: [Frame] = []

  /// What the document says so far.
  private var findings = Findings()

  /// An object whose end has not come yet.
  private struct Frame {
    /// Its key in the object around it, in lower case; nil in an array.
    var key: String?
    var line: Int
    var record = Record()
    /// The value of `name`.
    var name: ByteString?
    /// What the names of its members tell about the kind of device it is.
    var kind: VMDK.Kind?
    /// Whether it has what only a virtual machine has.
    var isMachine = false
    /// What its `backing` said, which its own end completes.
    var backing: Findings?
    /// The path in its `parent`: what a snapshot is one of.
    var parent: ByteString?
    /// The number of sightings before it.
    var start: Int
  }

  init(file: ByteString) {
    self.file = file
  }

  mutating func begin(_ container: JSONContainer, key: ByteString?, line: Int) {
    if let key { sayElement(key, line) }
    guard container == .object else { return }
    let key = key.map { $0.lossyText.lowercased() }
    if key == "config" || key == "hardware", !frames.isEmpty {
      frames[frames.count - 1].isMachine = true
    }
    frames.append(Frame(key: key, line: line, start: findings.sightings.count))
  }

  mutating func scalar(_ value: JSONScalar, key: ByteString?, line: Int) {
    guard let key, var frame = frames.popLast() else {
      if case .string(let text) = value { sayElement(text, line) }
      return
    }
    defer { frames.append(frame) }
    let text: ByteString
    switch value {
    case .string(let string), .number(let string): text = string
    case .null: text = ""
    case .bool, .tooLong: return
    }
    if sayPair(key, text, line) { return }
    let role = FieldRole(key)
    switch key.lossyText.lowercased() {
    case "name": frame.name = text
    // Of all devices only these two have a VMDK, and older versions of govc print no types.
    case "capacityinmb": frame.kind = .nvdimm
    case "capacityinkb": frame.kind = .disk
    default: break
    }
    if role == .uuid || role == .path { frame.line = line }
    frame.record.add(role, text)
  }

  mutating func end(_ container: JSONContainer, line: Int) {
    guard container == .object, var frame = frames.popLast() else { return }
    if let parent = frame.parent { frame.record.add(.parent, parent) }
    let outer = frames.count - 1
    if frame.record.hasPath {
      let said = frame.record.findings(Source(file: file, line: frame.line))
      if frame.key == "backing", outer >= 0 {
        if let other = frames[outer].backing { findings.append(other) }
        frames[outer].backing = said
      } else {
        findings.append(said)
        if frame.key == "parent", outer >= 0 { frames[outer].parent = said.sightings.first?.path }
      }
    }
    if !frame.record.hasPath && frame.record.hasDiskUUID {
      // Whose it is cannot be told, but it must not be overlooked.
      var said = frame.record.findings(Source(file: file, line: frame.line))
      let known = Set(frame.backing?.sightings.map(\.uuid) ?? [])
      said.sightings.removeAll { known.contains($0.uuid) }
      if !said.sightings.isEmpty { findings.append(said) }
    }
    if let backing = frame.backing { findings.append(completed(backing, frame)) }
    if frame.isMachine, let name = frame.name {
      for index in frame.start..<findings.sightings.count
      where findings.sightings[index].machine == nil {
        findings.sightings[index].machine = name
      }
    }
  }

  /// A member whose key is a path, or a UUID. Returns whether it is one.
  private mutating func sayPair(_ key: ByteString, _ value: ByteString, _ line: Int) -> Bool {
    var record = Record()
    if key.isVMDKPath {
      record.add(.path, key)
      record.add(.uuid, value)
    } else {
      record.add(.other, key)
      guard !record.isEmpty else { return false }
      record.add(.path, value)
    }
    findings.append(record.findings(Source(file: file, line: line)))
    return true
  }

  /// An element of an array, or the name of an object: whose UUID it is cannot be told, but it must not be overlooked.
  private mutating func sayElement(_ text: ByteString, _ line: Int) {
    // No spelling of a UUID is shorter.
    guard text.bytes.count >= 32 else { return }
    var record = Record()
    record.add(.other, text)
    if !record.isEmpty { findings.append(record.findings(Source(file: file, line: line))) }
  }

  /// Ends the document, complete or not, and returns what it says.
  mutating func finish() -> Findings {
    defer { (frames, findings) = ([], Findings()) }
    // A document that breaks off leaves objects open whose members count all the same.
    while !frames.isEmpty { end(.object, line: 0) }
    return findings
  }

  /// What a device's backing said, with what the device itself says.
  private func completed(_ backing: Findings, _ device: Frame) -> Findings {
    var backing = backing
    for index in backing.sightings.indices {
      backing.sightings[index].kind = device.record.kind ?? device.kind
      backing.sightings[index].size = device.record.size
    }
    return backing
  }
}
