public import NmemModel

/// Goes through all files below a folder, in the order in which a person would list them.
///
/// Follows symbolic links and enters each folder once, so a loop ends. Passes over what cannot
/// be a host file by its name or its kind: hidden files, an editor's backups, FIFOs, devices.
public struct FolderWalk {
  public enum Entry {
    case file(ByteString)
    case unreadable(ByteString, Errno)
  }

  /// What is still to be visited, the next one last.
  private var stack: [ByteString]
  private var visited: Set<FileIdentity> = []

  public init(_ folder: ByteString) {
    stack = [folder]
  }

  /// The next file, or what cannot be read; nil at the end.
  public mutating func next() -> Entry? {
    while let path = stack.popLast() {
      do throws(Errno) {
        let status = try FileStatus(ofPath: path)
        switch status.kind {
        case .file: return .file(path)
        case .folder where visited.insert(status.identity).inserted: try push(path)
        default: continue
        }
      } catch {
        return .unreadable(path, error)
      }
    }
    return nil
  }

  /// Puts what is in a folder on the stack.
  private mutating func push(_ folder: ByteString) throws(Errno) {
    let names = try names(inFolder: folder).filter { !Self.isPassedOver($0) }
    let separator: [UInt8] = folder.bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    stack += names.sorted(by: >).map { ByteString(folder.bytes + separator + $0.bytes) }
  }

  private static func isPassedOver(_ name: ByteString) -> Bool {
    name.bytes.first == UInt8(ascii: ".") || name.bytes.last == UInt8(ascii: "~")
  }
}
