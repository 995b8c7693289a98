import FileFormats
import Glibc
import NmemModel

/// The folder that is read when no host file is given, and the variable of the environment that
/// names another one.
let defaultHostFolder = (path: "/etc/nmemid/host.d", variable: "NMEMID_HOST_DIR")

/// How a person knows the folder that is read here when no host file is given.
var hostFolderName: String {
  environmentVariable(defaultHostFolder.variable) == nil
    ? defaultHostFolder.path : "$" + defaultHostFolder.variable
}

/// Reads the host files that a user gave, and the files in the folders among them.
struct HostFileReader {
  private(set) var findings = Findings()

  /// What matters in them; nil if all does.
  private var interest: Interest?

  /// What came out of pipes, all of it: they cannot be read a second time.
  private var streams: [ByteString: Stream] = [:]

  private struct Stream {
    var findings: Findings
    var hasFailed: Bool
  }

  private var buffer = ReadBuffer()
  private let progress: Progress

  /// The files that were read.
  private var filesRead: Set<FileIdentity> = []

  /// Whether anything was opened and read.
  var hasRead: Bool { !filesRead.isEmpty || !streams.isEmpty }

  /// Whether a file could not be read, or nothing was understood of what was given.
  private(set) var hasFailed = false

  init(_ progress: Progress) {
    self.progress = progress
  }

  /// Begins to read, be it for the first time or once more. What does not concern the interest, if there
  /// is one, may be passed over.
  mutating func begin(_ interest: Interest?) {
    self.interest = interest
    (findings, filesRead, hasFailed) = (Findings(), [], false)
  }

  /// Reads what was given; each is a file, a folder, or `-` for standard input.
  mutating func read(_ names: [ByteString]) {
    read(names, areGiven: true)
  }

  private mutating func read(_ names: [ByteString], areGiven: Bool) {
    var seen: Set<ByteString> = []
    for name in names where seen.insert(name).inserted {
      let known = filesRead.count
      let found = name == "-" ? readStandardInput() : read(name, isGiven: areGiven)
      let isUnderstood = found.hasUUID || found.isPathList
      if found.isCutOff || !isUnderstood && (filesRead.count > known || !found.problems.isEmpty) {
        hasFailed = true
      }
      findings.append(found)
    }
  }

  /// Reads the folder for host files that an administrator may have filled. That it is empty is no
  /// failure, nor that it is not there, unless the environment names it.
  mutating func readDefaultFolder() {
    let chosen = environmentVariable(defaultHostFolder.variable)
    let name = ByteString(chosen ?? defaultHostFolder.path)
    let kind = FileKind(ofPath: name)
    let errorNumber = errno
    if kind == .folder {
      read([name], areGiven: false)
    } else if chosen != nil {
      hasFailed = true
      findings.append(problem(name, "$\(defaultHostFolder.variable) names no folder"))
    } else if kind != nil {
      hasFailed = true
      findings.append(problem(name, "this should be a folder with host files in it, and is none"))
    } else if errorNumber == EACCES {
      findings.append(unreadable(name, errorNumber))
    }
  }

  private mutating func readStandardInput() -> Findings {
    once("-") { reader in reader.read(InputFile.standardInput, "-", nil) }
  }

  /// What a stream gives; what it gave if it was read before.
  private mutating func once(
    _ name: ByteString, _ read: (inout HostFileReader) -> Findings
  ) -> Findings {
    if let stream = streams[name] {
      hasFailed = hasFailed || stream.hasFailed
      return stream.findings
    }
    let hadFailed = hasFailed
    hasFailed = false
    let found = read(&self)
    streams[name] = Stream(findings: found, hasFailed: hasFailed)
    hasFailed = hasFailed || hadFailed
    return found
  }

  private mutating func read(_ name: ByteString, isGiven: Bool) -> Findings {
    switch FileKind(ofPath: name) {
    case .folder:
      let known = filesRead.count
      let found = readFolder(name)
      guard !found.hasUUID && !found.isPathList && found.problems.isEmpty,
        // The folder that nobody gave may be empty.
        isGiven || filesRead.count > known
      else { return found }
      return problem(
        isGiven ? name : ByteString(hostFolderName),
        "no file in this folder has the UUID of a VMDK"
          + (isGiven ? "; for what is mounted on it, say nmemid trace \(name.lossyText)" : ""))
    case .device:
      hasFailed = true
      return problem(name, "this is a device and not a list of VMDKs")
    case .file:
      return open(name)
    case .stream:
      return once(name) { reader in reader.open(name) }
    case nil:
      return unreadable(name, errno)
    }
  }

  private mutating func readFolder(_ name: ByteString) -> Findings {
    var found = Findings()
    var walk = FolderWalk(name)
    while let entry = walk.next() {
      switch entry {
      case .file(let file):
        let content = open(file)
        // Other files may well lie in a VM's folder: a log, a list of snapshots.
        if content.isForeign && !VMDKFileName.promisesVMDK(file) { continue }
        found.append(content)
      case .unreadable(let file, let errorNumber):
        hasFailed = true
        found.append(problem(file, "cannot be read: \(errorText(errorNumber))"))
      }
    }
    return found
  }

  private mutating func open(_ name: ByteString) -> Findings {
    guard let file = InputFile(name) else { return unreadable(name, errno) }
    // A stream cannot be read once more for what was passed over.
    guard let identity = file.identity else { return read(file, name, nil) }
    // One file under two names, as links make it, tells its news once.
    guard filesRead.insert(identity).inserted else { return Findings() }
    return read(file, name, interest)
  }

  private mutating func read(
    _ file: borrowing InputFile, _ name: ByteString, _ interest: Interest?
  ) -> Findings {
    var parser = HostFileParser(file: name, interest: interest)
    var isEmpty = true
    let errorNumber = file.readChunks(through: &buffer) { chunk in
      isEmpty = false
      parser.feed(chunk)
      progress.didRead(chunk.count)
      return parser.wantsMore
    }
    guard let errorNumber else { return parser.finish() }
    // What came before the error counts all the same.
    let failure = unreadable(name, errorNumber)
    var found = isEmpty ? Findings() : parser.finish()
    found.append(failure)
    return found
  }

  private mutating func unreadable(_ name: ByteString, _ errorNumber: Int32) -> Findings {
    hasFailed = true
    return problem(name, "cannot be read: \(errorText(errorNumber))")
  }

  private func problem(_ name: ByteString, _ message: String) -> Findings {
    var findings = Findings()
    findings.problems.append(Problem(Source(file: name), message))
    return findings
  }
}
