import NmemModel

/// A thing in a picture of a topology, with what stands on it.
struct TopologyNode {
  /// What makes two nodes the same thing: a region of several DIMMs stands on each of them.
  var identity: Identity

  /// The word for what it is: `vmdk`, `dimm`, `region`, `part`.
  var type: String

  var name: Cell

  /// The size in bytes; nil if it has none or it is not known.
  var size: UInt64?

  /// What else there is to say, in a few words each.
  var info: [ByteString] = []

  /// What it is to the node that it stands on.
  var bond = Bond.certain

  var children: [TopologyNode] = []

  /// A thing by its kind and its name, on its machine.
  struct Identity: Hashable {
    var guest: String?
    var kind: Kind
    var name: ByteString

    enum Kind {
      case vmdk, question, bus, dimm, region, namespace, device, mount, swap
    }
  }

  /// How sure it is that a node stands on the one above it.
  enum Bond {
    case certain
    /// One of several candidates, which a question is about.
    case possible
  }
}

/// Makes the nodes of a picture.
struct TopologyNodes {
  /// Whether VMDKs are at the root; otherwise DIMMs are.
  var hasVMDKs: Bool

  /// Whether any host file was read.
  var hasHostFiles: Bool

  /// Whether the guests are from saved lists, and not this machine.
  var isSaved: Bool

  /// Whether a user has left out some of the VMDKs.
  var isNarrowed: Bool

  /// The roots of a topology: VMDKs with their DIMMs, then what is on no DIMM, then VMDKs without one.
  func roots(of topology: Topology) -> [TopologyNode] {
    topology.stacks.map(root) + topology.unmapped.map { root(of: $0, in: topology) }
      + (hasVMDKs ? topology.unmatched.map { unmatched($0, in: topology) } : [])
  }

  private func unmatched(_ vmdk: VMDK, in topology: Topology) -> TopologyNode {
    let place = isSaved ? "there" : "here"
    let diagnostic =
      topology.ignorance(of: vmdk) == nil
      ? "backs no DIMM \(place)" : "whether it backs a DIMM \(place) is not known"
    return self.vmdk(vmdk, ByteString(diagnostic), nil)
  }

  private func root(of stack: Topology.Stack) -> TopologyNode {
    let dimm = dimm(stack)
    guard hasVMDKs else { return dimm }
    let match = stack.match
    switch match.verdict {
    case .one:
      return match.vmdks.map { vmdk in
        var root = self.vmdk(vmdk, nil, match.guest)
        root.children = [dimm]
        return root
      }.first ?? dimm
    case .ambiguous:
      let candidates = match.vmdks.map { vmdk in
        var candidate = self.vmdk(vmdk, nil, match.guest)
        candidate.bond = .possible
        return candidate
      }
      return question(
        "(ambiguous)", ByteString("it is not clear which is behind \(match.dimm.dev)"), match,
        candidates + [dimm])
    case .none:
      return question("(no VMDK)", "none listed has its serial", match, [dimm])
    case .unknown:
      let reason =
        !hasHostFiles
        ? "no host file was given"
        : match.dimm.serial == nil
          ? "its serial is not known"
          : isNarrowed ? "--only keeps no UUID" : "no UUID is listed"
      return question("(no VMDK known)", ByteString(reason), match, [dimm])
    }
  }

  private func question(
    _ name: ByteString, _ info: ByteString, _ match: DIMMMatch, _ children: [TopologyNode]
  ) -> TopologyNode {
    TopologyNode(
      identity: .init(guest: match.guest, kind: .question, name: match.dimm.identity),
      type: "vmdk?", name: .text(name), info: [info], children: children)
  }

  private func vmdk(_ vmdk: VMDK, _ diagnostic: ByteString?, _ guest: String?) -> TopologyNode {
    let uuid = vmdk.uuid.map { ByteString($0.description) }
    return TopologyNode(
      identity: .init(guest: nil, kind: .vmdk, name: (vmdk.path ?? "") + "\0" + (uuid ?? "")),
      type: "vmdk", name: .text(vmdk.path ?? "(path not known)"), size: vmdk.size,
      info: [uuid, diagnostic].compactMap(\.self))
  }

  private func dimm(_ stack: Topology.Stack) -> TopologyNode {
    let (match, dimm) = (stack.match, stack.match.dimm)
    let place = match.guest.map { "in \($0)" }
    let state = dimm.state == .disabled ? "disabled" : nil
    let lock: DIMM.Security? = [.unlocked, .frozen].contains(dimm.security) ? dimm.security : nil
    return TopologyNode(
      identity: .init(guest: match.guest, kind: .dimm, name: dimm.identity), type: "dimm",
      name: .device(dimm.dev), size: match.size,
      info: ([dimm.id?.description ?? "without an id", state, place, lock?.rawValue].compactMap {
        $0
      }
        + dimm.troubles.filter { $0 != state }).map { ByteString($0) },
      children: (stack.regions ?? []).map { region($0, match.guest) })
  }

  private func root(of others: Topology.Unmapped, in topology: Topology) -> TopologyNode {
    let isOnNone = others.reason == .noDIMM && !topology.mayBeOnUnseenDIMMs(others)
    let diagnostic = isOnNone ? "on no DIMM" : "on which DIMMs is not known"
    return TopologyNode(
      identity: .init(
        guest: others.guest, kind: .bus,
        name: ByteString((others.bus.dev ?? "") + "\0" + diagnostic)),
      type: "bus", name: .text(ByteString(others.bus.dev ?? "(bus not known)")),
      info: [others.bus.provider, diagnostic].compactMap { $0 }.map { ByteString($0) },
      children: others.regions.map { region($0, others.guest) }
        + others.namespaces.filter { !$0.isReserve }.map { namespace($0, others.guest) })
  }

  private func region(_ region: Region, _ guest: String?) -> TopologyNode {
    let dimms = region.dimms
    var info: [String] = []
    if let type = region.type, type != .pmem { info.append(type.rawValue) }
    if dimms.count > 1 {
      let names = dimms.count > 4 ? "\(dimms.count) DIMMs" : dimms.joined(separator: ", ")
      info.append("over \(names)")
    }
    if !region.isEnabled { info.append("disabled") }
    info += badblocks(region.badblockCount)
    return TopologyNode(
      identity: .init(guest: guest, kind: .region, name: ByteString(region.dev)), type: "region",
      name: .text(region.dev), size: region.size, info: info.map { ByteString($0) },
      children: (region.namespaces ?? []).filter { !$0.isReserve }.map { namespace($0, guest) })
  }

  private func namespace(_ namespace: Namespace, _ guest: String?) -> TopologyNode {
    var info = [namespace.mode?.rawValue, namespace.name].compactMap { $0 }
    if !namespace.isActive { info.append("disabled") }
    info += badblocks(namespace.badblockCount)
    var children: [TopologyNode] = []
    if let stack = namespace.stack {
      children = [device(stack, guest)]
    } else if let name = namespace.blockdev {
      children = [device(BlockDevice(dev: name), guest)]
    } else if let devices = namespace.daxRegion?.devices {
      children = devices.filter { $0.size != 0 }.map { device($0, guest) }
    } else if let name = namespace.chardev {
      children = [device(DAXDevice(dev: name), guest)]
    }
    return TopologyNode(
      identity: .init(guest: guest, kind: .namespace, name: ByteString(namespace.dev)),
      type: "namespace", name: .text(namespace.dev), size: namespace.size,
      info: info.map { ByteString($0) }, children: children)
  }

  private func badblocks(_ count: UInt64) -> [String] {
    count > 0 ? ["\(count) bad sectors"] : []
  }

  private func device(_ device: DAXDevice, _ guest: String?) -> TopologyNode {
    var info: [String] = []
    if let memory = device.memory, let online = memory.onlineBlocks {
      info.append("\(online)\(memory.totalBlocks.map { " of \($0)" } ?? "") blocks online")
    }
    if !device.isEnabled { info.append("disabled") }
    return TopologyNode(
      identity: .init(guest: guest, kind: .device, name: ByteString(device.dev)),
      type: device.isMemory ? "ram" : "dax", name: .device(device.dev),
      size: device.size, info: info.map { ByteString($0) })
  }

  private func device(_ device: BlockDevice, _ guest: String?) -> TopologyNode {
    let swap =
      device.isSwap == true
      ? [
        TopologyNode(
          identity: .init(guest: guest, kind: .swap, name: ByteString(device.dev)), type: "swap",
          name: .text(BlockDevice.swapMark))
      ] : []
    return TopologyNode(
      identity: .init(guest: guest, kind: .device, name: ByteString(device.dev)),
      type: device.type ?? "disk", name: device.nameCell,
      size: device.size, info: device.label.map { _ in [ByteString(device.dev)] } ?? [],
      children: (device.mounts ?? []).map { mount($0, guest) } + swap
        + device.children.map { self.device($0, guest) })
  }

  /// A file system of several devices has one mount on all of them.
  private func mount(_ mount: Mount, _ guest: String?) -> TopologyNode {
    var info = [mount.fileSystem.map { ByteString($0) }, mount.isDAX == true ? "dax" : nil]
    if let root = mount.root, root != "/" { info.append("folder " + root) }
    if mount.isHidden == true { info.append("hidden by another mount") }
    return TopologyNode(
      identity: .init(
        guest: guest, kind: .mount,
        name: mount.target + "\0" + (mount.source ?? "") + ByteString("\0\(mount.id ?? 0)")),
      type: "mount", name: .text(mount.target), info: info.compactMap { $0 },
      children: mount.swapFiles.map { file in
        TopologyNode(
          identity: .init(guest: guest, kind: .swap, name: file), type: "swap", name: .text(file))
      })
  }
}

extension DIMM {
  /// What distinguishes the DIMM from the others of its machine. A list that was saved before and after a boot
  /// gives one name to two.
  fileprivate var identity: ByteString {
    ByteString("\(dev)\0\(id?.description ?? "")\0\(handle.map(String.init) ?? "")")
  }
}
