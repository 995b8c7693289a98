import FileFormats
import NmemModel

/// What the readers of host files and of guest files have in common.
protocol FileParser {
  associatedtype Found: Equatable

  init(file: ByteString)

  var wantsMore: Bool { get }

  mutating func read(_ bytes: Span<UInt8>, isLast: Bool) -> Int

  mutating func finish() -> Found
}

extension GuestFileParser: FileParser {}

/// What a host file says, and how it was understood.
struct HostFindings: Equatable, CustomStringConvertible {
  var catalog: Catalog
  var statements: [Statement]
  var problems: [Problem]
  var understanding: HostListReader.Understanding

  static func == (lhs: HostFindings, rhs: HostFindings) -> Bool {
    lhs.statements == rhs.statements && lhs.problems == rhs.problems
      && lhs.catalog.isCutOff == rhs.catalog.isCutOff
      && lhs.understanding.isForeign == rhs.understanding.isForeign
      && lhs.understanding.hasVMDKs == rhs.understanding.hasVMDKs
      && lhs.understanding.isCutOff == rhs.understanding.isCutOff
  }
}

extension HostFindings {
  var description: String {
    """
    \(statements), \(problems), cut off: \(catalog.isCutOff) \(understanding.isCutOff), foreign: \
    \(understanding.isForeign), with VMDKs: \(understanding.hasVMDKs)
    """
  }
}

/// Reads one host file into a catalog of its own.
struct HostFileParser: FileParser {
  private var reader: HostListReader

  init(file: ByteString) {
    reader = HostListReader(file: file, into: Catalog())
  }

  var wantsMore: Bool { reader.wantsMore }

  mutating func read(_ bytes: Span<UInt8>, isLast: Bool) -> Int {
    reader.read(bytes, isLast: isLast)
  }

  mutating func finish() -> HostFindings {
    let understanding = reader.finish()
    let catalog = reader.takeCatalog()
    return HostFindings(
      catalog: catalog, statements: catalog.statements, problems: catalog.problems,
      understanding: understanding)
  }
}
