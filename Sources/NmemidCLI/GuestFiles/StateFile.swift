import FileFormats
import NmemModel

/// A state that was saved in a file, by `nmemid save`, `nmemid --json` or `ndctl list`.
struct StateFile {
  /// The state; nil if the file cannot be read, or has no machine, or several.
  private(set) var state: MachineState?
  private(set) var diagnostics: [Diagnostic] = []

  /// Whether not all of it could be read and understood, so nothing rests on it.
  private(set) var hasFailed = false

  /// Reads a file; `-` is standard input.
  init(_ path: ByteString) {
    var reader = GuestFileReader(takesFolders: false)
    reader.read([GuestArgument(file: path)])
    diagnostics = reader.problems.map { Diagnostic($0) }
    hasFailed = reader.hasFailed || !reader.problems.isEmpty
    guard let file = reader.files.first, file.guests.count == 1, var guest = file.guests.first
    else {
      let machines = reader.files.flatMap(\.guests).compactMap(\.name)
      if machines.count > 1 {
        fail(path, "this is of several machines, \(machines.listed): save each of them on its own")
      }
      return
    }
    if file.said.hasTextAround {
      fail(
        path,
        "there is text around the JSON, so some of the saved state may be missing; save it again")
    }
    if file.said.ownLists > 1 {
      fail(
        path,
        "there are \(file.said.ownLists) saved states in the file: keep each in a file of its own")
    }
    let backings = file.said.backings[guest.name] ?? [:]
    // What is said about the list names it by its file.
    (guest.name, guest.file) = (nil, path)
    state = MachineState(
      guest: guest, backings: backings, machine: file.said.machine, lacksDIMMs: reader.hasFailed)
    if guest.buses.isEmpty && !guest.isKnownToBeEmpty {
      fail(path, "the list has no DIMM; was it made without -i, or before the driver was loaded?")
    }
  }

  private mutating func fail(_ path: ByteString, _ message: String) {
    hasFailed = true
    diagnostics.append(Diagnostic(Problem(Source(file: path), message)))
  }
}
