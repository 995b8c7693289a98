import FileFormats

/// The name of a column, as the header of a table has it.
enum ColumnName: String, CaseIterable {
  // Of a DIMM, and of what stands on it.
  case name = "NAME"
  case id = "ID"
  case handle = "HANDLE"
  case physID = "PHYS-ID"
  case vendor = "VENDOR"
  case serial = "SERIAL"
  case bus = "BUS"
  case provider = "PROVIDER"
  case guest = "GUEST"
  case machine = "MACHINE"
  case state = "STATE"
  case size = "SIZE"
  case flags = "FLAGS"
  case security = "SECURITY"
  case regions = "REGIONS"
  case namespaces = "NAMESPACES"
  case devices = "DEVICES"
  case mountpoints = "MOUNTPOINTS"
  case hiddenMountpoints = "HIDDEN-MOUNTPOINTS"
  case label = "LABEL"
  case fsuuid = "FSUUID"
  case link = "LINK"
  case numa = "NUMA"
  case inUse = "IN-USE"
  // Of its health.
  case health = "HEALTH"
  case temperature = "TEMPERATURE"
  case controllerTemperature = "CONTROLLER-TEMPERATURE"
  case spares = "SPARES"
  case lifeUsed = "LIFE-USED"
  case shutdown = "SHUTDOWN"
  case shutdownCount = "SHUTDOWN-COUNT"
  // Of a match, and of VMDKs.
  case match = "MATCH"
  case vmdk = "VMDK"
  case uuid = "UUID"
  case vmdkSize = "VMDK-SIZE"
  case source = "SOURCE"
  case tiedBy = "TIED-BY"
  case host = "HOST"
  case listed = "LISTED"
  case type = "TYPE"
  case vm = "VM"
  case vmUUID = "VM-UUID"
  case vmDevice = "VM-DEVICE"
  case vmUnit = "VM-UNIT"
  case otherPaths = "OTHER-PATHS"
  // Of a line of a trace.
  case mountpoint = "MOUNTPOINT"
  case hiddenMountpoint = "HIDDEN-MOUNTPOINT"
  case fstype = "FSTYPE"
  case device = "DEVICE"
  case namespace = "NAMESPACE"
  case mode = "MODE"
  case region = "REGION"
  case dimm = "DIMM"
  case dimmSize = "DIMM-SIZE"
  case dimmState = "DIMM-STATE"
  // Of regions and namespaces.
  case regionSize = "REGION-SIZE"
  case available = "AVAILABLE"
  case maxExtent = "MAX-EXTENT"
  case dimms = "DIMMS"
  case isetID = "ISET-ID"
  case numaNode = "NUMA-NODE"
  case targetNode = "TARGET-NODE"
  case persistence = "PERSISTENCE"
  case regionBadblocks = "REGION-BADBLOCKS"
  case regionState = "REGION-STATE"
  case map = "MAP"
  case fslabel = "FSLABEL"
  case sectorSize = "SECTOR-SIZE"
  case align = "ALIGN"
  case badblocks = "BADBLOCKS"
  // Of a tree, of differences, of diagnostics and of columns themselves.
  case info = "INFO"
  case kind = "KIND"
  case what = "WHAT"
  case was = "WAS"
  case `is` = "IS"
  case harmless = "HARMLESS"
  case message = "MESSAGE"
  case key = "KEY"
  case standard = "STANDARD"
  case description = "DESCRIPTION"

  /// The column that a user means: in either case, and as in the output of --pairs, PHYS_ID means PHYS-ID.
  init?(written text: String) {
    self.init(rawValue: text.uppercasedASCII.replacing("_", with: "-"))
  }
}

extension JSONKey {
  /// The key that a user means by the name of a column.
  init?(written text: String) {
    self.init(rawValue: text.lowercasedASCII.replacing("-", with: "_"))
  }
}

extension String {
  fileprivate var uppercasedASCII: String {
    String(map { $0.isASCII ? Character($0.uppercased()) : $0 })
  }

  fileprivate var lowercasedASCII: String {
    String(map { $0.isASCII ? Character($0.lowercased()) : $0 })
  }
}
