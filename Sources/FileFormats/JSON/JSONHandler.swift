import NmemModel

/// What takes the parts of a JSON document (RFC 8259) in their order, as ``JSONScanner`` reads them.
///
/// The key is that of an object's member, without its escapes; nil for an element of an array and for the
/// document itself. Lines count from 1.
protocol JSONHandler {
  /// An object or an array begins.
  mutating func begin(_ container: JSONContainer, key: Span<UInt8>?, line: Int)

  /// A value that contains no others.
  mutating func scalar(_ kind: JSONKind, _ text: Span<UInt8>, key: Span<UInt8>?, line: Int)

  /// The object or the array that began last and has not ended yet ends.
  mutating func end(_ container: JSONContainer, line: Int)
}

/// A value of JSON that contains others.
enum JSONContainer {
  case object
  case array
}

/// What a value of JSON is that contains no others.
enum JSONKind {
  /// A string; its text is without quotes and escapes. What is no UTF-8 is kept as it is; half a surrogate
  /// pair is U+FFFD.
  case string
  /// A number; its text is as it is written.
  case number
  case `true`
  case `false`
  case null
  /// A string of more than ``JSONScanner/longestText`` bytes, which was not kept.
  case tooLong
}

/// Takes no notice, for a document of which only the form matters.
struct JSONIgnorer: JSONHandler {
  mutating func begin(_: JSONContainer, key _: Span<UInt8>?, line _: Int) {}
  mutating func scalar(_: JSONKind, _: Span<UInt8>, key _: Span<UInt8>?, line _: Int) {}
  mutating func end(_: JSONContainer, line _: Int) {}
}
