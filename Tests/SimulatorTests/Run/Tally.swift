/// What many runs have come to.
struct Tally: Sendable {
  var runs = [0, 0]
  var verdicts: [String: Int] = [:]
  var kinds: [String: [Int]] = [:]
  var combinations: [String: Combination] = [:]
  var doubts: [String: [Int]] = [:]
  /// The DIMMs that a person finds, and those of them that the tool does not: on whole text, and on text of
  /// which only the looks were changed.
  var expected = [0, 0, 0, 0]
  var doubtSeeds: [String: UInt64] = [:]

  /// A failure of one kind, in one form, after one damage.
  struct Combination: Sendable {
    var count = 0
    var seed: UInt64
  }

  mutating func add(_ failure: Oracle.Failure, _ simulated: SimulatedCase, seed: UInt64) {
    let isWhole = simulated.files.allSatisfy(\.isWhole)
    kinds[failure.kind.rawValue, default: [0, 0]][isWhole ? 0 : 1] += 1
    let forms = Set(simulated.files.flatMap(\.forms)).sorted().joined(separator: "+")
    let damages = Set(simulated.files.flatMap(\.damages)).sorted().joined(separator: "+")
    let name = "\(failure.kind.rawValue) | \(forms) | \(damages.isEmpty ? "whole" : damages)"
    combinations[name, default: Combination(seed: seed)].count += 1
  }

  mutating func add(_ other: Tally) {
    for index in 0..<2 {
      runs[index] += other.runs[index]
    }
    for index in expected.indices { expected[index] += other.expected[index] }
    verdicts.merge(other.verdicts, uniquingKeysWith: +)
    kinds.merge(other.kinds) { [$0[0] + $1[0], $0[1] + $1[1]] }
    doubts.merge(other.doubts) { [$0[0] + $1[0], $0[1] + $1[1]] }
    doubtSeeds.merge(other.doubtSeeds) { first, _ in first }
    combinations.merge(other.combinations) {
      Combination(count: $0.count + $1.count, seed: $0.seed)
    }
  }

  /// How many failures of any kind were found.
  var failureCount: Int { kinds.values.reduce(0) { $0 + $1[0] + $1[1] } }

  /// For people.
  var report: String {
    var lines = ["\(runs[0] + runs[1]) runs, \(runs[0]) of them on whole text"]
    lines += verdicts.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value) DIMMs" }
    let wrong = Oracle.Failure.Kind.allCases.filter(\.isWrongMatch).compactMap {
      kinds[$0.rawValue]
    }
    lines.append(
      """
      wrong matches: \(wrong.reduce(0) { $0 + $1[0] }) on whole text, \
      \(wrong.reduce(0) { $0 + $1[1] }) on damaged; all failures, on whole text and on damaged:
      """)
    lines += Oracle.Failure.Kind.allCases.map { kind in
      let counts = kinds[kind.rawValue] ?? [0, 0]
      return "  \(pad(counts[0])) \(pad(counts[1]))  \(kind.rawValue)"
    }
    lines.append(
      """
      needless doubt on whole text: \(expected[1]) of \(expected[0]) DIMMs; on text that only looks \
      otherwise: \(expected[3]) of \(expected[2]); where these forms tell:
      """)
    lines += doubts.sorted { $0.key < $1.key }.map { name, counts in
      "  \(pad(counts[1])) of \(pad(counts[0]))  \(name)"
        + (doubtSeeds[name].map { "  SEED=\($0)" } ?? "")
    }
    return lines.joined(separator: "\n")
  }

  private func pad(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 7 - digits.count)) + digits
  }
}
