/// Numbers that look random and depend on nothing but an input: one that fails once fails always, and
/// needs no bytes of its own to say how it is to be cut, so that it is a host file as it stands.
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(_ input: [UInt8]) {
    // FNV-1a
    state = input.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    // SplitMix64
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
