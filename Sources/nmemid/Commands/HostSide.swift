import NmemModel

/// What the host files say, and how reading them went.
struct HostSide {
  var findings: Findings

  /// Whether any host file was read at all.
  var isGiven: Bool

  /// Whether any of them could be read.
  var hasRead: Bool

  var hasFailed: Bool

  /// Reads the files of a command line, or else the default folder: all that they say, or what matters to
  /// DIMMs of some serials.
  init(
    _ invocation: Invocation, concerning serials: Set<Serial>? = nil, _ progress: Progress
  ) {
    let names = invocation.hostFileNames
    var reader = HostFileReader(progress)
    func read(_ interest: Interest?) -> Findings {
      reader.begin(interest)
      if names.isEmpty { reader.readDefaultFolder() } else { reader.read(names) }
      return reader.findings
    }
    findings = serials.map { Findings.concerning($0, reading: read) } ?? read(nil)
    progress.willJoin(findings.sightings.count)
    hasRead = reader.hasRead
    hasFailed = reader.hasFailed
    isGiven = !names.isEmpty || !reader.findings.isEmpty
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
