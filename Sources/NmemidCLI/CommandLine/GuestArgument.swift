import NmemModel

/// The value of `--guest`: a file, and what the user calls the guest that is saved in it.
struct GuestArgument: Hashable {
  /// Nil if the user gave none: then the list, or else the file, names the guest.
  var name: String?

  /// The file; `-` is standard input.
  var file: ByteString

  /// Reads `FILE` or `NAME=FILE`. What has a slash before its first `=` is a file: `./a=b.json`.
  init(_ value: ByteString) throws(UsageError) {
    let parts = value.bytes.split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].contains(UInt8(ascii: "/")) else {
      file = value
      try check(value)
      return
    }
    file = ByteString(parts[1])
    name = String(decoding: parts[0], as: UTF8.self)
    try check(value)
  }

  /// A file whose guest the user does not name.
  init(file: ByteString) {
    self.file = file
  }

  /// A file in the folder that this names, for a guest of its own: named after the file, and after the folder if the user
  /// has named that.
  func of(fileInFolder file: ByteString) -> GuestArgument {
    var argument = GuestArgument(file: file)
    argument.name = name.map { "\($0)/\(file.guestName)" }
    return argument
  }

  private func check(_ value: ByteString) throws(UsageError) {
    guard !file.isEmpty, name != "" else {
      throw UsageError(message: "--guest takes FILE or NAME=FILE, not \"\(value.lossyText)\"")
    }
  }
}
