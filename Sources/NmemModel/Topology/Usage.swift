/// What something of the guest is in use for.
public enum Use: Hashable, Sendable {
  /// A file system on it is mounted there. It is in use even if something else is mounted over it.
  case mounted(at: ByteString, isHidden: Bool)
  /// The kernel swaps to this device or file.
  case swap(ByteString)
  /// The device mapper made this device of it.
  case deviceMapper(String)
  /// md made this device of it.
  case md(String)
  /// Another driver made this device of it.
  case held(String)
  /// The kernel uses this device as memory.
  case memory(String)
  /// These processes hold this device open.
  case open(String, by: [String])

  /// All that ``word`` may be, in the order in which they are printed.
  fileprivate static let words = [
    "mounted", "swap", "device-mapper", "md", "held", "memory", "open",
  ]

  /// The word for it in JSON.
  fileprivate var word: String {
    switch self {
    case .mounted: "mounted"
    case .swap: "swap"
    case .deviceMapper: "device-mapper"
    case .md: "md"
    case .held: "held"
    case .memory: "memory"
    case .open: "open"
    }
  }
}

/// All that something of the guest is seen to be in use for.
public struct Usage: Equatable, Sendable {
  /// What it is in use for, each once.
  public private(set) var uses: [Use] = []

  /// Whether all could be looked at, so there is no other use.
  public private(set) var isComplete = true

  /// The kernel's names of what has no driver in it, each once.
  public private(set) var disabled: [String] = []

  /// The words for the uses, each once; empty if there is none, nil if none was found and there may be one.
  public var words: [String]? {
    let found = Set(uses.map(\.word))
    let words = Use.words.filter(found.contains)
    return words.isEmpty && !isComplete ? nil : words
  }

  /// The use of a DIMM that has a part in these regions; nil if they are not known.
  public init(of dimm: DIMM, in regions: [Region]?) {
    if dimm.state == .disabled { disabled.append(dimm.dev) }
    add(regions) { $0.add($1) }
  }

  fileprivate init() {}

  private mutating func add(_ use: Use) {
    if !uses.contains(use) { uses.append(use) }
  }

  /// Adds what is in a list, of which nothing is known if it is nil.
  private mutating func add<Item>(_ items: [Item]?, _ add: (inout Usage, Item) -> Void) {
    guard let items else { return isComplete = false }
    for item in items { add(&self, item) }
  }

  private mutating func add(disabled name: String, unless isEnabled: Bool) {
    if !isEnabled && !disabled.contains(name) { disabled.append(name) }
  }

  fileprivate mutating func add(_ region: Region) {
    add(disabled: region.dev, unless: region.isEnabled)
    add(region.namespaces) { $0.add($1) }
  }

  fileprivate mutating func add(_ namespace: Namespace) {
    guard !namespace.isReserve else { return }
    add(disabled: namespace.dev, unless: namespace.isActive)
    guard namespace.isActive else { return }
    if let stack = namespace.stack {
      add(stack)
    } else {
      add(namespace.daxRegion?.devices.filter { $0.size != 0 }) { $0.add($1) }
    }
  }

  fileprivate mutating func add(_ device: DAXDevice) {
    add(disabled: device.dev, unless: device.isEnabled)
    if device.isMemory { return add(.memory(device.dev)) }
    addOpeners(device.openers, of: device.dev)
  }

  fileprivate mutating func add(_ device: BlockDevice) {
    add(device.mounts) { usage, mount in
      usage.add(.mounted(at: mount.target, isHidden: mount.isHidden == true))
      for file in mount.swapFiles { usage.add(.swap(file)) }
    }
    if device.isSwap == nil { isComplete = false }
    if device.isSwap == true { add(.swap(ByteString(device.dev))) }
    addOpeners(device.openers, of: device.dev)
    for child in device.children {
      let name = child.label ?? child.dev
      if child.dev.hasPrefix("dm-") {
        add(.deviceMapper(name))
      } else if child.dev.hasPrefix("md") {
        add(.md(name))
      } else if !child.dev.hasPrefix(device.dev) {
        add(.held(name))
      }
      add(child)
    }
  }

  private mutating func addOpeners(_ openers: [String]?, of device: String) {
    guard let openers else { return isComplete = false }
    if !openers.isEmpty { add(.open(device, by: openers)) }
  }
}

extension Topology {
  /// What a DIMM, a region, a namespace or a device is in use for; nil if the target is none of these. A VMDK
  /// stands for the DIMMs that it may back.
  public func usage(of target: TraceTarget) -> Usage? {
    var usage = Usage()
    var isFound = false
    func found(_ add: (inout Usage) -> Void) {
      isFound = true
      add(&usage)
    }
    func look(at device: BlockDevice) {
      guard !target.names(device) else { return found { $0.add(device) } }
      device.children.forEach(look)
    }
    func look(at namespace: Namespace) {
      guard !target.names(namespace) else { return found { $0.add(namespace) } }
      for device in namespace.daxRegion?.devices ?? [] where target.names(device) {
        found { $0.add(device) }
      }
      if let stack = namespace.stack { look(at: stack) }
    }
    func look(at region: Region) {
      guard !target.names(region) else { return found { $0.add(region) } }
      region.namespaces?.forEach(look)
    }
    for stack in stacks {
      guard !target.names(stack) else {
        found { $0.add(Usage(of: stack.match.dimm, in: stack.match.regions)) }
        continue
      }
      stack.regions?.forEach(look)
    }
    for other in unmapped {
      let isMeant = target.names(other.bus)
      other.regions.forEach { region in isMeant ? found { $0.add(region) } : look(at: region) }
      other.namespaces.forEach { one in isMeant ? found { $0.add(one) } : look(at: one) }
    }
    return isFound ? usage : nil
  }
}

extension Usage {
  /// Adds what something else is in use for.
  fileprivate mutating func add(_ other: Usage) {
    for use in other.uses { add(use) }
    for name in other.disabled { add(disabled: name, unless: false) }
    isComplete = isComplete && other.isComplete
  }
}
