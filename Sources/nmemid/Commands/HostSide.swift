import NmemModel

/// What the host files say, and how reading them went.
struct HostSide {
  var findings: Findings

  /// Whether any host file was read at all.
  var isGiven: Bool

  var hasFailed: Bool

  /// Reads the files of a command line, or else the default folder.
  init(_ invocation: Invocation) {
    let names = invocation.hostFileNames
    var reader = HostFileReader()
    if names.isEmpty {
      reader.readDefaultFolder()
    } else {
      reader.read(names)
    }
    findings = reader.findings
    hasFailed = reader.hasFailed
    isGiven = !names.isEmpty || !findings.sightings.isEmpty || !findings.problems.isEmpty
  }

  /// How many different UUIDs the files give.
  var uuidCount: Int { findings.uuidCount }
}

extension Inventory {
  /// The problems, as lines for people.
  var remarks: [ByteString] {
    problems.map(\.remark)
  }
}

extension Problem {
  /// The problem as a line for people.
  var remark: ByteString {
    ByteString(source.text.bytes + ": \(message)".utf8)
  }
}
