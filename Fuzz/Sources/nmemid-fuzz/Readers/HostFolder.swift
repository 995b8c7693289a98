import NmemModel

/// Several host files in one input, each after a line with its name, as `tail -n +1 FILE…` prints
/// them: `==> vmdks.txt <==`.
struct HostFolder {
  private(set) var files: [InputFile] = []
  private var names: Set<ByteString> = []

  init(_ input: [UInt8]) {
    var file = InputFile(name: "-", bytes: [])
    for line in input.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "==> ".utf8), line.suffix(4).elementsEqual(" <==".utf8), line.count > 8 {
        add(file)
        file = InputFile(name: ByteString(line.dropFirst(4).dropLast(4)), bytes: [])
      } else {
        file.bytes += line + [0x0A]
      }
    }
    add(file)
  }

  /// Adds a file; a folder has no two of one name.
  private mutating func add(_ file: InputFile) {
    if names.insert(file.name).inserted { files.append(file) }
  }
}
