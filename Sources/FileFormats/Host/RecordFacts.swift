import NmemModel

/// What fields say of a disk beyond its path and its UUID: its size, where it is attached, what its path is relative to.
struct RecordFacts {
  /// What the values are parts of.
  private var text: [UInt8] = []
  private var parent: Range<Int>?
  private var machine: Range<Int>?
  private var machineUUID: MachineUUID?
  private var device: Range<Int>?
  private var unit: UInt64?
  private var datastore: Range<Int>?
  private var folder: Range<Int>?
  private var sizes: [UInt64] = []

  /// What the disk is to the machine; nil if no field says.
  var kind: VMDK.Kind?

  /// Whether a number without a unit is one of bytes.
  var countsBytes = false

  /// Whether a field names the virtual machine.
  var hasMachine: Bool { machine != nil }

  /// What the device is called; empty if no field says.
  var deviceText: [UInt8] { device.map { Array(text[$0]) } ?? [] }

  /// Forgets everything.
  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    if !sizes.isEmpty { sizes.removeAll(keepingCapacity: true) }
    (parent, machine, datastore, folder, kind) = (nil, nil, nil, nil, nil)
    (machineUUID, device, unit) = (nil, nil, nil)
  }

  /// Takes the value of a field that has neither the path nor the UUID.
  mutating func add(_ role: FieldRole, _ value: Span<UInt8>) {
    switch role {
    case .machine: machine = keep(value)
    // PowerCLI's disks have their machine as their parent; `vim-cmd` prints `(type) null`.
    case .parent where value[0] != UInt8(ascii: "("): machine = machine ?? keep(value)
    case .machineUUID:
      machineUUID = machineUUID ?? UUIDText(value, value.range).uuid.map(MachineUUID.init)
    case .device: device = keep(value)
    case .unit: unit = UInt64(String(decoding: value.bytes(value.range), as: UTF8.self))
    case .datastore: datastore = keep(value)
    case .folder: folder = keep(value)
    case .kind: kind = VMDK.Kind(ofType: value) ?? kind
    case .size(let unit):
      let size = SizeText.bytes(value, unit: unit ?? (countsBytes ? 1 : nil))
      if let size, !sizes.contains(size) { sizes.append(size) }
    default: break
    }
  }

  /// Adds the path of what a snapshot is one of.
  mutating func add(parent path: Span<UInt8>) { parent = parent ?? keep(path) }

  /// Adds what the device is called.
  mutating func add(device label: [UInt8]) { device = device ?? keep(label.span) }

  private mutating func keep(_ value: Span<UInt8>) -> Range<Int> {
    let start = text.count
    value.withUnsafeBufferPointer { text.append(contentsOf: $0) }
    return start..<text.count
  }

  /// Adds a statement with all this, of which path and UUID are known. Returns its number.
  func add(
    path: Span<UInt8>, uuid: DiskUUID?, _ traits: Traits, line: Int, into catalog: inout Catalog
  ) -> Int {
    let (place, span) = (place, text.span)
    var traits = traits
    if let kind { traits.insert(kind == .nvdimm ? .nvdimm : .disk) }
    if place != nil { traits.insert(.isFolderSure) }
    let record = catalog.add(
      path: path, uuid: uuid, tie: uuid == nil ? nil : .record, traits: traits, line: line)
    // Of sizes that disagree none is known.
    if sizes.count == 1 { catalog.tell(size: sizes[0]) }
    if let machine { catalog.tell(machine: span.extracting(machine)) }
    if let machineUUID { catalog.tell(machineUUID: machineUUID) }
    if let device { catalog.tell(device: span.extracting(device)) }
    if let unit { catalog.tell(unit: unit) }
    if let parent { catalog.tell(parent: span.extracting(parent)) }
    if let place, !path.isEmpty, !PathText.hasRoot(path, at: 0) { catalog.tell(folder: place.span) }
    return record
  }

  /// Where the path is relative to, if fields say.
  private var place: [UInt8]? {
    guard folder != nil || datastore != nil else { return nil }
    let folder = folder.map { Array(text[$0]) }
    if let folder, folder.first == UInt8(ascii: "/") || ByteString(folder).namesDatastore {
      return folder
    }
    // A name, and not an object's id in the vSphere API.
    guard let datastore, !text[datastore].contains(where: { $0.isOne(of: "]:'") }) else {
      return folder
    }
    return Array("[".utf8) + text[datastore] + "] ".utf8 + (folder ?? [])
  }
}

extension VMDK.Kind {
  /// What a type's name in the vSphere API says; nil for other devices.
  init?(ofType type: Span<UInt8>) {
    func ends(with word: StaticString) -> Bool {
      let start = type.count - word.utf8CodeUnitCount
      return type.hasText(word, at: start) && (start == 0 || type[start - 1] == UInt8(ascii: "."))
    }
    if ends(with: "VirtualNVDIMM") || ends(with: "nvdimm") {
      self = .nvdimm
    } else if ends(with: "VirtualDisk") || ends(with: "disk") {
      self = .disk
    } else {
      return nil
    }
  }
}
