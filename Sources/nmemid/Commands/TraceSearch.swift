import FileFormats
import Ndctl
import NmemModel

/// The search for one thing that a user asked `trace` for.
struct TraceSearch {
  /// The part of the topology that has to do with it; empty if it was not found.
  private(set) var found: Topology

  /// What a person should know about how it was found.
  private(set) var remarks: [String] = []

  private var subject: Subject

  /// Where it leads to, as a path on this machine; nil if it is not taken for one.
  private var path: LocalPath?

  /// Searches for what a user wrote, on this machine or in saved lists.
  init(for text: ByteString, in topology: Topology, isSaved: Bool) {
    subject = Subject(text)
    subject.uuid = DiskUUID(spelling: text)
    found = topology.narrowed(to: subject)
    if !isSaved {
      searchPath(in: topology)
    } else if found.isEmpty {
      searchMountPoints(of: topology)
    }
  }

  /// Takes the text for the path of a device or of a file, too. The name of a device or of a VMDK comes
  /// before that of a file that happens to be in the working folder.
  private mutating func searchPath(in topology: Topology) {
    guard found.isEmpty || subject.isAbsolutePath else { return }
    let path = LocalPath(subject.text)
    guard path.exists || found.isEmpty && mayBeLost else { return }
    self.path = path
    subject.deviceFile = path.deviceFile
    subject.mount = path.mount?.id.map(Subject.MountName.number)
    found = topology.narrowed(to: subject)
  }

  /// Whether a text that leads nowhere may be the path of a file that is gone, and not the name of
  /// something else, mistyped.
  private var mayBeLost: Bool {
    subject.text.bytes.contains(UInt8(ascii: "/")) && !subject.text.isAt(orBelow: "/dev")
      && !subject.text.hasSuffix(ignoringCase: ".vmdk")
  }

  /// A saved list tells mount points and no more, so that the innermost one it has is taken.
  private mutating func searchMountPoints(of topology: Topology) {
    let targets = topology.chains.compactMap(\.mount?.target)
      .filter(subject.text.isAt(orBelow:))
    guard let target = targets.max(by: { $0.bytes.count < $1.bytes.count }) else { return }
    subject.mount = .target(target)
    found = topology.narrowed(to: subject)
    guard target != subject.text else { return }
    remarks.append(
      """
      \(subject.text.lossyText) is taken to be on \(target.lossyText): a saved list does not tell \
      what else may be mounted below
      """)
  }

  /// Why nothing was found, and what was searched; the host's side was asked for so many VMDKs, or not
  /// at all.
  func explanation(vmdkCount: Int?) -> String {
    let text = subject.text.lossyText
    if let path, let mount = path.mount {
      let place = "\(mount.target.lossyText) (\(mount.source?.lossyText ?? "unknown"))"
      return path.exists
        ? "\(text) is on \(place), which lies on no NVDIMM"
        : "\(text) does not exist; it would be on \(place), which lies on no NVDIMM"
    }
    let hostPart =
      vmdkCount.map { "and the paths and UUIDs of \($0) VMDKs" }
      ?? "but no VMDKs, since no host file was given"
    return """
      \(text) was not found: searched the names, ids and serials of DIMMs, the names of buses, \
      regions, namespaces and devices, the mount points, \(hostPart)
      """
  }
}
