import Foundation

/// Random numbers that a seed reproduces: SplitMix64.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// Numbers of a seed that is drawn now, and printed, so that a failure can be seen again: `TEST_SEED=7 swift test`.
  public static func drawn(for test: String = #function) -> SeededRandom {
    let chosen = ProcessInfo.processInfo.environment["TEST_SEED"].flatMap { UInt64($0) }
    let seed = chosen ?? .random(in: 0...UInt64.max)
    print("\(test): TEST_SEED=\(seed)")
    return SeededRandom(seed: seed)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
