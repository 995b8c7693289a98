import NmemModel

/// What the host files say, and how reading them went.
struct HostSide {
  var findings: Findings

  /// Whether any host file was read at all.
  var isGiven: Bool

  var hasFailed: Bool

  /// Reads the files of a command line, or else the default folder: all that they say, or no more than
  /// what matters to DIMMs of some serials.
  init(_ invocation: Invocation, concerning serials: Set<Serial>? = nil) {
    let names = invocation.files + invocation.hostFiles
    var reader = HostFileReader(interest: serials.map { Interest($0) })
    reader.read(names)
    if let serials, let missed = reader.findings.interestMissed(for: serials) {
      // What was passed over may contradict what was not.
      reader = HostFileReader(interest: missed, after: reader)
      reader.read(names)
      if reader.findings.interestMissed(for: serials) != nil {
        // The files are being changed.
        reader = HostFileReader(interest: nil, after: reader)
        reader.read(names)
      }
    }
    findings = reader.findings
    hasFailed = reader.hasFailed
    isGiven = !names.isEmpty || !findings.isEmpty
  }

  /// How many different UUIDs the files give.
  var uuidCount: Int { findings.uuidCount }
}

extension HostFileReader {
  /// Reads what is named on a command line, or else the default folder.
  fileprivate mutating func read(_ names: [ByteString]) {
    if names.isEmpty { readDefaultFolder() } else { read(files: names) }
  }
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
