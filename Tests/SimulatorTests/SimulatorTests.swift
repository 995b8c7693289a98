import Foundation
import Testing

/// Made-up datacentres whose truth is known: what nmemid says of them must not be wrong.
///
/// The environment tells how much: `SIMULATE_RUNS`, or `SIMULATE_SECONDS`, from `SIMULATE_SEED` on, with
/// `SIMULATE_JOBS` at a time; `SIMULATE_SHOW` prints the case of one seed, and `SIMULATE_SAVE` names a folder
/// that small cases are put into. `SIMULATE_CEILING` is how many failures in 10,000 runs are known and let
/// pass, 0 without it. See `make simulate`.
@Suite struct SimulatorTests {
  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  @Test func nothingIsSaidThatTheTextDoesNotTell() async throws {
    if let seed = Self.number("SIMULATE_SHOW") {
      try Self.show(seed)
      return
    }
    let first = Self.number("SIMULATE_SEED") ?? 1
    let runs = Self.number("SIMULATE_RUNS") ?? 150
    let seconds = Self.number("SIMULATE_SECONDS") ?? .max
    let jobs = max(1, Self.number("SIMULATE_JOBS") ?? 1)
    let begin = ContinuousClock.now
    let end = begin + .seconds(Double(min(seconds, 1 << 30)))
    var tally = Tally()
    try await withThrowingTaskGroup(of: Tally.self) { group in
      for job in 0..<jobs {
        group.addTask {
          try Self.work(job, stride(from: first + job, to: first + runs, by: Int(jobs)), until: end)
        }
      }
      for try await part in group { tally.add(part) }
    }
    print("seeds from \(first) on, in \(ContinuousClock.now - begin)")
    print(tally.report)
    try Self.showExamples(tally)
    let ceiling = Self.number("SIMULATE_CEILING") ?? 0
    #expect(tally.failureCount * 10_000 <= Int(ceiling) * tally.runs.reduce(0, +))
    #expect(tally.kinds.keys.allSatisfy { !Oracle.Failure.Kind.never.contains($0) })
  }

  private static func work(
    _ job: UInt64, _ seeds: StrideTo<UInt64>, until end: ContinuousClock.Instant
  ) throws -> Tally {
    let simulation = try Simulation(worker: Int(job))
    defer { simulation.finish() }
    var tally = Tally()
    for seed in seeds {
      guard ContinuousClock.now < end else { break }
      // After a crash the number is still there.
      try Data("\(seed)\n".utf8).write(to: URL(filePath: "\(simulation.folder)/seed"))
      _ = try simulation.run(seed: seed, into: &tally)
    }
    return tally
  }

  /// Prints what was found, the most frequent first, and of each kind some cases made small.
  private static func showExamples(_ tally: Tally) throws {
    let simulation = try Simulation(worker: 1000)
    defer { simulation.finish() }
    if let folder = savingFolder {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let lines = tally.combinations.map { "\($0.value.count)x SEED=\($0.value.seed) \($0.key)\n" }
      try Data(lines.sorted().joined().utf8).write(to: URL(filePath: "\(folder)/all.txt"))
    }
    let most = Int(number("SIMULATE_EXAMPLES") ?? 1)
    for kind in Oracle.Failure.Kind.allCases {
      let all = tally.combinations.filter { $0.key.hasPrefix(kind.rawValue + " | ") }
        .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      for isWhole in [true, false] {
        let combinations = all.filter { $0.key.hasSuffix("| whole") == isWhole }
        if combinations.isEmpty { continue }
        print("\n## \(kind.rawValue), on \(isWhole ? "whole" : "damaged") text")
        for (name, combination) in combinations.prefix(most * 2) {
          print("\(combination.count)x SEED=\(combination.seed) \(name)")
        }
        var shown: Set<String> = []
        for (_, combination) in combinations.prefix(most * 8) where shown.count < most {
          let small = simulation.shrunk(Simulation.makeCase(combination.seed), kind)
          guard shown.insert(small.signature).inserted else { continue }
          let failures = try simulation.run(small).failures
          print("\n### SEED=\(combination.seed)")
          for failure in failures { print("# \(failure.kind.rawValue): \(failure.detail)") }
          print(small.printed)
          if let folder = savingFolder {
            try small.save(in: "\(folder)/\(kind)-\(combination.seed)")
          }
        }
      }
    }
  }

  /// Where small cases go, if somewhere.
  private static var savingFolder: String? {
    ProcessInfo.processInfo.environment["SIMULATE_SAVE"].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func show(_ seed: UInt64) throws {
    let simulation = try Simulation(worker: 0)
    defer { simulation.finish() }
    let simulated = Simulation.makeCase(seed)
    print(simulated.printed)
    let outcome = try simulation.run(simulated)
    for dimm in outcome.reading.dimms { print(dimm) }
    print("status \(outcome.reading.status)")
    for problem in outcome.reading.problems { print("\(problem.source): \(problem.message)") }
    for diagnostic in outcome.reading.diagnostics { print(diagnostic) }
    for doubt in Doubts(simulated, outcome.reading).found where !doubt.isFound {
      print("needless doubt about \(doubt.name)")
    }
    for kind in Set(outcome.failures.map(\.kind)) {
      print("\n### \(kind.rawValue)")
      let small = simulation.shrunk(simulated, kind)
      for failure in try simulation.run(small).failures {
        print("# \(failure.kind.rawValue): \(failure.detail)")
      }
      print(small.printed)
      if let folder = savingFolder { try small.save(in: "\(folder)/\(kind)-\(seed)") }
    }
  }
}

extension SimulatedCase {
  /// What its files are, and what was done to them.
  fileprivate var signature: String {
    files.map { "\($0.forms)\($0.damages)" }.sorted().joined()
  }

  /// The files, to make a golden case of.
  var printed: String {
    let lists = files.map { file in
      "=== \(file.name) (\(file.forms.joined(separator: ", ")); \(file.damages.joined(separator: ", ")))\n\(file.string)"
    }
    return (["=== guest.json", guestText] + lists).joined(separator: "\n")
  }

  /// Puts the files into a folder, byte by byte as they were read.
  func save(in folder: String) throws {
    let all = [("guest.json", Array(guestText.utf8))] + files.map { ($0.name, $0.bytes) }
    for (name, bytes) in all {
      let file = URL(filePath: "\(folder)/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
  }
}
