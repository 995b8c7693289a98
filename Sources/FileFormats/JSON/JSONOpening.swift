/// Tells from the first bytes of a line whether a JSON document may start there: an opening bracket
/// and, behind it, what only JSON has there. `[root@esxi:~]`, `[DS] vm/a.vmdk` and `[1] 1234` are
/// none.
struct JSONOpening {
  /// How many bytes may be looked at before it must be decided.
  static let longest = 4096

  /// What the bytes so far show.
  enum Verdict {
    case undecided
    case text
    case document
  }

  /// How many bytes stand before the bracket; 0 if it has not come yet.
  private(set) var indent = 0

  /// Whether the bracket stands alone on its line.
  private(set) var crossesLines = false

  private var length = 0
  private var hasBracket = false
  private var sequence = ControlSequence.none

  /// A terminal's control sequence (ECMA-48), such as the one with which bash begins the output of a
  /// command in the capture of a session: `ESC [ ? 2004 l`.
  private enum ControlSequence {
    case none, escape, csi, osc
  }

  /// Looks at the next byte of the line, or of those below as long as it is undecided.
  mutating func read(_ byte: UInt8) -> Verdict {
    length += 1
    guard length <= Self.longest else { return .text }
    return hasBracket ? readBehindBracket(byte) : readBeforeBracket(byte)
  }

  private mutating func readBehindBracket(_ byte: UInt8) -> Verdict {
    if byte == 0x0A { crossesLines = true }
    if byte.isBlank || byte == 0x0A { return .undecided }
    return byte.isOne(of: "{[]}\"") ? .document : .text
  }

  private mutating func readBeforeBracket(_ byte: UInt8) -> Verdict {
    guard byte != 0x0A else { return .text }
    switch sequence {
    case .none:
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        hasBracket = true
        indent = length - 1
      } else if byte == 0x1B {
        sequence = .escape
      } else if !byte.isBlank {
        return .text
      }
    case .escape:
      switch byte {
      case UInt8(ascii: "["): sequence = .csi
      case UInt8(ascii: "]"): sequence = .osc
      default: return .text
      }
    case .csi:
      if (0x40...0x7E).contains(byte) { sequence = .none }
    case .osc:
      if byte == 0x07 { sequence = .none }
    }
    return .undecided
  }
}
