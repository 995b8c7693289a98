/// Writes a list, and notes what each part of it means.
struct Pen {
  var chance: Chance
  let world: World
  var tokens: [Token]
  var text: [Glyph] = []
  var statement = 0

  init(_ world: World, _ chance: Chance, tokens: [Token] = []) {
    (self.world, self.chance, self.tokens) = (world, chance, tokens)
  }

  mutating func write(_ plain: String) {
    text += [Glyph](plain: plain)
  }

  mutating func line(_ plain: String = "") {
    write(plain + "\n")
  }

  mutating func write(
    _ plain: String, _ meaning: Token.Meaning, _ use: Token.Use, dense: Bool = false
  ) {
    let number = Int32(tokens.count)
    var offset: Int32 = 0
    for scalar in plain.unicodeScalars {
      text.append(Glyph(scalar: scalar, token: number, offset: offset))
      offset += 1
    }
    tokens.append(
      Token(
        meaning: meaning, use: use, statement: statement, length: Int(offset), isDense: dense))
  }

  mutating func write(_ told: Told, _ use: Token.Use) {
    write(told.text, .path(told), use)
  }

  mutating func write(_ uuid: String, as spelling: UUIDSpelling, _ use: Token.Use) {
    // Bare digits that are not VMware's may as well be a sum of the file's content.
    let isBare = spelling == .dense || spelling == .denseUpper
    let spelling = isBare && !uuid.hasPrefix("6000c29") ? .dashed : spelling
    write(spelling.text(uuid), .uuid(uuid), use, dense: spelling.isDense)
  }

  /// What a command line means beside its text.
  mutating func mark(_ plain: String, _ use: Token.Use) {
    write(plain, .mark, use)
  }
}

/// The ways to write a UUID.
enum UUIDSpelling: CaseIterable {
  case host, hostLower, dashed, api, dense, denseUpper, naa, blanks, braces

  var isDense: Bool { self != .host && self != .hostLower && self != .blanks }

  func text(_ uuid: String) -> String {
    let pairs = stride(from: 0, to: 32, by: 2).map { String(uuid.dropFirst($0).prefix(2)) }
    func dashed(_ pairs: [String]) -> String {
      [pairs[0..<4], pairs[4..<6], pairs[6..<8], pairs[8..<10], pairs[10..<16]]
        .map { $0.joined() }.joined(separator: "-")
    }
    func host(_ pairs: [String]) -> String {
      pairs[0..<8].joined(separator: " ") + "-" + pairs[8..<16].joined(separator: " ")
    }
    return switch self {
    // As vmkfstools and the API write it: the first bytes in capitals.
    case .host: host(pairs[0..<3].map { $0.uppercased() } + pairs[3...])
    case .hostLower: host(pairs)
    case .dashed: dashed(pairs)
    case .api: dashed(pairs[0..<3].map { $0.uppercased() } + pairs[3...])
    case .dense: uuid
    case .denseUpper: uuid.uppercased()
    case .naa: "naa." + uuid
    case .blanks: pairs.joined(separator: " ")
    case .braces: "{" + dashed(pairs) + "}"
    }
  }
}
