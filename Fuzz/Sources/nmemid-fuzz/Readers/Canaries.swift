import FileFormats
import NmemModel

extension Reader {
  /// Readers that must be found to fail, without a seed or a word to start from: then libFuzzer sees
  /// how far it gets in each of the modules. Where it does not, it would fuzz for days and find
  /// nothing. Each is named after the module that it is for.
  static let canaries = [
    // Two of `-s001` and its like, which FileFormats tells byte by byte; other extents have no digits.
    Reader(name: "canary-FileFormats") { input in
      guard input.count == 10 else { return }
      let names = [input[..<5], input[5...]].map { ByteString($0 + ".vmdk".utf8) }
      claim(
        !names.allSatisfy { VMDKFileName.isExtent($0) && $0.bytes[4].isASCIIDigit },
        "the canary was found")
    },
    // A prefix, which NmemModel compares byte by byte.
    Reader(name: "canary-NmemModel") { input in
      claim(!ByteString(input).hasPrefix(ignoringCase: "nmem"), "the canary was found")
    },
  ]
}
