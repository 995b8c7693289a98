public import NmemModel

/// Which processes hold devices open, from `/proc/PID/fd` and `/proc/PID/maps` (proc(5)).
public struct OpenDevices {
  private var openers: [DeviceFile: [String]] = [:]

  /// Whether all processes could be looked at: only root may look at those of others.
  private var isComplete = true

  /// Looks at all processes.
  public init() {
    // With the slash, a recorded machine has the processes that were recorded with it, and none of ours.
    let processes = entries(of: "/proc/").filter { $0.allSatisfy(\.isNumber) }
    // Where /proc is mounted with hidepid, those of others are not even listed.
    isComplete = processes.isEmpty || processes.contains("1")
    for process in processes.sorted(by: naturallyPrecedes) { look(at: process) }
  }

  /// The processes that hold a device open, by name and number; nil if none is seen and there may be one.
  public func openers(of device: DeviceFile) -> [String]? {
    openers[device] ?? (isComplete ? [] : nil)
  }

  private mutating func look(at process: String) {
    let folder = "/proc/\(process)/fd"
    let names: [ByteString]
    do throws(Errno) {
      names = try LinuxSystem.names(inFolder: ByteString(folder))
    } catch {
      // A process that has ended meanwhile holds nothing.
      if error == .accessDenied || error == .notPermitted { isComplete = false }
      return
    }
    var devices: Set<DeviceFile> = []
    for name in names {
      let file = ByteString("\(folder)/") + name
      // Only a device's file is asked what it is: one on a server that does not answer would keep us waiting.
      guard let target = try? linkTarget(file), Self.isInDev(target), let device = deviceFile(file)
      else {
        continue
      }
      devices.insert(device)
    }
    // A program may close the file of memory that it has mapped.
    for path in Self.mappedDevices(in: contents(of: "/proc/\(process)/maps") ?? []) {
      if let device = deviceFile(path) { devices.insert(device) }
    }
    guard !devices.isEmpty else { return }
    let name = "\(attribute("/proc/\(process)/comm") ?? "a process") (\(process))"
    for device in devices { openers[device, default: []].append(name) }
  }

  private static func isInDev(_ path: ByteString) -> Bool {
    path.lossyText.contains("/dev/")
  }

  /// The files of DAX devices among the mappings of a process.
  static func mappedDevices(in maps: [UInt8]) -> Set<ByteString> {
    Set(
      maps.split(separator: UInt8(ascii: "\n")).compactMap { line in
        // The path is the last field, and the only one with a slash.
        let path = ByteString(line.drop { $0 != UInt8(ascii: "/") })
        return path.bytes.starts(with: "/dev/dax".utf8) ? path : nil
      })
  }
}
