import NmemModel

/// Understands a JSON document as a list of DIMMs, in any shape that `ndctl list` or nmemid gives it.
///
/// ndctl's shape depends on its options and on what it finds (`list_display` in ndctl/list.c): an
/// array of DIMMs, of regions or of buses with both in them, an object of these arrays, or with `-u`
/// a single object without an array. nmemid's DIMMs have their regions in them.
struct GuestListReader {
  /// How many DIMMs of a file are used.
  static let mostDIMMs = 16_384

  /// What is known of the guests so far.
  private(set) var guests = GuestAssembly()

  private(set) var problems: [Problem] = []

  /// Whether a whole list was found, even if it is empty.
  private(set) var hasList = false

  /// Whether there was a DIMM that was not used.
  private(set) var isIncomplete = false

  private let file: ByteString
  private var dimmCount = 0

  init(file: ByteString) {
    self.file = file
  }

  /// The members of objects that are read.
  static func reads(_ key: ByteString) -> Bool {
    keys.contains(key) || key.hasPrefix(ignoringCase: "flag_")
  }

  private static let keys: Set<ByteString> = [
    // Of buses and DIMMs.
    "bus", "dev", "dimms", "flags", "guest", "handle", "id", "other_regions", "phys_id", "provider",
    "regions",
    "scrub_state", "security", "security_frozen", "serial", "size", "state", "vendor",
    // Of regions.
    "align", "alignments", "available_size", "badblock_count", "badblocks", "capabilities", "dimm",
    "iset_id", "length", "mappings", "max_available_extent", "namespaces", "numa_node", "offset",
    "persistence_domain", "position", "sector_sizes", "target_node", "type",
    // Of namespaces and DAX regions.
    "blockdev", "blockdevices", "chardev", "daxregion", "devices", "map", "mode", "mountpoints",
    "movable", "name", "online_memblocks", "raw_uuid", "sector_size", "total_memblocks", "uuid",
    // Of block devices and file systems.
    "children", "dax", "filesystems", "fsroot", "fstype", "hidden", "kname", "maj:min", "source",
    "swap",
    "swapfiles", "target",
  ]

  /// Reads a document. Of one that broke off, the DIMMs that are complete count, and no regions, for
  /// others may be missing.
  mutating func read(_ document: JSONNode) {
    if document.elements?.isEmpty == true && document.isComplete { hasList = true }
    for entry in document.elements ?? [document] {
      guard entry.members != nil else { continue }
      switch Kind(entry) {
      case .dimm: readDIMM(entry, BusName(), withRegions: document.isComplete)
      case .region: if document.isComplete { readRegion(entry, BusName(), nil, []) }
      case .namespace: break
      case .container: readContainer(entry, withRegions: document.isComplete)
      }
    }
  }

  /// What an object that stands for itself is about.
  private enum Kind {
    case dimm, region, namespace, container

    init(_ node: JSONNode) {
      let dev = node.members?.first { $0.key == "dev" }?.value.content
      guard case .scalar(.string(let name))? = dev else {
        self = .container
        return
      }
      if deviceName(name).hasPrefix("nmem") {
        self = .dimm
      } else if name.hasPrefix(ignoringCase: "region") {
        self = .region
      } else {
        self = name.hasPrefix(ignoringCase: "namespace") ? .namespace : .container
      }
    }
  }

  /// Reads an object that has lists of DIMMs and of regions in it: a bus, if it has a name.
  private mutating func readContainer(_ node: JSONNode, withRegions: Bool) {
    // What broke off is entered all the same: what is in it may be complete.
    var whole = node
    whole.isComplete = true
    guard var object = ListedObject(whole, in: file) else { return }
    object.name = "a bus"
    let dev = object.text("dev")
    object.name = dev ?? object.name
    let bus = BusName(dev: dev, provider: object.text("provider"))
    let scrub = object.word("scrub_state", Bus.Scrub.self)
    let dimms = object.array("dimms")
    let regions = withRegions ? object.array("regions") : nil
    let others = withRegions ? object.array("other_regions") : nil
    problems += object.problems
    for other in others ?? [] { readRegionsOnNoDIMM(other) }
    if let scrub { guests[nil].setScrub(scrub, of: bus) }
    if dimms != nil && node.isComplete { hasList = true }
    for dimm in dimms ?? [] { readDIMM(dimm, bus, withRegions: withRegions) }
    guard let regions else { return }
    guests[nil].addRegions(of: bus)
    for region in regions { readRegion(region, bus, nil, []) }
  }

  /// Reads what nmemid lists beside its DIMMs: a bus with the regions that have a part of none.
  private mutating func readRegionsOnNoDIMM(_ node: JSONNode) {
    guard var object = ListedObject(node, in: file) else { return }
    object.name = "a bus"
    let (bus, guest) = (object.busName, object.text("guest"))
    let regions = object.array("regions")
    problems += object.problems
    guests[guest].addRegions(of: bus)
    for region in regions ?? [] { readRegion(region, bus, guest, []) }
  }

  private mutating func readDIMM(_ node: JSONNode, _ bus: BusName, withRegions: Bool) {
    guard node.isComplete else { return }
    guard var object = ListedObject(node, in: file), let dev = object.text("dev") else {
      isIncomplete = true
      problems.append(
        Problem(
          Source(file: file, line: node.line),
          "a DIMM without a name was not used: expected a text as its dev"))
      return
    }
    dimmCount += 1
    guard dimmCount <= Self.mostDIMMs else {
      if dimmCount == Self.mostDIMMs + 1 {
        problems.append(
          Problem(object.source, "more than \(Self.mostDIMMs) DIMMs; the rest was not read"))
      }
      isIncomplete = true
      return
    }
    object.name = deviceName(ByteString(dev))
    let guest = object.text("guest")
    let listed = ListedDIMM(
      dimm: DIMM(listed: &object), bus: object.busName.completed(by: bus), line: node.line)
    let regions = withRegions ? object.array("regions") : nil
    problems += object.problems

    if let other = guests[guest].add(listed) {
      problems.append(
        Problem(
          object.source,
          """
          \(listed.dimm.dev) is another DIMM here than in line \(other): were these lists made \
          before and after a boot? List the guest anew
          """))
    }
    guard let regions else { return }
    guests[guest].addRegions(of: listed.bus)
    for region in regions { readRegion(region, listed.bus, guest, [listed.dimm.dev]) }
  }

  /// Reads a region, which a list has among those of the given DIMMs.
  private mutating func readRegion(
    _ node: JSONNode, _ bus: BusName, _ guest: String?, _ dimms: Set<String>
  ) {
    guard var object = ListedObject(node, in: file) else { return }
    guard let dev = object.text("dev") else {
      problems += object.problems
      return
    }
    object.name = dev
    var region = ListedRegion(
      region: Region(listed: &object), mappings: nil, dimms: dimms, bus: bus)
    region.mappings = object.objects("mappings") { Region.Mapping(listed: &$0) }
    region.region.namespaces = object.objects("namespaces") { Namespace(listed: &$0) }?
      .sorted { naturallyPrecedes($0.dev, $1.dev) }
    problems += object.problems
    if guests[guest].add(region) {
      isIncomplete = true
      problems.append(
        Problem(
          object.source,
          """
          \(dev) has parts of other DIMMs here than before: were these lists made before and after a \
          boot? List the guest anew
          """))
    }
  }
}
