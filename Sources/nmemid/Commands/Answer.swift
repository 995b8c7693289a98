import HostFormats
import NmemModel

/// What a command has to say: data for standard output, remarks for standard error, and how it went.
struct Answer {
  var output: String
  var remarks: [String] = []
  var status = ExitStatus.answered
}

/// What the host files say, joined, and how reading them went.
struct HostSide {
  var inventory: Inventory

  /// Whether any host file was read at all.
  var isGiven: Bool

  var hasFailed: Bool

  /// Reads the files of a command line, or else the default folder.
  init(_ invocation: Invocation) {
    let names = invocation.files + invocation.hostFiles
    var reader = HostFileReader()
    if names.isEmpty {
      reader.readDefaultFolder()
    } else {
      reader.read(names)
    }
    inventory = Inventory(reader.findings)
    hasFailed = reader.hasFailed
    isGiven =
      !names.isEmpty || !reader.findings.sightings.isEmpty || !reader.findings.problems.isEmpty
  }

  /// The problems, as lines for people.
  var remarks: [String] {
    inventory.problems.map { "\($0.source.text.lossyText): \($0.message)" }
  }
}
