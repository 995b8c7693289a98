import NmemModel

/// What the names of fields mean, each looked up once: there are few, and a million records have them.
struct KeyRoles {
  struct Known {
    var role: FieldRole
    var special = Special.none
    /// Whether the name itself may be a path or a UUID.
    var isPair = false

    /// Whether it says nothing about disks.
    var isPlain: Bool { role == .other && special == .none && !isPair }
  }

  /// What else a member of an object says.
  enum Special { case none, name, nvdimm, disk, dev }

  private struct Slot {
    var key: [UInt8]
    var known: Known
  }

  /// Made when a name is looked up: most files of a folder have none.
  private var slots: [Slot] = []

  /// What a name means.
  subscript(key: Span<UInt8>) -> Known {
    mutating get {
      if slots.isEmpty {
        slots = Array(repeating: Slot(key: [], known: Known(role: .other)), count: 256)
      }
      let slot = Int(Self.digest(key))
      let kept = slots[slot]
      if kept.key.span.isEqual(to: key) { return kept.known }
      let known = Self.look(key)
      slots[slot] = Slot(key: key.bytes(key.range), known: known)
      return known
    }
  }

  private static func digest(_ key: Span<UInt8>) -> UInt8 {
    // The ends of keys say most.
    let end = key.count >= 8 ? key.word(at: key.count - 8) : UInt64(key.count) &* 31
    let start = key.isEmpty ? 0 : UInt64(key[0]) &<< 8 | UInt64(key[key.count - 1])
    let mixed = (end ^ (start &+ UInt64(key.count))) &* 0x9E37_79B9_7F4A_7C15
    return UInt8(truncatingIfNeeded: mixed &>> 56)
  }

  private static func look(_ key: Span<UInt8>) -> Known {
    let special: Special =
      key.isText("name")
      ? .name
      : key.isText("capacityinmb")
        ? .nvdimm : key.isText("capacityinkb") ? .disk : key.isText("dev") ? .dev : .none
    return Known(
      role: FieldRole(key), special: special, isPair: key.count >= 32 || key.isVMDKPath)
  }
}

extension Span<UInt8> {
  /// Whether the text is a word, in either case.
  func isText(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && hasText(word, at: 0)
  }
}
