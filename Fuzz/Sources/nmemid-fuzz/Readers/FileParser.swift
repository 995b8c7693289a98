import FileFormats
import NmemModel

/// What the parsers of host files and of guest files have in common.
protocol FileParser {
  associatedtype Found: Equatable

  static var probeLength: Int { get }

  init(file: ByteString)

  var wantsMore: Bool { get }

  mutating func feed(_ chunk: Span<UInt8>)

  mutating func finish() -> Found
}

extension HostFileParser: FileParser {}

extension GuestFileParser: FileParser {}
