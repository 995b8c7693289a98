/// A line of a host file, for people to look it up: `vmdks.txt:7`.
public struct Source: Hashable, Sendable {
  /// The file as the user or the folder walk named it; `-` is standard input.
  public var file: ByteString

  /// The line, counted from 1; nil if the whole file is meant.
  public var line: Int?

  public init(file: ByteString, line: Int? = nil) {
    self.file = file
    self.line = line
  }
}

extension Source: Comparable {
  /// Whether `lhs` comes first: by file in natural order, then by line, a whole file first.
  public static func < (lhs: Source, rhs: Source) -> Bool {
    lhs.file == rhs.file ? (lhs.line ?? 0) < (rhs.line ?? 0) : lhs.file < rhs.file
  }
}
