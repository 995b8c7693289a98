import NmemModel

/// What takes the parts of a JSON document (RFC 8259) in their order, as ``JSONScanner`` reads them.
///
/// The key is that of an object's member, as written but for its escapes; nil for an element of an
/// array and for the document itself. A key of more than ``JSONScanner/longestText`` bytes is cut
/// there. Lines count from 1.
protocol JSONHandler {
  /// An object or an array begins.
  mutating func begin(_ container: JSONContainer, key: ByteString?, line: Int)

  /// A value that contains no others.
  mutating func scalar(_ value: JSONScalar, key: ByteString?, line: Int)

  /// The object or the array that began last and has not ended yet ends.
  mutating func end(_ container: JSONContainer, line: Int)
}

/// A value of JSON that contains others.
enum JSONContainer {
  case object
  case array
}

/// A value of JSON that contains no others.
enum JSONScalar: Equatable {
  /// A string without its quotes and escapes. What is no UTF-8 is kept as it is; half a surrogate
  /// pair is U+FFFD.
  case string(ByteString)
  /// A number as it is written.
  case number(ByteString)
  case bool(Bool)
  case null
  /// A string or a number of more than ``JSONScanner/longestText`` bytes, which was not kept.
  case tooLong
}

/// Takes no notice, for a document of which only the form matters.
struct JSONIgnorer: JSONHandler {
  mutating func begin(_: JSONContainer, key _: ByteString?, line _: Int) {}
  mutating func scalar(_: JSONScalar, key _: ByteString?, line _: Int) {}
  mutating func end(_: JSONContainer, line _: Int) {}
}
