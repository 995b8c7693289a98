import Foundation
import Testing

/// A folder of `Tests/Cases`: a command line, the bus it runs on, the files it reads, and what must
/// come out. A new case is a new folder; see `Tests/Cases/README.md`.
struct GoldenCase: CustomTestStringConvertible, Sendable {
  var name: String

  var testDescription: String { name }
  var folder: URL { Self.root.appending(path: "Cases/\(name)") }

  /// The folder `Tests` of this checkout.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  /// Where the build put the tests, and the binary beside them.
  static let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// All cases: every folder with a file `run` in it.
  static let all: [GoldenCase] = {
    let cases = root.appending(path: "Cases")
    let files =
      FileManager.default.enumerator(atPath: cases.path)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix("/run") }.map { GoldenCase(name: String($0.dropLast(4))) }
      .sorted { $0.name < $1.name }
  }()

  /// What a run printed and returned.
  struct Outcome: Equatable {
    var stdout: Data
    var stderr: Data
    var status: Int32
  }

  /// What must come out. A missing file is an empty one; a missing status is 0.
  var expected: Outcome {
    let status = String(decoding: content("status"), as: UTF8.self)
    return Outcome(
      stdout: content("stdout"), stderr: content("stderr"),
      status: Int32(status.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0)
  }

  /// Runs the case in a copy of its folder, with the real binary on its bus.
  func run() throws -> Outcome {
    let work = FileManager.default.temporaryDirectory.appending(path: "nmemid-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: folder, to: work)
    defer { try? FileManager.default.removeItem(at: work) }
    try FileManager.default.createDirectory(
      at: work.appending(path: "host.d"), withIntermediateDirectories: true)
    let named = String(decoding: content("bus"), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let bus = named.isEmpty ? "vsphere" : named
    try #require(
      FileManager.default.fileExists(
        atPath: Self.root.appending(path: "Buses/\(bus).tar.xz").path), "no recording of \(bus)")
    let script = Self.root.appending(path: "../Scripts/with-bus.sh").standardizedFileURL
    return try Self.run(
      script.path, [bus, "sh", "./run"], in: work)
  }

  /// Puts what came out in the place of what must come out; for `make update-cases`.
  func update(to outcome: Outcome) throws {
    for (name, data) in [("stdout", outcome.stdout), ("stderr", outcome.stderr)] {
      try replace(name, with: data)
    }
    let status = outcome.status == 0 ? "" : "\(outcome.status)\n"
    try replace("status", with: Data(status.utf8))
  }

  private func replace(_ name: String, with data: Data) throws {
    let file = folder.appending(path: name)
    if data.isEmpty {
      try? FileManager.default.removeItem(at: file)
    } else {
      try data.write(to: file)
    }
  }

  private func content(_ name: String) -> Data {
    (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
  }

  /// Runs a program with our binary first on the path, and with an environment that does not depend
  /// on who runs the tests.
  static func run(_ program: String, _ arguments: [String], in folder: URL) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "\(binary.path):/usr/sbin:/usr/bin:/sbin:/bin",
      "TESTS": root.path,
      "MACHINE": folder.appending(path: "machine").path,
      "NMEMID_HOST_DIR": folder.appending(path: "host.d").path,
      "LC_ALL": "C.UTF-8",
      "TMPDIR": FileManager.default.temporaryDirectory.path,
    ]
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: no deadlock, whatever is printed and on which of the two.
    let outputs = ["stdout", "stderr"].map { name in
      FileManager.default.temporaryDirectory.appending(path: "nmemid-\(UUID().uuidString).\(name)")
    }
    defer { outputs.forEach { try? FileManager.default.removeItem(at: $0) } }
    for output in outputs { try Data().write(to: output) }
    process.standardOutput = try FileHandle(forWritingTo: outputs[0])
    process.standardError = try FileHandle(forWritingTo: outputs[1])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      stdout: try Data(contentsOf: outputs[0]), stderr: try Data(contentsOf: outputs[1]),
      status: process.terminationStatus)
  }
}
