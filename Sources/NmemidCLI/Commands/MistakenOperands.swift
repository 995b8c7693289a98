import LinuxSystem
import NmemModel

/// The words of a command line that should be host files, but are not.
struct MistakenOperands {
  private let names: [ByteString]

  /// Whether they are all that was given: then there is nothing to compare the guest with.
  let areAll: Bool

  init(of invocation: Invocation) {
    names = invocation.hostFileNames.filter { $0 != "-" && !InputKind.mayBeHostFile($0) }
    areAll = !names.isEmpty && names.count == invocation.hostFileNames.count
  }

  /// What may have been meant by them.
  func hints(to invocation: Invocation) -> [String] {
    names.compactMap { name in
      let text = name.lossyText
      if Command(rawValue: text) != nil { return "a command comes first: nmemid \(text)" }
      if !invocation.isCommandNamed && !text.contains(where: { "/.".contains($0) }) {
        if text == "help" || text == "version" { return "did you mean nmemid --\(text)?" }
        if let command = similarWord(to: text.lowercased(), in: Command.allCases.map(\.rawValue)) {
          return "there is no command \(text) either; did you mean nmemid \(command)?"
        }
      }
      let kind = try? FileStatus(ofPath: name).kind
      guard kind == nil && Self.mayBeTraced(text) || kind == .blockDevice || Self.isDAX(text)
      else { return nil }
      return "to see which VMDK is behind \(text), run nmemid trace \(text)"
    }
  }

  /// Whether `trace` may know something of this name. A list of VMDKs has an ending, most often.
  private static func mayBeTraced(_ text: String) -> Bool {
    let name = text.split(separator: "/").last ?? ""
    // Nothing is known of a place that is not there.
    let isLost = text.hasPrefix("/") && !text.hasPrefix("/dev/")
    return !isLost && !name.contains(".") || name.lowercased().hasSuffix(".vmdk")
      || name.hasPrefix("namespace") || isDAX(text)
  }

  /// Whether the kernel gives a DAX device this name: `/dev/dax1.0`.
  private static func isDAX(_ text: String) -> Bool {
    let name = text.split(separator: "/").last ?? ""
    return name.hasPrefix("dax") && name.dropFirst("dax".count).first?.isNumber ?? false
  }
}

extension InputKind {
  /// Whether there is a file, a folder or a pipe at a path, or that is not known.
  fileprivate static func mayBeHostFile(_ path: ByteString) -> Bool {
    do throws(Errno) {
      if case .device = try InputKind(ofPath: path) { return false }
      return true
    } catch {
      return ![.noEntry, .notAFolder, .nameTooLong].contains(error)
    }
  }
}
