import FileFormats
import LinuxSystem
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
  private(set) var catalog = Catalog()

  private var buffer = ReadBuffer()
  private let progress: Progress

  private var filesRead: Set<FileIdentity> = []
  private var hasReadStream = false

  /// Whether anything was opened and read.
  var hasRead: Bool { !filesRead.isEmpty || hasReadStream }

  /// Whether a file could not be read, or nothing was understood of what was given.
  private(set) var hasFailed = false

  init(_ progress: Progress) {
    self.progress = progress
  }

  /// What was found in a file, or in a folder.
  private struct Outcome {
    var hasVMDKs = false
    /// Whether something is said about it.
    var isExplained = false
  }

  /// Reads what was given; each is a file, a folder, or `-` for standard input.
  mutating func read(_ names: [ByteString]) {
    read(names, areGiven: true)
  }

  private mutating func read(_ names: [ByteString], areGiven: Bool) {
    var seen: Set<ByteString> = []
    for name in names where seen.insert(name).inserted {
      let known = filesRead.count
      let outcome =
        name == "-"
        ? readStream(InputFile.standardInput(), name) : read(name, isGiven: areGiven)
      if !outcome.hasVMDKs, filesRead.count > known || outcome.isExplained { hasFailed = true }
    }
    if catalog.isCutOff { hasFailed = true }
  }

  /// Reads the folder for host files that an administrator may have filled. That it is empty is no
  /// failure, nor that it is not there, unless the environment names it.
  mutating func readDefaultFolder() {
    let chosen = environmentVariable(defaultHostFolder.variable)
    let name = ByteString(chosen ?? defaultHostFolder.path)
    do throws(Errno) {
      if case .folder = try InputKind(ofPath: name) {
        read([name], areGiven: false)
      } else if chosen == nil {
        fail(name, "this should be a folder with host files in it, but is not one")
      } else {
        fail(name, "$\(defaultHostFolder.variable) names no folder")
      }
    } catch  where chosen != nil {
      fail(name, "$\(defaultHostFolder.variable) names no folder")
    } catch  where error == .accessDenied {
      sayUnreadable(name, error)
    } catch {
      // Nobody has made the folder.
    }
  }

  private mutating func read(_ name: ByteString, isGiven: Bool) -> Outcome {
    do throws(Errno) {
      switch try InputKind(ofPath: name) {
      case .folder: return readFolder(name, isGiven: isGiven)
      case .device: fail(name, "this is a device and not a list of VMDKs")
      case .file, .stream: return open(name).outcome
      }
    } catch {
      sayUnreadable(name, error)
    }
    return Outcome(isExplained: true)
  }

  private mutating func readFolder(_ name: ByteString, isGiven: Bool) -> Outcome {
    let known = filesRead.count
    var outcome = Outcome()
    var walk = FolderWalk(name)
    while let entry = walk.next() {
      switch entry {
      case .file(let file):
        let (found, isForeign) = open(file)
        // Other files may well lie in a VM's folder: a log, a list of snapshots.
        if isForeign && !VMDKFileName.promisesVMDK(file) {
          catalog.forgetFile()
          continue
        }
        // A list that says nothing may be the one that matters, whatever the others say.
        if !isForeign && !found.hasVMDKs { hasFailed = true }
        outcome.hasVMDKs = outcome.hasVMDKs || found.hasVMDKs
        outcome.isExplained = outcome.isExplained || found.isExplained
      case .unreadable(let file, let error):
        sayUnreadable(file, error)
        outcome.isExplained = true
      }
    }
    // The folder that nobody gave may be empty.
    guard !outcome.hasVMDKs, !outcome.isExplained, isGiven || filesRead.count > known else {
      return outcome
    }
    say(
      isGiven ? name : ByteString(hostFolderName),
      "no file in this folder has the UUID of a VMDK"
        + (isGiven ? "; for what is mounted on it, run nmemid trace \(name.lossyText)" : ""))
    return Outcome(isExplained: true)
  }

  private mutating func open(_ name: ByteString) -> (outcome: Outcome, isForeign: Bool) {
    do throws(Errno) {
      let file = try InputFile(name)
      guard let identity = file.identity else { return (readStream(file, name), false) }
      // One file under two names, as links make it, is reported once.
      guard filesRead.insert(identity).inserted else { return (Outcome(hasVMDKs: true), false) }
      return read(file, name)
    } catch {
      sayUnreadable(name, error)
      return (Outcome(isExplained: true), false)
    }
  }

  private mutating func readStream(_ file: borrowing InputFile, _ name: ByteString) -> Outcome {
    hasReadStream = true
    return read(file, name).outcome
  }

  private mutating func read(
    _ file: borrowing InputFile, _ name: ByteString
  ) -> (outcome: Outcome, isForeign: Bool) {
    catalog.reserve(forBytes: file.size)
    // Moved, and not copied, while it grows.
    var known = Catalog()
    swap(&known, &catalog)
    var reader = HostListReader(file: name, into: consume known)
    let error = file.read(through: &buffer) { bytes, isLast in
      let used = reader.read(bytes, isLast: isLast)
      progress.didRead(used)
      return reader.wantsMore ? used : nil
    }
    // What came before an error counts all the same.
    let understanding = reader.finish()
    catalog = reader.takeCatalog()
    let outcome = Outcome(
      hasVMDKs: understanding.hasVMDKs, isExplained: !understanding.hasVMDKs)
    guard let error else {
      return (outcome, understanding.isForeign && !(file.size == 0 && name.mayNameList))
    }
    if !understanding.hasVMDKs { catalog.forgetFile() }
    sayUnreadable(name, error)
    return (outcome, false)
  }

  private mutating func sayUnreadable(_ name: ByteString, _ error: Errno) {
    fail(name, "cannot be read: \(error)")
  }

  private mutating func fail(_ name: ByteString, _ message: String) {
    hasFailed = true
    say(name, message)
  }

  private mutating func say(_ name: ByteString, _ message: String) {
    catalog.note(Problem(Source(file: name), message))
  }
}

extension ByteString {
  /// Whether a file is named as lists are. A virtual machine's own files may well be empty, such as its `.vmsd`.
  fileprivate var mayNameList: Bool {
    !fileName.contains(UInt8(ascii: "."))
      || [".txt", ".csv", ".json"].contains { hasSuffix(ignoringCase: $0) }
  }
}
