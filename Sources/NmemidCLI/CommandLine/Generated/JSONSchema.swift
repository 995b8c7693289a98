import FileFormats
import NmemModel

/// The JSON Schema (draft 2020-12) of the documents that begin with `nmemid`: those of `map`, `trace`, `vmdks`, `check`
/// and `diff`. It is made of what writes them.
enum JSONSchema {
  /// The schema, with a newline at its end.
  static var text: String {
    let definitions =
      [("integer", integer)] + JSONObject.allCases.map { ($0.rawValue, definition(of: $0)) }
    let schema = JSON.dictionary([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("What nmemid \(nmemidVersion) prints with --json")),
      (
        "description",
        .text(
          "Any value is null where it is not known. Keys may be added. With --output, the objects that "
            + "have no required keys here have only those of the chosen columns.")
      ),
      ("type", .text("object")), ("properties", properties(document)),
      ("required", .array([JSONKey.nmemid, .problems].map { .text($0.rawValue) })),
      ("$defs", .dictionary(definitions)),
    ])
    return schema.serialized() + "\n"
  }

  private static let document: [SchemaMember] = [
    SchemaMember(.nmemid, .object(.head)), SchemaMember(.dimms, .list(.object(.dimm))),
    SchemaMember(.otherRegions, .list(.object(.unmapped))),
    SchemaMember(.unmatchedVMDKs, .list(.object(.vmdk))),
    SchemaMember(.vmdks, .list(.object(.vmdk))), SchemaMember(.chains, .list(.object(.chain))),
    SchemaMember(.differences, .list(.object(.difference))),
    SchemaMember(.problems, .list(.object(.problem))),
  ]

  /// A number that JavaScript would round is a string.
  private static var integer: JSON {
    .dictionary([
      (
        "anyOf",
        .array([
          .dictionary([
            ("type", .array([.text("integer"), .text("null")])), ("minimum", .number(0)),
          ]),
          .dictionary([("type", .text("string")), ("pattern", .text("^0x[0-9a-f]+$"))]),
        ])
      )
    ])
  }

  private static func definition(of object: JSONObject) -> JSON {
    let members = object.members
    let required = members.filter(\.isRequired).map { JSON.text($0.key.rawValue) }
    return .dictionary(
      [
        ("type", .array([.text("object"), .text("null")])), ("properties", properties(members)),
      ] + (required.isEmpty ? [] : [("required", .array(required))]))
  }

  private static func properties(_ members: [SchemaMember]) -> JSON {
    .dictionary(members.map { ($0.key.rawValue, schema(of: $0.type)) })
  }

  private static func schema(of type: JSONType) -> JSON {
    switch type {
    case .string: simple("string")
    case .number: simple("number")
    case .boolean: simple("boolean")
    case .integer: reference("integer")
    case .object(let object): reference(object.rawValue)
    case .list(let element):
      .dictionary([
        ("type", .array([.text("array"), .text("null")])), ("items", schema(of: element)),
      ])
    }
  }

  private static func simple(_ type: String) -> JSON {
    .dictionary([("type", .array([.text(type), .text("null")]))])
  }

  private static func reference(_ definition: String) -> JSON {
    .dictionary([("$ref", .text("#/$defs/\(definition)"))])
  }
}

/// A member of an object, as the schema says it.
struct SchemaMember {
  var key: JSONKey
  var type: JSONType
  var isRequired = false

  init(_ key: JSONKey, _ type: JSONType) {
    (self.key, self.type) = (key, type)
  }

  fileprivate init<Subject>(_ member: JSONMember<Subject>) {
    self.init(member.key, member.type)
    isRequired = member.presence != .whereKnown
  }

  /// The member that a column is; nil if JSON has none of it.
  fileprivate init?<Row>(_ column: Column<Row>) {
    guard let key = column.key else { return nil }
    self.init(key, JSONType(column.type))
  }
}

extension JSONObject {
  fileprivate var members: [SchemaMember] {
    switch self {
    case .head: [JSONMember].ofHead.map { SchemaMember($0) }
    case .problem: Column<Diagnostic>.ofDiagnostics.compactMap { SchemaMember($0) }
    case .dimm:
      ColumnSet<DIMMRow>.dimms.all.compactMap { SchemaMember($0) } + [
        SchemaMember(.securityFrozen, .boolean), SchemaMember(.match, .string),
        SchemaMember(.vmdks, .list(.object(.vmdk))), SchemaMember(.why, .object(.why)),
        SchemaMember(.regions, .list(.object(.region))),
      ]
    case .vmdk: ColumnSet<VMDK>.vmdks.all.compactMap { SchemaMember($0) }
    case .why: [JSONMember].ofWhy.map { SchemaMember($0) }
    case .unmapped: [JSONMember].ofUnmapped.map { SchemaMember($0) }
    case .region: [JSONMember].ofRegion.map { SchemaMember($0) }
    case .mapping: [JSONMember].ofMapping.map { SchemaMember($0) }
    case .badblock: [JSONMember].ofBadblock.map { SchemaMember($0) }
    case .capability: [JSONMember].ofCapability.map { SchemaMember($0) }
    case .namespace: [JSONMember].ofNamespace.map { SchemaMember($0) }
    case .daxregion: [JSONMember].ofDAXRegion.map { SchemaMember($0) }
    case .daxdevice: [JSONMember].ofDAXDevice.map { SchemaMember($0) }
    case .blockdevice: [JSONMember].ofBlockDevice.map { SchemaMember($0) }
    case .filesystem: [JSONMember].ofFileSystem.map { SchemaMember($0) }
    case .chain: ColumnSet<ChainRow>.chains.all.compactMap { SchemaMember($0) }
    case .difference: ColumnSet<Difference>.differences.all.compactMap { SchemaMember($0) }
    }
  }
}
