internal import Glibc
internal import NmemModel

/// What identifies this machine from boot to boot; nil if nothing does.
///
/// machine-id(5) asks not to hand the id itself on, and a saved state may go into a ticket: so it is a hash of the
/// id, which is the same for the same machine and reveals nothing else.
public func machineID() -> String? {
  // The folder above /sys is the root: a recording is another machine.
  guard let text = contents(of: "/sys/../etc/machine-id") else { return nil }
  let id = text.prefix { hexValue($0) != nil }
  guard id.count == 32 else { return nil }
  let hash = SHA256.hash(Array("nmemid ".utf8) + id)
  return hash.prefix(16).map { hexDigits($0) }.joined()
}

/// The hash function of FIPS 180-4, for short texts.
enum SHA256 {
  /// The hash of a text: 32 bytes.
  static func hash(_ text: [UInt8]) -> [UInt8] {
    var padded = text + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    let length = UInt64(text.count) * 8
    padded += (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(56 - 8 * $0)) }
    var state = start
    for block in stride(from: 0, to: padded.count, by: 64) {
      add(padded[block..<block + 64], to: &state)
    }
    return state.flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) }
    }
  }

  private static func add(_ block: ArraySlice<UInt8>, to state: inout [UInt32]) {
    var words: [UInt32] = []
    for index in stride(from: block.startIndex, to: block.endIndex, by: 4) {
      words.append(block[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) })
    }
    for index in 16..<64 {
      let (a, b) = (words[index - 15], words[index - 2])
      let first = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3
      let second = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10
      words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
    }
    var now = state
    for index in 0..<64 {
      let (a, b, c) = (now[0], now[1], now[2])
      let (e, f, g) = (now[4], now[5], now[6])
      let choice = e & f ^ ~e & g
      let first = now[7] &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ choice
      let added = first &+ constants[index] &+ words[index]
      let majority = a & b ^ a & c ^ b & c
      let second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ majority
      now = [added &+ second, a, b, c, now[3] &+ added, e, f, g]
    }
    for index in state.indices { state[index] &+= now[index] }
  }

  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 32 bits of the fractions of the square roots of the first eight primes.
  private static let start = primes.prefix(8).map { fraction(of: Double($0).squareRoot()) }

  /// Those of the cube roots of the first sixty-four.
  private static let constants = primes.map { fraction(of: cbrt(Double($0))) }

  private static let primes = (2...311).filter { number in
    !(2..<number).contains { number % $0 == 0 }
  }

  private static func fraction(of number: Double) -> UInt32 {
    UInt32((number - number.rounded(.down)) * 4_294_967_296)
  }
}
