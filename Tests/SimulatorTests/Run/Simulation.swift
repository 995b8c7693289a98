import Foundation

/// Runs with the seeds from one number on.
struct Simulation {
  /// Where the files of a run lie, while it goes on.
  let folder: String

  /// A run: its case, and what is wrong with what the tool says to it.
  struct Outcome {
    var simulated: SimulatedCase
    var reading: Reading
    var failures: [Oracle.Failure]
  }

  init(worker: Int) throws {
    let memory = "/dev/shm"
    let base = access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
    folder = "\(base)/nmemid-simulator-\(getpid())-\(worker)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func finish() {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The case of a seed: a third of them are whole.
  static func makeCase(_ seed: UInt64) -> SimulatedCase {
    var chance = Chance(seed: seed)
    let simulated = CaseMaker.make(&chance)
    return chance.happens(35) ? simulated : simulated.damaged(&chance)
  }

  func run(_ simulated: SimulatedCase) throws -> Outcome {
    let reading = try Reading(simulated, in: folder)
    return Outcome(
      simulated: simulated, reading: reading, failures: Oracle.failures(simulated, reading))
  }

  /// Runs a seed and counts what comes.
  func run(seed: UInt64, into tally: inout Tally) throws -> Outcome {
    let outcome = try run(Self.makeCase(seed))
    let isWhole = outcome.simulated.files.allSatisfy(\.isWhole)
    tally.runs[isWhole ? 0 : 1] += 1
    for dimm in outcome.reading.dimms {
      let hasPath = dimm.match != "one" || dimm.vmdks.first?.path != nil
      tally.verdicts[hasPath ? dimm.match : "one, without a path", default: 0] += 1
    }
    for failure in outcome.failures { tally.add(failure, outcome.simulated, seed: seed) }
    for doubt in Doubts(outcome.simulated, outcome.reading).found {
      tally.expected[isWhole ? 0 : 2] += 1
      if !doubt.isFound { tally.expected[isWhole ? 1 : 3] += 1 }
      if isWhole && !doubt.isFound {
        let name =
          "answer: \(doubt.answer)"
          + (doubt.forms.contains { $0.hasSuffix("-twice") } ? ", each twice" : "")
        tally.doubts[name, default: [0, 0]][0] += 1
        tally.doubts[name, default: [0, 0]][1] += 1
        tally.doubtSeeds[name] = tally.doubtSeeds[name] ?? seed
      }
      for form in isWhole ? doubt.forms : Set(doubt.damages.map { "after \($0)" }) {
        tally.doubts[form, default: [0, 0]][0] += 1
        guard !doubt.isFound else { continue }
        tally.doubts[form, default: [0, 0]][1] += 1
        if doubt.forms.count == 1 { tally.doubtSeeds[form] = tally.doubtSeeds[form] ?? seed }
      }
    }
    return outcome
  }

  /// A case that fails in the same way, and is small.
  func shrunk(_ simulated: SimulatedCase, _ kind: Oracle.Failure.Kind) -> SimulatedCase {
    Shrinker { other in
      (try? run(other))?.failures.contains { $0.kind == kind } ?? false
    }
    .shrunk(simulated)
  }
}
