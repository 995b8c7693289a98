import NmemModel

/// Reads the lines of virtual machines' configuration files (VMX), which say what is attached to a
/// machine as what: `nvdimm0:0.fileName = "db.vmdk"`. They have no UUID of any disk; `uuid.bios` and
/// its like are the machine's own.
struct VMXForm {
  private let file: ByteString
  private var machine: ByteString?
  /// Whether the beginning of the file was seen, so that what follows is of one machine.
  private var hasBeginning = false
  private var devices: [ByteString: Device] = [:]

  /// A device that is attached to the machine, `nvdimm0:0`.
  fileprivate struct Device {
    var path: ByteString?
    var line = 0
    var isPresent = true
  }

  /// A machine has fewer devices by far.
  private static let limit = 4096

  init(file: ByteString) {
    self.file = file
  }

  /// Reads the next line. Returns whether it is one of a VMX that matters.
  mutating func read(_ line: Span<UInt8>, number: Int, into findings: inout Findings) -> Bool {
    let all = line.trimmed(line.range)
    // Every line of a long list is asked.
    guard let first = all.first, line[first].lowercasedASCII.isOne(of: ".cdinsv"),
      let entry = KeyValueLine(line, all)
    else { return false }
    let value = Self.decoded(line.bytes(entry.value))
    switch entry.key {
    case ".encoding", "config.version":
      if machine != nil || !devices.isEmpty { finish(into: &findings) }
      hasBeginning = true
    case "displayname":
      if machine != nil { finish(into: &findings) }
      machine = value
    default:
      guard let key = VMXKey(entry.key) else { return false }
      if key.property == "filename", devices[key.device]?.path != nil { finish(into: &findings) }
      guard devices.count < Self.limit || devices[key.device] != nil else { return true }
      devices[key.device, default: Device()].set(key.property, value, number)
    }
    // It has none, so that what is there was put there by somebody.
    findings.addStrays(in: line, Source(file: file, line: number))
    findings.isPathList = true
    return true
  }

  /// Ends a machine's file and tells what it says.
  mutating func finish(into findings: inout Findings) {
    let sightings = devices.compactMap { name, device -> Sighting? in
      guard device.isPresent, let path = device.path, path.isVMDKPath else { return nil }
      return Sighting(
        path: path, uuid: nil, isPathOnly: true,
        kind: name.hasPrefix(ignoringCase: "nvdimm") ? .nvdimm : .disk,
        machine: hasBeginning ? machine : nil,
        source: Source(file: file, line: device.line))
    }
    findings.sightings += sightings.sorted { $0.source < $1.source }
    devices = [:]
    machine = nil
    hasBeginning = false
  }

  /// A value as it was before it was written: `|22` stands for a quote.
  private static func decoded(_ text: [UInt8]) -> ByteString {
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "|"), index + 2 < text.count,
        let high = hexValue(text[index + 1]), let low = hexValue(text[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return ByteString(result)
  }
}

extension VMXForm.Device {
  fileprivate mutating func set(_ property: String, _ value: ByteString, _ line: Int) {
    switch property {
    case "filename":
      path = value
      self.line = line
    case "present":
      isPresent = value.lossyText.lowercased() != "false" && value != "0"
    default:
      break
    }
  }
}

/// The key of a device's property in a VMX, `nvdimm0:0.fileName`, in lower case.
private struct VMXKey {
  var device: ByteString
  var property: String

  init?(_ key: String) {
    let parts = key.split(separator: ".", maxSplits: 1)
    guard parts.count == 2,
      ["nvdimm", "scsi", "sata", "nvme", "ide"].contains(where: parts[0].hasPrefix),
      parts[0].contains(":")
    else { return nil }
    device = ByteString(parts[0])
    property = String(parts[1])
  }
}
