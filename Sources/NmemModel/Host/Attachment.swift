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

  /// Whether nothing is known.
  var isEmpty: Bool { self == Attachment() }
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
