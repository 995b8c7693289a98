/// A mounted file system; a line of `/proc/self/mountinfo` (proc(5)).
public struct Mount: Hashable, Sendable {
  public var target: ByteString

  /// The number of this mount among those of the process; nil if a saved list does not say.
  public var id: Int?

  /// What is mounted, as it was named: `/dev/pmem0`; nil if a saved list does not say.
  public var source: ByteString?

  /// The type of the file system, `ext4`; nil if a saved list does not say.
  public var fileSystem: String?

  /// Which part of the file system is mounted: `/`, or what a bind mount or a subvolume names; nil if
  /// a saved list does not say.
  public var root: ByteString?

  /// Whether all files are mapped past the page cache, which the option `dax` or `dax=always` asks for;
  /// nil if a saved list does not say.
  public var isDAX: Bool?

  /// Whether something else is mounted at its mount point, or above it, so no path leads to it; nil
  /// if a saved list does not say.
  public var isHidden: Bool?

  /// The files on this mount that the kernel swaps to, sorted.
  public var swapFiles: [ByteString]

  /// What stands among mount points in a table for one that leads to something else by now.
  public static let hiddenMark: ByteString = "[HIDDEN]"

  public init(
    target: ByteString, id: Int? = nil, source: ByteString? = nil, fileSystem: String? = nil,
    root: ByteString? = nil, isDAX: Bool? = nil, isHidden: Bool? = nil,
    swapFiles: [ByteString] = []
  ) {
    self.target = target
    self.id = id
    self.source = source
    self.fileSystem = fileSystem
    self.root = root
    self.isDAX = isDAX
    self.isHidden = isHidden
    self.swapFiles = swapFiles
  }
}
