import FileFormats
import Ndctl
import NmemModel

extension Invocation {
  /// `nmemid trace WHAT…`: what each thing stands on, down to the VMDK, and what stands on it, up to
  /// the mount points.
  func trace() throws -> Answer {
    let columns = isDrawn ? [] : try columnSet(ColumnSet<ChainRow>.chains).columns(columns)
    let host = HostSide(self)
    let guest = try GuestSide(self, .devices)
    var inventory = Inventory(host.findings)
    inventory.keep(only: patterns)
    var map = GuestToHostMap(guest.guests, inventory.vmdks)
    let all = Topology(map, of: guest.guests)

    let searches = operands.map { Search(for: $0, in: all, isSaved: !guests.isEmpty) }
    let found = all.union(of: searches.map(\.found))
    map.matches = found.stacks.map(\.match)
    map.unmatched = found.unmatched
    let output =
      isDrawn
      ? try draw(found, TopologyNodes(hasVMDKs: true, hasHostFiles: host.isGiven))
      : render(columns, ChainRow.rows(found)) {
        JSONDocument(style: cells, names: keptNames(columns))
          .map(
            found, inventory.problems + guest.problems, comparedUUIDs: inventory.uuidCount)
      }
    let missing = searches.filter(\.found.isEmpty).map { $0.explanation(host, inventory) }
    let isDoubtful =
      map.isDoubtful(withHostFiles: host.isGiven) || !missing.isEmpty || !found.unmatched.isEmpty
    let texts =
      searches.flatMap(\.remarks) + missing + map.matches.flatMap(\.remarks)
      + (map.matches.isEmpty ? [] : map.remarksOnNone(host, uuidCount: inventory.uuidCount))
      + found.remarks
    return Answer(
      output: output,
      remarks: inventory.remarks + guest.allRemarks + texts.map { ByteString($0) },
      status: max(
        host.hasFailed || guest.hasFailed ? .failed : .answered, isDoubtful ? .doubtful : .answered)
    )
  }
}

/// The search for one thing that a user asked for.
private struct Search {
  var subject: Subject

  /// The part of the topology that has to do with it; empty if it was not found.
  var found: Topology

  /// Where it leads to, as a path on this machine; nil for a saved guest.
  var path: LocalPath?

  /// What a person should know about how it was found.
  var remarks: [String] = []

  init(for text: ByteString, in topology: Topology, isSaved: Bool) {
    subject = Subject(text)
    subject.uuid = DiskUUID(spelling: text)
    found = topology.narrowed(to: subject)
    guard !isSaved else {
      if found.isEmpty { searchMountPoints(of: topology) }
      return
    }
    // A name of a device or of a VMDK comes before a file that happens to have it.
    guard found.isEmpty || subject.isAbsolutePath else { return }
    let path = LocalPath(text)
    guard path.exists || found.isEmpty else { return }
    self.path = path
    // A word that is no path may well be something else, mistyped.
    guard path.exists || text.bytes.contains(UInt8(ascii: "/")) else { return }
    subject.deviceNumber = path.deviceNumber
    subject.mount = path.mount?.id.map(Subject.MountName.number)
    found = topology.narrowed(to: subject)
  }

  /// A saved list tells mount points and no more, so that the innermost one it has is taken.
  private mutating func searchMountPoints(of topology: Topology) {
    let targets = topology.mounts.map(\.target).filter(subject.text.isAt(orBelow:))
    guard let target = targets.max(by: { $0.bytes.count < $1.bytes.count }) else { return }
    subject.mount = .target(target)
    found = topology.narrowed(to: subject)
    if target != subject.text {
      remarks.append(
        """
        \(subject.text.lossyText) is taken to be on \(target.lossyText): a saved list does not tell \
        what else may be mounted below
        """)
    }
  }

  /// Why nothing was found, and what was searched.
  func explanation(_ host: HostSide, _ inventory: Inventory) -> String {
    let text = subject.text.lossyText
    if let mount = path?.mount, path?.exists == true || subject.isAbsolutePath {
      let source = mount.source?.lossyText ?? "what is mounted there"
      return """
        \(text) is on \(mount.target.lossyText) (\(source)), which lies on no NVDIMM
        """
    }
    let hostPart =
      host.isGiven
      ? "and the paths and UUIDs of \(inventory.vmdks.count) VMDKs"
      : "but no VMDKs, since no host file was given"
    return """
      \(text) was not found: searched the names, ids and serials of DIMMs, the names of buses, \
      regions, namespaces and devices, the mount points, \(hostPart)
      """
  }
}

extension Topology {
  /// All mounted file systems.
  fileprivate var mounts: [Mount] {
    chains.compactMap(\.mount)
  }

  /// What a person should know about what was found.
  fileprivate var remarks: [String] {
    unmatched.map { vmdk in
      "\(vmdk.path?.lossyText ?? vmdk.uuid?.description ?? "a VMDK") backs no DIMM of this machine"
    }
      + others.map { other in
        """
        no VMDK is behind \(other.regions.map(\.dev).joined(separator: ", ")): the bus \
        \(other.bus.dev ?? "") (\(other.bus.provider ?? "")) has persistent memory that is on no DIMM
        """
      }
  }
}
