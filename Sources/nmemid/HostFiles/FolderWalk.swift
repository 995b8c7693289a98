import Glibc
import NmemModel

/// Goes through all files below a folder, in the order in which a person would list them.
///
/// Follows symbolic links and enters each folder once, so that a loop ends. Passes over what cannot
/// be a host file by its name or its kind: hidden files, an editor's backups, FIFOs, devices.
struct FolderWalk {
  /// What is found.
  enum Entry {
    case file(ByteString)
    case unreadable(ByteString, errorNumber: Int32)
  }

  /// What is still to be visited, the next one last.
  private var stack: [ByteString]
  private var visited: Set<FileIdentity> = []

  init(_ folder: ByteString) {
    stack = [folder]
  }

  /// The next file, or what cannot be read; nil at the end.
  mutating func next() -> Entry? {
    while let path = stack.popLast() {
      guard let status = FileStatus(ofPath: path) else {
        return .unreadable(path, errorNumber: errno)
      }
      switch status.format {
      case S_IFREG:
        return .file(path)
      case S_IFDIR:
        guard visited.insert(status.identity).inserted else { continue }
        if let errorNumber = push(path) { return .unreadable(path, errorNumber: errorNumber) }
      default:
        continue
      }
    }
    return nil
  }

  /// Puts what is in a folder on the stack. Returns the error number if it cannot be read.
  private mutating func push(_ folder: ByteString) -> Int32? {
    guard let names = namesInFolder(folder)?.filter({ !Self.isPassedOver($0) }) else {
      return errno
    }
    let separator: [UInt8] = folder.bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    stack += names.sorted(by: >).map { ByteString(folder.bytes + separator + $0.bytes) }
    return nil
  }

  private static func isPassedOver(_ name: ByteString) -> Bool {
    name.bytes.first == UInt8(ascii: ".") || name.bytes.last == UInt8(ascii: "~")
  }
}
