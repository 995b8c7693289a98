import NmemModel

/// Understands a JSON document as a list of DIMMs, regions and namespaces, in any shape that `ndctl list`
/// or nmemid gives it.
///
/// ndctl's shape depends on its options and on what it finds (`list_display` in ndctl/list.c): an
/// array of DIMMs, of regions, of namespaces, or of buses with these in them, an object of these arrays,
/// or with `-u` a single object without an array. nmemid's DIMMs have their regions in them.
struct GuestListReader {
  /// How many DIMMs of a file are used.
  static let mostDIMMs = 16_384

  /// The schema of nmemid's JSON that is known; a key keeps its meaning in all that have its number.
  private static let newestSchema: UInt64 = 1

  /// What is known of the guests so far.
  private(set) var guests = GuestAssembly()

  /// What is said about the VMDKs of each guest's DIMMs.
  private(set) var backings: [String?: [UniqueID: Backing]] = [:]

  /// What identifies the machine on which the list was saved; nil if it does not say.
  private(set) var machine: String?

  /// How many lists of nmemid's own were read.
  private(set) var ownLists = 0

  private(set) var problems: [Problem] = []

  /// Whether a whole list was found, even if it is empty.
  private(set) var hasList = false

  /// Whether a list of nmemid's own says that the machine has no DIMM.
  private(set) var isKnownToBeEmpty = false

  /// Whether there was a DIMM that was not used.
  private(set) var isIncomplete = false

  private let file: ByteString
  private var dimmCount = 0

  init(file: ByteString) {
    self.file = file
  }

  /// Reads a document. Of one that broke off, the DIMMs that are complete count, and no regions and
  /// namespaces, for others may be missing.
  mutating func read(_ document: JSONNode) {
    if document.elements?.isEmpty == true && document.isComplete { hasList = true }
    let entries = (document.elements ?? [document]).filter { $0.members != nil }
    let regions = entries + entries.flatMap { $0.member(.regions)?.elements ?? [] }
    let place = Place(
      hasRegions: document.isComplete,
      hasDIMMs: entries.contains { $0.member(.dimms) != nil || Kind($0) == .dimm },
      hasNamespaces: regions.contains { $0.member(.namespaces) != nil })
    for entry in entries {
      switch Kind(entry) {
      case .dimm: readDIMM(entry, in: place)
      case .region: if place.hasRegions { readRegion(entry, in: place) }
      case .namespace: if place.hasRegions { readNamespace(entry, in: place) }
      case .container: readContainer(entry, in: place)
      }
    }
  }

  /// What is around an object of a list.
  private struct Place {
    var bus = BusName()
    var guest: String?

    /// The DIMM that the object is listed in.
    var dimms: Set<String> = []

    /// Whether regions and namespaces count: all that there are will be there.
    var hasRegions: Bool

    /// Whether the list has DIMMs, with which ndctl gives the mappings of regions, if they have any.
    var hasDIMMs: Bool

    /// Whether the list has namespaces in regions; ndctl gives them for each region that has any.
    var hasNamespaces: Bool

    /// Whether all keys are there; else a user has chosen some of nmemid's.
    var hasAllKeys = true
  }

  /// What an object outside of any list is about.
  private enum Kind {
    case dimm, region, namespace, container

    init(_ node: JSONNode) {
      guard case .scalar(.string(let name))? = node.member(.dev)?.content else {
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

  /// Reads an object that has lists of DIMMs, of regions and of namespaces in it: a bus, if it has a name.
  private mutating func readContainer(_ node: JSONNode, in place: Place) {
    // What broke off is entered all the same: what is in it may be complete.
    var whole = node
    whole.isComplete = true
    guard var object = ListedObject(whole, in: file) else { return }
    var place = place
    object.name = "a bus"
    place.bus.dev = object.text(.dev)
    object.name = place.bus.dev ?? object.name
    place.bus.provider = object.text(.provider)
    place.guest = object.text(.guest)
    // What names its guest is nmemid's, which says so of each region that is on no DIMM.
    if place.guest != nil { place.hasDIMMs = false }
    // A part of nmemid's JSON has no regions, or some of them.
    let (isComplete, schema, machine) =
      object.object(.nmemid) { nmemid -> (Bool?, UInt64?, String?)? in
        (nmemid.bool(.complete), nmemid.number(.schema, UInt64.self), nmemid.text(.machine))
      } ?? (nil, nil, nil)
    if node.member(.nmemid) != nil { ownLists += 1 }
    self.machine = machine ?? self.machine
    place.hasAllKeys = isComplete ?? true
    if isComplete == false {
      failWhole(
        "the list says that it is incomplete: DIMMs may be missing; save nmemid --json again")
    }
    if let schema, schema > Self.newestSchema {
      failWhole("the list is of schema \(schema), which is newer than this nmemid: update nmemid")
    }
    place.hasRegions = place.hasRegions && place.hasAllKeys
    let scrub = object.word(.scrubState, Bus.Scrub.self)
    let dimms = object.array(.dimms)
    let regions = place.hasRegions ? object.array(.regions) : nil
    let namespaces = place.hasRegions ? object.array(.namespaces) : nil
    let others = place.hasRegions ? object.array(.otherRegions) : nil
    problems += object.problems
    if node.isComplete { note(place.bus, of: place.guest) }
    for other in others ?? [] { readOtherRegions(other, in: place) }
    if let scrub { guests[place.guest].setScrub(scrub, of: place.bus) }
    if dimms != nil && node.isComplete {
      hasList = true
      isKnownToBeEmpty = isComplete == true && dimms?.isEmpty == true
    }
    for dimm in dimms ?? [] { readDIMM(dimm, in: place) }
    readRegions(regions, in: place)
    for namespace in namespaces ?? [] { readNamespace(namespace, in: place) }
  }

  /// Notes that not all that a list means may be known.
  private mutating func failWhole(_ message: String) {
    isIncomplete = true
    problems.append(Problem(Source(file: file), message))
  }

  /// Notes that there is a bus, which is an answer if it is of a kind that has no DIMMs.
  private mutating func note(_ bus: BusName, of guest: String?) {
    if Bus(bus).isWithoutDIMMs { guests[guest].add(withoutDIMMs: bus) }
  }

  /// Reads the regions of a bus or of a DIMM; nil if they are not listed.
  private mutating func readRegions(_ regions: [JSONNode]?, in place: Place) {
    guard let regions else { return }
    guests[place.guest].addRegions(of: place.bus)
    for region in regions { readRegion(region, in: place) }
  }

  /// Reads what nmemid lists besides its DIMMs: a bus with the regions and the namespaces that stand on none
  /// of them.
  private mutating func readOtherRegions(_ node: JSONNode, in place: Place) {
    guard var object = ListedObject(node, in: file) else { return }
    var place = place
    object.name = "a bus"
    (place.bus, place.guest) = (object.busName, object.text(.guest))
    let (regions, namespaces) = (object.array(.regions), object.array(.namespaces))
    problems += object.problems
    note(place.bus, of: place.guest)
    readRegions(regions, in: place)
    for namespace in namespaces ?? [] { readNamespace(namespace, in: place) }
  }

  private mutating func readDIMM(_ node: JSONNode, in place: Place) {
    guard node.isComplete else { return }
    guard var object = ListedObject(node, in: file), let dev = object.text(.dev) else {
      failToName("a DIMM", node)
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
    var place = place
    place.guest = object.text(.guest) ?? place.guest
    place.bus = object.busName.completed(by: place.bus)
    let listed = ListedDIMM(
      dimm: DIMM(listed: &object, hasAllKeys: place.hasAllKeys), bus: place.bus, line: node.line)
    let regions = place.hasRegions ? object.array(.regions) : nil
    if let id = listed.dimm.id, let backing = object.backing {
      backings[place.guest, default: [:]][id] = backing
    }
    if let machine = object.text(.machine) {
      if let uuid = DiskUUID(spelling: ByteString(machine)) {
        guests[place.guest].add(machine: MachineUUID(uuid))
      } else {
        object.complain("the UUID of the machine of \(object.name) is not a UUID, and was not used")
      }
    }
    problems += object.problems

    if let other = guests[place.guest].add(listed) {
      problems.append(
        Problem(
          object.source,
          """
          \(listed.dimm.dev) is another DIMM here than in line \(other): were these lists made \
          before and after a boot? List the guest again
          """))
    }
    place.dimms = [listed.dimm.dev]
    readRegions(regions, in: place)
  }

  private mutating func readRegion(_ node: JSONNode, in place: Place) {
    guard var object = ListedObject(node, in: file), let dev = object.text(.dev) else {
      if node.isComplete { failToName("a region", node) }
      return
    }
    object.name = dev
    let region = ListedRegion(
      listed: &object, dimms: place.dimms, isBesideDIMMs: place.hasDIMMs,
      isBesideNamespaces: place.hasNamespaces, bus: place.bus)
    problems += object.problems
    if guests[place.guest].add(region) {
      isIncomplete = true
      problems.append(
        Problem(
          object.source,
          """
          \(dev) has parts of other DIMMs here than before: were these lists made before and after a \
          boot? List the guest again
          """))
    }
  }

  private mutating func readNamespace(_ node: JSONNode, in place: Place) {
    guard var object = ListedObject(node, in: file), object.has(.dev) else {
      if node.isComplete { failToName("a namespace", node) }
      return
    }
    object.name = "the list"
    let namespace = Namespace(listed: &object)
    let bus = object.busName.completed(by: place.bus)
    let guest = object.text(.guest) ?? place.guest
    problems += object.problems
    guard let namespace else { return }
    guests[guest].add(ListedNamespace(namespace: namespace, bus: bus))
  }

  private mutating func failToName(_ what: String, _ node: JSONNode) {
    isIncomplete = true
    problems.append(
      Problem(
        Source(file: file, line: node.line),
        "\(what) without a name was not used: expected a string as its dev"))
  }
}

extension JSONNode {
  /// The first member of an object that has the given key; nil if there is none, or if this is no object.
  fileprivate func member(_ key: JSONKey) -> JSONNode? {
    members?.first { JSONKey(read: $0.key) == key }?.value
  }
}
