import NmemModel

/// How far a JSON number has been read (RFC 8259, section 6).
enum JSONNumberForm {
  case minus, zero, integer, point, fraction, exponent, exponentSign, exponentDigits

  /// The form of a number that starts with a byte; nil if none does.
  init?(first byte: UInt8) {
    switch byte {
    case UInt8(ascii: "-"): self = .minus
    case UInt8(ascii: "0"): self = .zero
    case _ where byte.isASCIIDigit: self = .integer
    default: return nil
    }
  }

  /// The form with one more byte; nil if the byte is no part of the number.
  func next(_ byte: UInt8) -> JSONNumberForm? {
    switch (self, byte) {
    case (.minus, UInt8(ascii: "0")): .zero
    case (.minus, _) where byte.isASCIIDigit: .integer
    case (.integer, _) where byte.isASCIIDigit: .integer
    case (.zero, UInt8(ascii: ".")), (.integer, UInt8(ascii: ".")): .point
    case (.point, _) where byte.isASCIIDigit: .fraction
    case (.fraction, _) where byte.isASCIIDigit: .fraction
    case (.zero, _) where byte.lowercasedASCII == UInt8(ascii: "e"): .exponent
    case (.integer, _) where byte.lowercasedASCII == UInt8(ascii: "e"): .exponent
    case (.fraction, _) where byte.lowercasedASCII == UInt8(ascii: "e"): .exponent
    case (.exponent, UInt8(ascii: "+")), (.exponent, UInt8(ascii: "-")): .exponentSign
    case (.exponent, _) where byte.isASCIIDigit: .exponentDigits
    case (.exponentSign, _) where byte.isASCIIDigit: .exponentDigits
    case (.exponentDigits, _) where byte.isASCIIDigit: .exponentDigits
    default: nil
    }
  }

  /// Whether the number may end here.
  var isComplete: Bool {
    switch self {
    case .zero, .integer, .fraction, .exponentDigits: true
    case .minus, .point, .exponent, .exponentSign: false
    }
  }
}
