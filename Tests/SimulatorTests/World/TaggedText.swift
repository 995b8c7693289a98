/// A character that knows what it is a part of, whatever is done to the text around it.
struct Glyph {
  var scalar: Unicode.Scalar
  /// The number of its token; -1 if it is of none.
  var token: Int32 = -1
  /// Which character of the token it is.
  var offset: Int32 = 0
}

/// A part of a text that means something.
struct Token {
  var meaning: Meaning
  var use: Use
  /// The number of what a list says of one VMDK: a path and its UUID have the same.
  var statement: Int
  var length = 0
  /// Whether it is of digits with nothing, or only some dashes, between.
  var isDense = false

  enum Meaning {
    case path(Told)
    /// 32 hexadecimal digits.
    case uuid(String)
    /// The header of a table, or a word on how the rest is written.
    case mark
  }

  enum Use {
    /// A name or an answer on a line of its own.
    case turn
    /// Path and UUID on one line.
    case pair
    /// A command that names a file.
    case command
    /// A message that names a file.
    case error
    /// A field of a record.
    case field
    /// A cell of a row.
    case cell
    /// What looks like a disk's and is none: an extent, a machine's identity, a folder's name.
    case decoy
    /// The command line of a loop that asks first and names second.
    case answersFirst
    /// The header of a table.
    case header
    /// The last line of a list that has one.
    case end
    /// A prompt with no file named after it.
    case prompt
  }
}

/// A file that is given to the tool.
struct ListFile {
  var name: String
  var text: [Glyph]
  var forms: [String]
  var damages: [String] = []
  var encoding = Encoding.utf8
  /// Whether it is a whole on its own, that nothing is glued to: a descriptor, a `.uuid` file.
  var isAlone = false
  /// Whether some of its UUIDs are of what the list calls disks, and no NVDIMMs.
  var saysDisk = false

  enum Encoding { case utf8, utf16LittleEndian, utf16BigEndian, sparse }

  var isWhole: Bool { damages.isEmpty }

  /// Whether all is still there, and in its lines.
  var isReadable: Bool { damages.allSatisfy(Damage.harmless.contains) }

  var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.lazy.map(\.scalar))
    return String(view)
  }

  var bytes: [UInt8] {
    switch encoding {
    case .utf8: return Array(string.utf8)
    case .utf16LittleEndian:
      return [0xFF, 0xFE] + string.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      return [0xFE, 0xFF] + string.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .sparse:
      var header = [UInt8](repeating: 0, count: 512)
      header.replaceSubrange(0..<8, with: Array("KDMV".utf8) + [1, 0, 0, 0])
      (header[28], header[36]) = (1, 20)
      return header + Array(string.utf8)
        + [UInt8](repeating: 0, count: 10240 - string.utf8.count % 512)
    }
  }

  /// The lines, without their ends.
  var lines: [ArraySlice<Glyph>] {
    text.split(omittingEmptySubsequences: false) { $0.scalar == "\n" }
  }
}

extension Array where Element == Glyph {
  /// A text that means nothing.
  init(plain text: String) {
    self = text.unicodeScalars.map { Glyph(scalar: $0) }
  }
}
