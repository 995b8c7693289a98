import FileFormats

/// A member of the objects that are made of some value: its key, its type, and what it says. The schema is made
/// of the same.
struct JSONMember<Subject>: Sendable {
  var key: JSONKey
  var type: JSONType
  var presence: Presence
  /// What it says; nil where nothing is known.
  var value: @Sendable (Subject, DeviceJSON) -> JSON?

  /// Which documents have the member, be it null.
  enum Presence {
    case always
    /// Those that have what ndctl prints only with `-v`, `-X`, `-M` and `-C`.
    case verbose
    /// Those that have the block devices and the mount points, which ndctl does not know.
    case withFileSystems
    /// Those in which something is known of it.
    case whereKnown
  }

  init(
    _ key: JSONKey, _ type: JSONType, _ presence: Presence = .always,
    _ value: @escaping @Sendable (Subject, DeviceJSON) -> JSON?
  ) {
    (self.key, self.type, self.presence, self.value) = (key, type, presence, value)
  }
}

/// What a value in JSON can be, if it is not null.
indirect enum JSONType: Sendable {
  case string, number, boolean
  /// A whole number, or hexadecimal digits in a string where JavaScript would round it.
  case integer
  case list(JSONType)
  case object(JSONObject)

  init(_ type: ColumnType) {
    self =
      switch type {
      case .string: .string
      case .integer: .integer
      case .number: .number
      case .boolean: .boolean
      case .array: .list(.string)
      }
  }
}

/// The kinds of objects in nmemid's documents.
enum JSONObject: String, CaseIterable {
  case head, problem
  case dimm, vmdk, why, unmapped
  case region, mapping, badblock, capability
  case namespace, daxregion, daxdevice, blockdevice, filesystem
  case chain, difference
}
