import NmemModel

/// What a named field is about: a CSV's column, a line `Name : value`, a member of a JSON
/// object. Those who export choose these names freely.
enum FieldRole: Equatable {
  /// The UUID of the disk, by its name, and not of its machine, its datastore or its parent.
  case diskUUID
  /// A UUID, of the disk where the record is a disk's.
  case uuid
  /// The UUID of something else, by its name.
  case otherUUID
  /// The UUID of a disk, but of another one: that of the parent, or of the volume it is on.
  case relatedUUID
  /// The path of the VMDK, if it is one.
  case path
  /// The same, under a name that only a file has.
  case file
  /// What the disk is a snapshot of if it is a VMDK's path; else the name of the machine.
  case parent
  /// The name of the virtual machine.
  case machine
  /// The UUID of the virtual machine.
  case machineUUID
  /// What the machine's settings call the device.
  case device
  /// The device's number on its controller.
  case unit
  /// The name of the datastore that the path is on.
  case datastore
  /// The folder that the path is relative to.
  case folder
  /// What kind of device it is, by its name in the vSphere API.
  case kind
  /// The capacity, in units of this many bytes; nil if the name does not say, so the value has to.
  case size(unit: UInt64?)
  /// Something else.
  case other

  /// Whether the field has the path of a VMDK, if it has one.
  var isPath: Bool { self == .path || self == .file }

  /// Whether the field has the UUID of a disk, if it has one.
  var isUUID: Bool { self == .uuid || self == .diskUUID }

  /// Whether the field has the UUID of something else by its name.
  var isOfOther: Bool { self == .otherUUID || self == .machineUUID }

  init(_ name: Span<UInt8>) {
    // Every member of a JSON document is asked: bytes are a lot faster here than strings.
    let letters = (0..<min(64, name.count)).compactMap { index -> UInt8? in
      let byte = name[index]
      let letter = byte.lowercasedASCII
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
      return isLetter || letter.isASCIIDigit ? letter : nil
    }
    // `Path 1` and `Path 2` are those of two disks.
    let numbered = letters.lastIndex { !$0.isASCIIDigit }.map { letters[...$0] } ?? []
    let name = numbered.span
    func isOneOf(_ names: [StaticString]) -> Bool {
      names.contains { name.count == $0.utf8CodeUnitCount && name.hasText($0, at: 0) }
    }
    func ends(with suffix: StaticString) -> Bool {
      name.hasText(suffix, at: name.count - suffix.utf8CodeUnitCount)
    }
    if name.firstRange(of: "uuid", in: name.range) != nil {
      let relations: [StaticString] = [
        "parent", "volume", "previous", "original", "source", "former",
      ]
      let isRelated =
        name.hasText("old", at: 0)
        || relations.contains { name.firstRange(of: $0, in: name.range) != nil }
      self =
        isRelated
        ? .relatedUUID
        : isOneOf(["vmuuid", "uuidvm", "uuidofvm", "uuiddervm", "biosuuid", "vmbiosuuid"])
          ? .machineUUID
          : Self.namesOtherThings(name) || isOneOf(["configuuid"]) || isOneOf(["vcuuid"])
            ? .otherUUID : Self.namesDisk(name) ? .diskUUID : .uuid
    } else if name.hasText("parent", at: 0), isOneOf(Self.parents) {
      self = .parent
    } else if isOneOf(["vm", "vmname", "virtualmachine", "machine"]) {
      self = .machine
    } else if isOneOf(["label", "devicelabel", "vmdevice"]) {
      self = .device
    } else if isOneOf(["unit", "unitnumber", "vmunit"]) {
      self = .unit
    } else if isOneOf(["datastore", "datastorename", "backingdatastore"]) {
      self = .datastore
    } else if isOneOf(["folder", "folderpath", "directory"]) {
      self = .folder
    } else if isOneOf(["type", "typename"]) {
      self = .kind
    } else if isOneOf(["answer"]) {
      // A collected list that has lost its first line.
      self = .uuid
    } else if let size = Self.size(name) {
      self = size
    } else {
      let isFile =
        ends(with: "filename") || ends(with: "vmdk")
        || isOneOf(["file", "filepath", "vmdkfile", "diskfile", "diskpath"])
      self = isFile ? .file : ends(with: "path") || isOneOf(["disk"]) ? .path : .other
    }
  }

  private static func namesDisk(_ name: Span<UInt8>) -> Bool {
    let disks: [StaticString] = ["disk", "vmdk", "backing", "ddb"]
    return disks.contains { name.firstRange(of: $0, in: name.range) != nil }
  }

  private static let parents: [StaticString] = [
    "parent", "parentfile", "parentfilename", "parentfilenamehint", "parentpath", "parentvmdk",
  ]

  /// Whether a name with `uuid` in it is that of something other than a disk.
  private static func namesOtherThings(_ name: Span<UInt8>) -> Bool {
    let others: [StaticString] = [
      "bios", "instance", "datastore", "host", "cluster", "location", "machine",
      "image", "modification", "content", "snapshot", "guest", "lun", "sdk",
      "vcenter", "server", "change", "system", "product", "partition",
    ]
    return others.contains { name.firstRange(of: $0, in: name.range) != nil }
  }

  /// The role of a field that has a capacity, by its name; nil if it has none. PowerCLI's GB and the vSphere
  /// API's MB are powers of two.
  private static func size(_ name: Span<UInt8>) -> FieldRole? {
    let stems: [StaticString] = ["capacity", "disksize", "size"]
    guard let stem = stems.first(where: { name.hasText($0, at: 0) }) else { return nil }
    var rest = name.extracting(stem.utf8CodeUnitCount..<name.count)
    if rest.isEmpty { return .size(unit: nil) }
    if rest.hasText("in", at: 0) { rest = rest.extracting(2..<rest.count) }
    return SizeText.unit(rest).map { .size(unit: $0) }
  }
}
