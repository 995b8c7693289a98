/// Why it cannot be told which VMDK backs a DIMM.
public enum Doubt: Equatable, Sendable {
  /// Several VMDKs have a UUID that ends in the serial: clones, or chance.
  case severalVMDKs
  /// Other DIMMs have the same id or the same serial; the names of the first five, and how many
  /// there are besides.
  case sharedWith([String], more: Int = 0)
  /// The list of the guest gives the DIMM's name to others, too, as one that was saved before and
  /// after a boot; how many have it.
  case severalOfThisName(Int)
  /// The path of a candidate stands with another UUID as well.
  case contradictedPath(ByteString)
  /// Another DIMM of the same guest has another VMDK of the same path, so that the path does not
  /// tell which is meant.
  case samePath(ByteString)
  /// A host file says that a candidate is a disk on a disk controller, which cannot be a DIMM.
  case notAnNVDIMM(ByteString?)
  /// No host file says that a disk has a candidate's UUID.
  case notSaidOfADisk(DiskUUID)
}
