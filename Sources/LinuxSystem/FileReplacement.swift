internal import Glibc
public import NmemModel

/// Why a file was not replaced, as a sentence for people without a full stop.
public struct ReplacementError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  fileprivate init(_ description: String) {
    self.description = description
  }

  fileprivate init(_ path: ByteString, cannotBe what: String, _ error: Errno) {
    let advice =
      [.accessDenied, .notPermitted, .readOnlyFileSystem].contains(error)
      ? "; this needs root, or --to with a file of your own" : ""
    description = "\(path.lossyText) cannot be \(what): \(error)\(advice)"
  }
}

/// Puts a text in place of a file, and keeps the file that was there with a `~` after its name. Whatever
/// happens, one of them is whole.
public func replaceFile(
  _ path: ByteString, with text: Span<UInt8>
) throws(ReplacementError) {
  if let complaint = complaint(about: path) { throw ReplacementError(complaint) }
  var (place, what) = (path.folder, "opened")
  do throws(Errno) {
    let folder = try Descriptor(reading: path.folder)
    what = "locked"
    // One at a time: otherwise the state that one saves would be lost to the other.
    try folder.lock()
    (place, what) = (path, "written")
    let new = path + ".\(getpid()).new"
    try write(text, to: new)
    do throws(Errno) {
      what = "kept as \(path.lossyText)~"
      try keepOld(path)
      what = "replaced"
      try rename(new, path)
      try folder.sync()
    } catch {
      remove(new)
      throw error
    }
  } catch {
    throw ReplacementError(place, cannotBe: what, error)
  }
}

/// Why what is at a path is not replaced; nil if nothing speaks against it.
private func complaint(about path: ByteString) -> String? {
  switch try? FileStatus(ofLink: path).kind {
  case nil, .file: nil
  case .folder: "\(path.lossyText) is a folder: give a file"
  case .symbolicLink: "\(path.lossyText) is a symbolic link: give the file that it leads to"
  default: "\(path.lossyText) is not a file; --to - writes to standard output"
  }
}

/// Writes a file that was not there, and waits until it is on the disk. Leaves nothing of it where that fails.
private func write(_ text: Span<UInt8>, to path: ByteString) throws(Errno) {
  let file = try newFile(path)
  do throws(Errno) {
    try file.write(text)
    try file.sync()
    try file.close()
  } catch {
    remove(path)
    throw error
  }
}

private func newFile(_ path: ByteString) throws(Errno) -> Descriptor {
  let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
  do throws(Errno) {
    return try Descriptor(path, flags, mode: 0o644)
  } catch {
    guard error == .exists else { throw error }
    // Left by a process of the same number that was ended: we have the lock.
    remove(path)
    return try Descriptor(path, flags, mode: 0o644)
  }
}

/// Gives the file that is there, if one is, a second name.
private func keepOld(_ path: ByteString) throws(Errno) {
  let link = path + ".\(getpid()).old"
  remove(link)
  do throws(Errno) {
    try unsafe path.withCString { path throws(Errno) in
      _ = try unsafe link.withCString { link throws(Errno) in
        try checked(unsafe Glibc.link(path, link))
      }
    }
  } catch {
    guard error == .noEntry else { throw error }
    return
  }
  // Two names of one file, as after a save that was ended in between, rename does not touch.
  defer { remove(link) }
  try rename(link, path + "~")
}

private func remove(_ path: ByteString) {
  _ = try? unsafe path.withCString { unsafe unlink($0) }
}

private func rename(_ old: ByteString, _ new: ByteString) throws(Errno) {
  try unsafe old.withCString { old throws(Errno) in
    _ = try unsafe new.withCString { new throws(Errno) in try checked(unsafe Glibc.rename(old, new))
    }
  }
}

extension ByteString {
  fileprivate var folder: ByteString { folderAndName.folder }
}
