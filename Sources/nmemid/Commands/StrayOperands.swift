import Glibc
import NmemModel

/// Words of a command line that were to be host files, and of which none is one.
struct StrayOperands {
  private let names: [ByteString]

  /// Nil if there are no host files on the command line, or any of them is there, whatever it is.
  init?(_ invocation: Invocation) {
    names = invocation.hostFileNames
    guard !names.isEmpty, names.allSatisfy({ $0 != "-" && !FileKind.mayBeHostFile($0) }) else {
      return nil
    }
  }

  /// What may have been meant.
  func hints(to invocation: Invocation) -> [String] {
    names.compactMap { name in
      let text = name.lossyText
      if FileStatus(ofPath: name)?.format == S_IFBLK || Self.isName(ofDevice: text) {
        return "to learn which VMDK is behind \(text), say nmemid trace \(text)"
      }
      // A command has neither a folder nor an ending.
      guard !invocation.isCommandNamed, !text.contains(where: { "/.".contains($0) }) else {
        return nil
      }
      if text == "help" || text == "version" { return "did you mean nmemid --\(text)?" }
      let command = similarWord(to: text, in: Command.allCases.map(\.rawValue))
      return command.map { "there is no command \(text) either; did you mean nmemid \($0)?" }
        ?? "there is no command \(text) either; nmemid --help lists them"
    }
  }

  /// Whether the kernel calls a DIMM so, or what may stand on one.
  private static func isName(ofDevice text: String) -> Bool {
    let name = text.hasPrefix("/dev/") ? text.dropFirst("/dev/".count) : text[...]
    return ["nmem", "pmem", "dax", "region", "namespace", "ndbus"].contains { word in
      name.hasPrefix(word) && name.dropFirst(word.count).first?.isNumber ?? false
        && !name.contains("/")
    }
  }
}

extension FileKind {
  /// Whether a file, a folder or a pipe is at a path, or something of which that cannot be told.
  fileprivate static func mayBeHostFile(_ path: ByteString) -> Bool {
    guard let kind = FileKind(ofPath: path) else { return errno != ENOENT }
    return kind != .device
  }
}
