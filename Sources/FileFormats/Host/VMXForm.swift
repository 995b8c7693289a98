import NmemModel

/// Reads the lines of virtual machines' configuration files (VMX), which say what is attached to a
/// machine as what: `nvdimm0:0.fileName = "db.vmdk"`. They have no UUID of any disk; `uuid.bios` and
/// similar keys are the machine's own.
struct VMXForm: HostForm {
  let wants: Marks = .equals
  var isOpen: Bool { machine != nil || hasBeginning || !devices.isEmpty }

  private var machine: [UInt8]?
  private var machineUUID: MachineUUID?
  /// Whether the beginning of the file was seen, so what follows is of one machine.
  private var hasBeginning = false
  /// Whether others were read before: then a piece of one need not be of the machine that is named in it.
  private var isLater = false
  private var devices: [String: Device] = [:]

  /// A device that is attached to the machine, `nvdimm0:0`.
  fileprivate struct Device {
    var path: [UInt8]?
    var line = 0
    var isPresent = true
  }

  /// A machine has fewer devices by far.
  private static let limit = 4096

  mutating func read(_ line: Line, of text: Span<UInt8>, into catalog: inout Catalog) -> Bool {
    let all = line.range
    // Every line of a long list is asked.
    let keys: [StaticString] = [
      ".encoding", "config.version", "displayname", "uuid.bios", "nvdimm", "scsi", "sata", "nvme",
      "ide",
    ]
    guard line.marks.contains(.equals),
      keys.contains(where: { text.hasText($0, at: all.lowerBound) }),
      let entry = KeyValueLine(text, all)
    else { return false }
    switch entry.key {
    case ".encoding", "config.version":
      if isOpen, !hasBeginning || machine != nil || !devices.isEmpty {
        say(isLast: false, into: &catalog)
      }
      hasBeginning = true
      catalog.isFileUnderstood = true
    case "displayname":
      if machine != nil { say(isLast: false, into: &catalog) }
      machine = Self.value(text, entry.value)
    case "uuid.bios":
      // Alone it is one of those that no disk has.
      guard isOpen, let uuid = UUIDText(text, entry.value).uuid else { return false }
      machineUUID = MachineUUID(uuid)
    default:
      guard let key = VMXKey(entry.key) else { return false }
      if key.property == "filename", devices[key.device]?.path != nil {
        say(isLast: false, into: &catalog)
      }
      guard devices.count < Self.limit || devices[key.device] != nil else { return true }
      let value = Self.value(text, entry.value)
      devices[key.device, default: Device()].set(key.property, value, line.number)
    }
    // It has none, so what is there was put there by somebody.
    for found in UUIDText.all(in: text, entry.value) where found.isOfDisk {
      catalog.add(untied: found.uuid, line: line.number)
      catalog.note(.notTied, line: line.number, excerpt: text.extracting(found.range))
    }
    return true
  }

  /// A machine's lines may be in pieces, so only another machine or the file's end is an end.
  mutating func end(_ ending: Ending, into catalog: inout Catalog) {
    if ending == .file { say(isLast: true, into: &catalog) }
  }

  /// Says what was read about a machine.
  private mutating func say(isLast: Bool, into catalog: inout Catalog) {
    let isNamed = hasBeginning || isLast && !isLater
    for (name, device) in devices.sorted(by: { $0.value.line < $1.value.line }) {
      guard device.isPresent, let path = device.path, path.span.isVMDKPathOfField else { continue }
      let kind: Traits = name.hasPrefix("nvdimm") ? .nvdimm : .disk
      catalog.add(
        path: path.span, uuid: nil, tie: nil, traits: [.isPathOnly, kind], line: device.line)
      if isNamed, let machine { catalog.tell(machine: machine.span) }
      if isNamed, let machineUUID { catalog.tell(machineUUID: machineUUID) }
      if let unit = name.split(separator: ":").last.flatMap({ UInt64($0) }) {
        catalog.tell(unit: unit)
      }
    }
    devices = [:]
    (machine, machineUUID, hasBeginning, isLater) = (nil, nil, false, true)
  }
}

extension VMXForm {
  /// A value as it was before it was written: `|22` stands for a quote.
  private static func value(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    text.bytes(range)[...].unescaped("|", digits: 2, radix: 16)
  }
}

extension VMXForm.Device {
  fileprivate mutating func set(_ property: String, _ value: [UInt8], _ line: Int) {
    switch property {
    case "filename":
      path = value
      self.line = line
    case "present":
      isPresent = ByteString(value).lossyText.lowercased() != "false" && value != [0x30]
    default:
      break
    }
  }
}

/// The key of a device's property in a VMX, `nvdimm0:0.fileName`, in lower case.
private struct VMXKey {
  var device: String
  var property: String

  init?(_ key: String) {
    let parts = key.split(separator: ".", maxSplits: 1)
    guard parts.count == 2,
      ["nvdimm", "scsi", "sata", "nvme", "ide"].contains(where: parts[0].hasPrefix),
      parts[0].contains(":")
    else { return nil }
    device = String(parts[0])
    property = String(parts[1])
  }
}
