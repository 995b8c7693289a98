/// How a VMDK is attached to a virtual machine, as far as one statement says.
public struct Attachment: Hashable, Sendable {
  /// The name of the virtual machine.
  public var machine: ByteString?

  /// Its UUID.
  public var machineUUID: MachineUUID?

  /// What the machine's settings call the device: `NVDIMM 2`.
  public var device: ByteString?

  /// The device's number on its controller.
  public var unit: UInt64?

  /// An attachment of the given parts.
  public init(
    machine: ByteString? = nil, machineUUID: MachineUUID? = nil, device: ByteString? = nil,
    unit: UInt64? = nil
  ) {
    self.machine = machine
    self.machineUUID = machineUUID
    self.device = device
    self.unit = unit
  }

  /// Whether it is known to be another machine's than this one.
  func isOfOther(than machine: MachineUUID) -> Bool { machineUUID.map { $0 != machine } ?? false }

  /// Whether nothing is known.
  var isEmpty: Bool { self == Attachment() }

  /// Whether it says neither a machine's name nor its UUID.
  private var isOfNoMachine: Bool { machine == nil && machineUUID == nil }

  /// What several statements about one VMDK say, sorted: those about one machine that do not contradict each other
  /// are one attachment. One that could be part of several stays alone, unless it says nothing more than they do.
  static func joined(_ statements: some Sequence<Attachment>) -> [Attachment] {
    var joined: [Attachment] = []
    for attachment in Set(statements).sorted(by: { ($1.known, $0) < ($0.known, $1) }) {
      let partners = joined.indices.filter { joined[$0].mayBe(attachment) }
      if partners.contains(where: { joined[$0].adding(attachment) == joined[$0] }) { continue }
      if partners.count == 1 {
        joined[partners[0]] = joined[partners[0]].adding(attachment)
      } else {
        joined.append(attachment)
      }
    }
    return joined.sorted()
  }

  /// How many of its parts are known.
  private var known: Int {
    [machine != nil, machineUUID != nil, device != nil, unit != nil].count(where: \.self)
  }

  /// Whether both may be one: they name one machine, or one of them names none, and nothing contradicts.
  private func mayBe(_ other: Attachment) -> Bool {
    func agree<Part: Equatable>(_ part: KeyPath<Attachment, Part?>) -> Bool? {
      guard let lhs = self[keyPath: part], let rhs = other[keyPath: part] else { return nil }
      return lhs == rhs
    }
    let machines = [agree(\.machine), agree(\.machineUUID)]
    return !(machines + [agree(\.device), agree(\.unit)]).contains(false)
      && (machines.contains(true) || isOfNoMachine || other.isOfNoMachine)
  }

  private func adding(_ other: Attachment) -> Attachment {
    Attachment(
      machine: machine ?? other.machine, machineUUID: machineUUID ?? other.machineUUID,
      device: device ?? other.device, unit: unit ?? other.unit)
  }
}

extension Attachment: Comparable {
  /// Whether `lhs` comes first: by machine, then by unit.
  public static func < (lhs: Attachment, rhs: Attachment) -> Bool {
    func key(_ attachment: Attachment) -> (ByteString, String, UInt64, ByteString) {
      (
        attachment.machine ?? "", attachment.machineUUID?.description ?? "", attachment.unit ?? 0,
        attachment.device ?? ""
      )
    }
    return key(lhs) < key(rhs)
  }
}
