import NmemModel

/// The kernel's name of a device that a list may give as a path: `nmem0` for `/dev/nmem0`, which
/// nmemid prints with `--paths`.
func deviceName(_ text: ByteString) -> String {
  let isPath = text.hasPrefix(ignoringCase: "/dev/")
  return (isPath ? ByteString(text.bytes.dropFirst(5)) : text).lossyText
}

extension ListedObject {
  /// The kernel's name of a device.
  mutating func device(_ key: JSONKey) -> String? {
    bytes(key).map(deviceName)
  }

  /// The kernel's names of devices.
  mutating func devices(_ key: JSONKey) -> [String]? {
    texts(key)?.map(deviceName)
  }

  /// The bus that nmemid says a DIMM is on; ndctl has the DIMM in the bus.
  var busName: BusName {
    mutating get { BusName(dev: text(.bus), provider: text(.provider)) }
  }
}

extension DIMM {
  /// The DIMM that an object of a list is about; the object is named after it. If the list has all keys,
  /// what is not said goes without saying, as in ndctl's.
  init(listed object: inout ListedObject, hasAllKeys: Bool) {
    let id = object.text(.id).map(UniqueID.init)
    let serial = object.serial(of: id)
    self.init(
      dev: object.name, id: id, handle: object.number(.handle, UInt32.self),
      physID: object.number(.physID, UInt16.self),
      fallbackVendor: object.text(.vendor), fallbackSerial: serial,
      state: object.has(.state) || !hasAllKeys ? object.word(.state, State.self) : .enabled,
      flags: object.flags,
      security: object.word(.security, Security.self),
      isSecurityFrozen: object.isTrue(.securityFrozen), listedSize: object.size(.size))
  }
}

extension ListedObject {
  /// What nmemid found of a DIMM's VMDKs; nil if the list does not say.
  var backing: Backing? {
    mutating get {
      guard let verdict = word(.match, DIMMMatch.Verdict.self) else { return nil }
      let vmdks = objects(.vmdks) { object in
        BackingVMDK(
          uuid: object.text(.uuid).flatMap { DiskUUID(spelling: ByteString($0)) },
          path: object.bytes(.path))
      }
      guard let vmdks, verdict != .one || vmdks.count == 1 && vmdks[0].uuid != nil else {
        if verdict == .one { complain("\(name) has a VMDK, but not one with a UUID is listed") }
        return nil
      }
      return Backing(verdict: verdict, vmdks: vmdks)
    }
  }

  /// The serial of a DIMM, as nmemid writes it: eight hexadecimal digits, the last ones of the id.
  fileprivate mutating func serial(of id: UniqueID?) -> Serial? {
    guard let value = value(.serial) else { return nil }
    guard case .scalar(.string(let text)) = value.content, text.bytes.count == 8,
      text.bytes.allSatisfy({ hexValue($0) != nil }),
      let serial = UInt32(text.lossyText, radix: 16).map(Serial.init)
    else {
      expect("eight hexadecimal digits", .serial, value)
      return nil
    }
    if let id, id.serial != serial { expect("the end of the id \(id)", .serial, value) }
    return serial
  }

  /// The flags of a DIMM: ndctl has a member for each, nmemid a list.
  fileprivate var flags: [DIMM.Flag] {
    mutating get {
      let listed = Set(texts(.flags) ?? [])
      return DIMM.Flag.allCases.filter { flag in
        listed.contains(ByteString(flag.rawValue)) || isTrue(JSONKey(flag))
      }
    }
  }
}
