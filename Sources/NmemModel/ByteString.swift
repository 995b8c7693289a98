/// Text exactly as a file, a directory or a command line held it: bytes that are mostly UTF-8 and
/// need not be.
///
/// Host paths and file names stay in this form until they are printed, because two names that
/// differ in one invalid byte are two files, and a lossy `String` would make them one.
public struct ByteString: Hashable, Sendable {
  /// The bytes, with no terminator. Any value may occur, NUL included.
  public var bytes: [UInt8]

  public init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// Text of the given bytes, unchanged and not copied.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init(_ string: some StringProtocol) {
    self.bytes = Array(string.utf8)
  }

  /// The text as Unicode, each invalid byte sequence replaced by U+FFFD.
  public var lossyText: String {
    String(decoding: bytes, as: UTF8.self)
  }

  public var isEmpty: Bool { bytes.isEmpty }

  /// The path without needless slashes and `.`: `/dev/nmem0` for `//dev/./nmem0`. A `..` stays, since what it
  /// means depends on the file system.
  public var normalizedPath: ByteString {
    let slash = UInt8(ascii: "/")
    guard bytes.contains(slash) else { return self }
    let names = bytes.split(separator: slash).filter { !$0.elementsEqual(".".utf8) }
    return ByteString((bytes.first == slash ? [slash] : []) + names.joined(separator: [slash]))
  }

  /// Whether the text is a path that is the given one, or lies below it.
  public func isAt(orBelow folder: ByteString) -> Bool {
    guard bytes.starts(with: folder.bytes) else { return false }
    let slash = UInt8(ascii: "/")
    return bytes.count == folder.bytes.count || folder.bytes.last == slash
      || bytes[folder.bytes.count] == slash
  }

  /// The text with the letters A to Z in lower case, all else as it is.
  public var lowercasedASCII: ByteString {
    ByteString(bytes.map(\.lowercasedASCII))
  }

  /// Whether the text starts with the given ASCII prefix, upper and lower case being the same.
  public func hasPrefix(ignoringCase prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { prefix in
      bytes.count >= prefix.count
        && zip(bytes, prefix).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }
  }

  /// Whether the text ends with the given ASCII suffix, upper and lower case being the same.
  public func hasSuffix(ignoringCase suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { suffix in
      bytes.count >= suffix.count
        && zip(bytes.suffix(suffix.count), suffix)
          .allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }
  }
}

extension ByteString {
  /// One text after the other.
  public static func + (lhs: ByteString, rhs: ByteString) -> ByteString {
    ByteString(lhs.bytes + rhs.bytes)
  }
}

extension ByteString: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension ByteString: Comparable {
  /// Whether `lhs` comes first in natural order: see ``naturallyPrecedes(_:_:)``.
  public static func < (lhs: ByteString, rhs: ByteString) -> Bool {
    naturallyPrecedes(lhs.bytes, rhs.bytes)
  }
}

extension UInt8 {
  /// The byte with the letters A to Z in lower case, every other byte as it is.
  public var lowercasedASCII: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }

  public var isASCIIDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}
