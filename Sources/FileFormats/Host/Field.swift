import NmemModel

/// What a named field tells, of a CSV's column, of a line `Name : value`, of a member of a JSON
/// object: these names are chosen freely by those who export.
enum FieldRole: Equatable {
  /// The UUID of the disk, and not of its machine, its datastore or its parent.
  case uuid
  /// The UUID of something else.
  case otherUUID
  /// The path of the VMDK, if it is one.
  case path
  /// What the disk is a snapshot of if it is a VMDK's path; else the name of the machine.
  case parent
  /// The name of the virtual machine.
  case machine
  /// What kind of device it is, by its name in the vSphere API.
  case kind
  /// The capacity, in units of so many bytes.
  case size(unit: UInt64)
  /// Something else.
  case other

  /// The role of a field of the given name.
  init(_ name: ByteString) {
    let letters = name.bytes.lazy.map(\.lowercasedASCII).filter {
      hexValue($0) != nil || (UInt8(ascii: "g")...UInt8(ascii: "z")).contains($0)
    }
    let name = String(decoding: Array(letters.prefix(64)), as: UTF8.self)
    if name.contains("uuid") {
      self = Self.namesOtherThings(name) ? .otherUUID : .uuid
    } else if name.hasPrefix("parent") {
      self = .parent
    } else if ["vm", "vmname", "virtualmachine", "machine"].contains(name) {
      self = .machine
    } else if name == "type" || name == "typename" {
      self = .kind
    } else if let unit = Self.unit(of: name) {
      self = .size(unit: unit)
    } else {
      let isPath =
        name.hasSuffix("filename") || name.hasSuffix("path") || name.hasSuffix("vmdk")
        || ["file", "filepath", "vmdkfile", "diskfile", "disk"].contains(name)
      self = isPath ? .path : .other
    }
  }

  /// Whether a name with `uuid` in it is that of something other than a disk.
  private static func namesOtherThings(_ name: String) -> Bool {
    let others = [
      "parent", "volume", "bios", "instance", "datastore", "host", "cluster", "location", "machine",
      "image", "modification", "content", "snapshot", "guest", "lun",
    ]
    return others.contains(where: name.contains) || name == "vmuuid" || name == "vcuuid"
  }

  /// The unit of a capacity whose field has the given name, in bytes; nil if it is none. PowerCLI's GB
  /// and the vSphere API's MB are powers of two.
  private static func unit(of name: String) -> UInt64? {
    guard let stem = ["capacity", "disksize", "size"].first(where: name.hasPrefix) else {
      return nil
    }
    switch name.dropFirst(stem.count) {
    case "", "inbytes", "bytes", "b": return 1
    case "inkb", "kb", "kib": return 1 << 10
    case "inmb", "mb", "mib": return 1 << 20
    case "ingb", "gb", "gib": return 1 << 30
    default: return nil
    }
  }
}

extension ByteString {
  /// The text without blanks and quotes around it.
  var unadorned: ByteString {
    let span = bytes.span
    return ByteString(span.bytes(span.trimmed(span.unquoted(span.trimmed(span.range)))))
  }

  /// Whether the text is the path of a VMDK, and not of an extent, a message or several paths.
  var isVMDKPath: Bool {
    PathText.expected(bytes.span, bytes.span.range) == self && !VMDKFileName.isExtent(self)
  }

  /// Whether nothing stands in a field: no text, or a program's word for none.
  var isNoValue: Bool {
    isEmpty || ["null", "$null", "n/a", "-", "none"].contains(lossyText.lowercased())
  }
}
