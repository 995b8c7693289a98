import NmemModel

// What `map --why` prints: for each DIMM, why the answer is what it is, and how far it can be trusted.

extension GuestToHostMap {
  /// Writes a paragraph for each DIMM. `leftOut` counts the VMDKs that --only left out, by serial. `start` is when the machine was
  /// started, in seconds since 1970; nil if the guest is another one.
  func writeWhy(
    comparedUUIDs: Int, isNarrowed: Bool, leftOut: [Serial: Int], start: Int64?,
    to output: inout Output
  ) {
    for (index, match) in matches.enumerated() {
      if index > 0 { output.write("\n") }
      let lines = match.why(
        Evidence(for: match, comparedUUIDs: comparedUUIDs),
        isNarrowed: isNarrowed, leftOut: match.dimm.serial.flatMap { leftOut[$0] } ?? 0,
        start: start)
      for line in lines {
        Escaping.plain.write(line.bytes.span, to: &output)
        output.write("\n")
      }
    }
  }
}

extension DIMMMatch {
  fileprivate func why(
    _ evidence: Evidence, isNarrowed: Bool, leftOut: Int, start: Int64?
  ) -> [ByteString] {
    var lines = ["\(name) \(dimm.id?.description ?? "without an id"): \(headline)" as ByteString]
    func add(_ title: String, _ text: ByteString) {
      let padding = String(repeating: " ", count: max(0, 10 - title.utf8.count))
      lines.append(ByteString("  \(title)\(padding)".utf8 + text.bytes))
    }
    for vmdk in vmdks {
      add("VMDK", (vmdk.path ?? "without a path") + " (\(vmdk.sourceList))")
      if let uuid = vmdk.uuid, let serial = dimm.serial {
        add("rule", "\(uuid) ends in the serial \(serial)")
      }
      if let list = vmdk.list(start) { add("listed", list) }
      if let tie = vmdk.tie { add("tied by", ByteString(tie.explanation)) }
      for path in vmdk.otherPaths { add("also", path) }
      for possibleMatch in vmdk.possibleMatches { add("perhaps", possibleMatch.asPossibleMatch) }
      for attachment in vmdk.attachments { add("VM", attachment.text) }
      if let size = vmdk.size { add("VMDK size", "\(size) bytes") }
      if let kind = vmdk.kind {
        add("type", "\(kind == .nvdimm ? "an NVDIMM" : "a disk"), according to a host file")
      }
    }
    if let machine, !setAside.isEmpty {
      add("machine", "\(machine) is this one: the list says that it has this VMDK")
    }
    for vmdk in setAside {
      let owner = vmdk.machines.first.map { " of " + $0 } ?? ""
      add(
        "set aside",
        ByteString(vmdk.name) + owner
          + ": another machine's, according to the list (\(vmdk.sourceList))")
    }
    for doubt in doubts { add("doubt", ByteString(doubt.explanation(for: self))) }
    if leftOut > 0 {
      add("left out", ByteString("\(leftOut) more with its serial, by --only"))
    }
    add(
      "compared",
      dimm.serial == nil
        ? "nothing: the DIMM's serial is not known"
        : ByteString(evidence.comparison(hits: vmdks.count, isNarrowed: isNarrowed)))
    add("size", ByteString(sizeComparison(evidence)))
    add("vendor", ByteString(vendorText(evidence)))
    return lines
  }

  private var headline: String {
    switch verdict {
    case .one: "one VMDK"
    case .ambiguous: "ambiguous"
    case .none: "no VMDK"
    case .unknown: "unknown"
    }
  }

  private func sizeComparison(_ evidence: Evidence) -> String {
    guard let size else { return "the DIMM's is not known" }
    switch evidence.sizeAgrees {
    case true?: return "\(size) bytes, the same as the VMDK"
    case false?: return "\(size) bytes, not the same as the VMDK"
    case nil: return "\(size) bytes"
    }
  }

  private func vendorText(_ evidence: Evidence) -> String {
    switch (dimm.vendor, evidence.isVMware) {
    case (let vendor?, true?): "\(vendor) is VMware"
    case (let vendor?, _): "\(vendor) is not VMware (\(Evidence.vmwareVendor))"
    case (nil, _): "not known"
    }
  }
}

extension VMDK {
  /// Which host listed it last, and when: before this machine was started, or after; nil if that is not known.
  fileprivate func list(_ start: Int64?) -> ByteString? {
    let host = host.map { "by " + $0 } ?? "by a host"
    guard let listed else { return self.host.map { _ in host } }
    if listed.isToCome {
      return host + ByteString(" at \(listed), which is in the future: is a clock wrong?")
    }
    // NVDIMMs come and go only while a machine is off.
    let age =
      start.map { start in
        listed.seconds < start
          ? ", before this machine was started: its NVDIMMs may have changed since"
          : ", after this machine was started: it has no NVDIMM that is newer"
      } ?? ""
    return host + ByteString(" at \(listed)\(age)")
  }

  /// Where it was sighted; so many places tell enough.
  fileprivate var sourceList: String {
    let shown = sources.prefix(5).map(\.text.lossyText).joined(separator: ", ")
    return sources.count > 5 ? "\(shown) and \(sources.count - 5) more" : shown
  }
}

extension Attachment {
  /// The machine, and what the VMDK is there.
  fileprivate var text: ByteString {
    let device = device ?? unit.map { "unit \($0)" }
    let parts = [machine ?? machineUUID.map { "\($0)" }, device].compactMap(\.self)
    return ByteString(parts.map(\.bytes).joined(separator: ", ".utf8))
  }
}

extension Tie {
  fileprivate var explanation: String {
    switch self {
    case .record: "path and UUID are in one record"
    case .line: "path and UUID are on one line"
    case .command: "a command, or a file's name, names this VMDK alone, and one UUID follows"
    case .turns: "paths and UUIDs take turns, without a gap in the block"
    }
  }
}

extension Evidence {
  fileprivate func comparison(hits: Int, isNarrowed: Bool) -> String {
    guard let chance else { return isNarrowed ? "--only keeps no UUID" : "no UUID is listed" }
    let number = comparedUUIDs == 1 ? "1 UUID" : "\(comparedUUIDs) UUIDs"
    if hits == 0 { return "\(number); none ends in the serial" }
    let found =
      hits == 1
      ? "only this one ends in the serial" : "\(hits) VMDKs have one that ends in the serial"
    return
      "\(number); \(found); odds of a chance match: 1 in \(chance)"
  }
}

extension Statement {
  fileprivate var asPossibleMatch: ByteString {
    let machine = machine.map { " of the VM " + $0 } ?? ""
    return (path ?? "") + machine
      + " (\(source.text.lossyText)): the same file name, but no UUID that proves it"
  }
}
