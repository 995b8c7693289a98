import FileFormats
import LinuxSystem
import NmemModel

/// The search for one thing that a user asked `trace` for.
struct TraceSearch {
  /// The part of the topology that concerns it; empty if it was not found.
  private(set) var found: Topology

  /// What a person should know about how it was found.
  private(set) var diagnostics: [Diagnostic] = []

  /// Whether it may be something else than what was found.
  private(set) var isDoubtful = false

  /// Why it may be there all the same, if it was not found.
  private var silent: [String] = []

  var isUnknown: Bool { !silent.isEmpty }

  private var target: TraceTarget

  /// Where it leads to, as a path on this machine; nil if it is not taken for one.
  private var path: LocalPath?

  /// What a user wrote, as far as the text says.
  static func target(_ text: ByteString) -> TraceTarget {
    var target = TraceTarget(text)
    target.uuid = DiskUUID(spelling: text)
    return target
  }

  /// Searches for something on this machine, or in lists that were saved of these guests.
  init(for target: TraceTarget, in topology: Topology, savedGuests: [Guest]) {
    self.target = target
    found = topology.narrowed(to: target)
    for name in found.reserve(named: target.deviceName) {
      say("\(name) is empty: the kernel keeps it for the next namespace that is made on its region")
    }
    if savedGuests.isEmpty {
      searchPath(in: topology)
    } else if found.isEmpty && mayBeLost {
      searchMountPoints(of: savedGuests, in: topology)
    }
    if found.isEmpty && mayBeUntold { silent = savedGuests.silences }
    if target.tag != nil { judgeFileSystem(in: topology) }
    judgeFolder()
  }

  /// A list of names without folders does not say that a file in a folder is meant.
  private mutating func judgeFolder() {
    let vmdks = found.stacks.flatMap(\.match.vmdks) + found.unmatched
    let bare = Set(vmdks.filter(target.isOnlyName).compactMap(\.path?.lossyText)).sorted()
    guard !bare.isEmpty else { return }
    isDoubtful = true
    say("\(bare.listed) may be another file than \(text): ask the host again, with full paths")
  }

  /// A copy of a VMDK has the tags of its file system; and where udev has not looked, there may be one.
  private mutating func judgeFileSystem(in topology: Topology) {
    let devices = found.blockDevices.filter(target.names)
    if devices.count > 1 {
      isDoubtful = true
      say("\(text) is on \(devices.listed(\.dev)), each of which may be a copy of the other")
    }
    let unknown = topology.blockDevices.filter { $0.content == nil }
    if devices.isEmpty && !unknown.isEmpty {
      silent.append("udev's database does not say what is on \(unknown.listed(\.dev))")
    }
  }

  private var text: String { target.text.lossyText }

  /// Takes the text for the path of a device or of a file, too. The name of a device or of a VMDK comes
  /// before that of a file that happens to be in the working folder.
  private mutating func searchPath(in topology: Topology) {
    guard found.isEmpty || target.isAbsolutePath else { return }
    let path = LocalPath(target.text)
    guard path.exists || found.isEmpty && mayBeLost else { return }
    self.path = path
    diagnosticOnHidden(at: target.text.normalizedPath, in: topology)
    if let failure = path.failure {
      // Said below, as the reason why nothing was found.
      guard !found.isEmpty else { return }
      say("\(text) is taken as a name, since it cannot be followed as a path: \(failure)")
      return
    }
    target.deviceFile = path.deviceFile
    target.mount = path.mount?.id.map(TraceTarget.MountName.number)
    found = topology.narrowed(to: target)
    // What the kernel mounts something on is there, even if a recorded machine lacks the folder.
    if !path.exists && !found.isEmpty, let mount = path.mount,
      mount.target != target.text.normalizedPath
    {
      say("\(text) does not exist; it would be on \(mount.target.lossyText)")
    }
  }

  /// Says what is mounted at a path, of a saved guest or here, and cannot be seen there.
  private mutating func diagnosticOnHidden(
    at path: ByteString, of guest: Guest? = nil, in topology: Topology
  ) {
    let devices = topology.hiddenMounts.filter { $0.target == path }.map(\.device)
    guard !devices.isEmpty else { return }
    say("\(devices.listed) is mounted at \(text), too, but something is mounted over it", on: guest)
  }

  private mutating func say(_ message: String, on guest: Guest? = nil) {
    diagnostics.append(guest.map { Diagnostic(message, on: $0) } ?? Diagnostic(message))
  }

  /// Whether a text that leads nowhere may be the path of a file that is gone, and not the name of
  /// something else, mistyped.
  private var mayBeLost: Bool {
    let path = target.text.normalizedPath
    let isPath =
      target.isAbsolutePath
      || ["./", "../"].contains { target.text.bytes.starts(with: $0.utf8) }
    return isPath && !path.isAt(orBelow: "/dev") && !path.hasSuffix(ignoringCase: ".vmdk")
  }

  /// Whether it may be something of a guest that its list leaves out: no VMDK, and no DIMM.
  private var mayBeUntold: Bool {
    target.uuid == nil && !target.text.hasSuffix(ignoringCase: ".vmdk")
      && !target.deviceName.hasPrefix("nmem")
  }

  /// A saved list has mount points and no more, so the innermost one that each guest has is taken.
  private mutating func searchMountPoints(of guests: [Guest], in topology: Topology) {
    let path = target.text.normalizedPath
    let names = path.bytes.split(separator: UInt8(ascii: "/"))
    // Where `..` leads depends on links that no list has.
    guard target.isAbsolutePath, !names.contains(where: { $0.elementsEqual("..".utf8) }) else {
      return
    }
    let parts = topology.partsByGuest
    let foundParts = guests.compactMap { guest -> Topology? in
      guard let part = parts[guest.name] else { return nil }
      diagnosticOnHidden(at: path, of: guest, in: part)
      var seen: [Mount] = []
      for mount in part.chainsOfGuests.compactMap(\.mount)
      where mount.isHidden != true && path.isAt(orBelow: mount.target) && !seen.contains(mount) {
        seen.append(mount)
      }
      let length = seen.map(\.target.bytes.count).max()
      let innermost = seen.filter { $0.target.bytes.count == length }
      guard let mount = innermost.first else { return part.narrowed(to: target) }
      diagnostic(on: mount, of: guest, path, count: innermost.count)
      var target = target
      target.mount = .target(mount.target)
      return part.narrowed(to: target)
    }
    found = topology.union(of: foundParts)
  }

  private mutating func diagnostic(
    on mount: Mount, of guest: Guest, _ path: ByteString, count: Int
  ) {
    let target = mount.target.lossyText
    if count > 1 {
      isDoubtful = true
      say("\(count) file systems are mounted at \(target), one over another", on: guest)
    }
    guard path != mount.target else { return }
    say(
      """
      \(text) is taken to be on \(target): a saved list does not say what else may be mounted below
      """, on: guest)
  }

  /// What the thing is in use for; nil for what is not one of the guest's things, and for a mount point, which says
  /// so itself.
  func usage(in topology: Topology) -> ThingInUse? {
    guard !found.isEmpty, let usage = topology.usage(of: target) else { return nil }
    // Of several candidates, none is known to be the one that is in use.
    let doubtful = found.stacks.filter { stack in
      stack.match.vmdks.contains { vmdk in
        target.names(vmdk) && (stack.match.verdict != .one || target.isOnlyName(of: vmdk))
      }
    }
    guard !doubtful.isEmpty else {
      // Several guests may have a thing of this name.
      let guests = found.stacks.compactMap(\.match.guest).reduce(into: [String]()) { names, next in
        if names.last != next { names.append(next) }
      }
      let name = guests.count > 1 ? "the \(text) of \(guests.listed)" : text
      return ThingInUse(name: name, isSeveral: guests.count > 1, usage: usage)
    }
    let name = "\(doubtful.map(\.match.name).listed) (which \(text) may back)"
    return ThingInUse(name: name, isSeveral: doubtful.count > 1, usage: usage)
  }

  /// That nothing was found, and why; `vmdkCount` VMDKs of the host were searched, or none if nil.
  func explanation(vmdkCount: Int?, isNarrowed: Bool) -> Diagnostic {
    if let failure = path?.failure {
      let text = "cannot be followed: \(failure)"
      return Diagnostic(target.text, one: text, several: text)
    }
    if let path, let mount = path.mount {
      let place = "\(mount.target.lossyText) (\(mount.source?.lossyText ?? "unknown"))"
      let (way, ways) =
        path.exists
        ? ("is on", "are on")
        : ("does not exist; it would be on", "do not exist; they would be on")
      let isFile = (try? FileStatus(ofPath: target.text).kind) == .file
      let hint = isFile ? "; if it is a list of VMDKs, give it with --host" : ""
      let rest = "\(place), \(path.whatItLiesOn)\(hint)"
      return Diagnostic(target.text, one: "\(way) \(rest)", several: "\(ways) \(rest)")
    }
    let reason = reason(vmdkCount: vmdkCount, isNarrowed: isNarrowed)
    return Diagnostic(
      target.text, one: "was not found\(reason)", several: "were not found\(reason)")
  }

  private func reason(vmdkCount: Int?, isNarrowed: Bool) -> String {
    if let path, path.exists, path.deviceFile == nil {
      return ": /proc/self/mountinfo, which says what lies where, cannot be read; mount /proc"
    }
    if isUnknown { return ", but may be there: \(silent.joined(separator: "; "))" }
    let hostPart =
      vmdkCount.map {
        "and the paths and UUIDs of \($0) VMDKs\(isNarrowed ? " that --only keeps" : "")"
      }
      ?? "but no VMDKs, since no host file was given"
    // A list whose name is mistyped, perhaps.
    let isNoFile = target.text.hasEnding && !target.isSpelledAsThing && path == nil
    let noFile = isNoFile ? ", and there is no file of this name" : ""
    return """
      \(noFile): searched the names, ids and serials of DIMMs, the names of buses, regions, namespaces and \
      devices, the mount points, \(hostPart)
      """
  }
}

extension [Guest] {
  /// What the lists of these guests leave out of what `trace` may be asked for: a sentence for all that leave out
  /// the same.
  fileprivate var silences: [String] {
    let silent = compactMap { guest in
      guest.silence.map { (things: $0, name: guest.name ?? guest.file?.lossyText ?? "") }
    }
    return Dictionary(grouping: silent, by: \.things).sorted { $0.key < $1.key }.map { things, of in
      let names = of.map(\.name).listed
      return of.count == 1
        ? "the list of \(names) leaves out \(things)" : "the lists of \(names) leave out \(things)"
    }
  }
}

extension Topology {
  /// All block devices, each once.
  fileprivate var blockDevices: [BlockDevice] {
    var seen: Set<String> = []
    return chainsOfGuests.flatMap { chain in
      chain.devices.filter { seen.insert("\(chain.guest ?? "")/\($0.dev)").inserted }
    }
  }

  /// The namespaces of a name that the kernel keeps in reserve.
  fileprivate func reserve(named name: String) -> Set<String> {
    let regions = stacks.flatMap { $0.regions ?? [] } + unmapped.flatMap(\.regions)
    let namespaces = regions.flatMap { $0.namespaces ?? [] } + unmapped.flatMap(\.namespaces)
    return Set(namespaces.filter { $0.isReserve && $0.dev == name }.map(\.dev))
  }
}

extension LocalPath {
  /// File systems of the kernel's own, which lie on nothing.
  private static let ofMemory: Set<String> = [
    "cgroup", "cgroup2", "debugfs", "devpts", "devtmpfs", "proc", "ramfs", "rootfs", "securityfs",
    "sysfs", "tmpfs", "tracefs",
  ]

  /// The driver of loop devices (Documentation/admin-guide/devices.txt of the kernel).
  private static let loopDriver = 7

  /// What is known about what a mounted file system that is on no NVDIMM lies on.
  fileprivate var whatItLiesOn: String {
    if let device {
      return device.major == Self.loopDriver
        ? "a loop device: trace the file behind it" : "which lies on no NVDIMM"
    }
    return Self.ofMemory.contains(mount?.fileSystem ?? "")
      ? "which lies on no NVDIMM"
      : "and it is not known what \(mount?.fileSystem ?? "this file system") lies on"
  }
}
