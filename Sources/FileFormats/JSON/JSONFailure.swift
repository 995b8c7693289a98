import NmemModel

/// Why a text is not JSON, without the place.
struct JSONFailure: Error, Equatable {
  /// What was expected and what was found. May quote one character of the text, unless it is a
  /// control character.
  var message: String

  /// Something else than what was expected. `found` is its first byte; nil is the end of the file.
  init(expected: String, found: UInt8?) {
    let found =
      switch found {
      case nil: "the end of the file"
      case (0x20..<0x7F)?: found.map { "'\(Unicode.Scalar($0))'" } ?? ""
      case 0x0A?: "the end of the line"
      case let byte?: "the byte 0x\(hexDigits(byte))"
      }
    message = "expected \(expected), found \(found)"
  }

  /// A failure of another kind.
  init(message: String) {
    self.message = message
  }
}
