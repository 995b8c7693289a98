import FileFormats
import LinuxSystem
import NmemModel

/// Reads the files in which guests are saved, and all files in the folders among them.
struct GuestFileReader {
  /// Whether a folder stands for the files in it.
  var takesFolders = true

  /// What each file says, in the order in which they were given.
  private(set) var files: [SavedGuests] = []

  /// What could not be read or was not understood.
  private(set) var problems: [Problem] = []

  /// Whether DIMMs may be missing: a file could not be read, or not all of it was understood.
  private(set) var hasFailed = false

  /// Reads the files. One that is given twice under the same name is read once.
  mutating func read(_ arguments: [GuestArgument]) {
    var seen: Set<GuestArgument> = []
    for argument in arguments where seen.insert(argument).inserted {
      read(argument)
    }
  }

  private mutating func read(_ argument: GuestArgument) {
    let name = argument.file
    guard name != "-" else { return read(InputFile.standardInput(), argument) }
    do throws(Errno) {
      switch try InputKind(ofPath: name) {
      case .folder where takesFolders: readFolder(argument)
      case .folder:
        fail(argument, "this is a folder; give the file in which the guest is saved")
      case .device:
        fail(argument, "this is a device and not the list of a guest's DIMMs")
      case .file, .stream:
        try read(InputFile(name), argument)
      }
    } catch {
      fail(argument, unreadable(error))
    }
  }

  /// Reads each file in a folder, for a guest of its own.
  private mutating func readFolder(_ argument: GuestArgument) {
    var walk = FolderWalk(argument.file)
    var isEmpty = true
    while let entry = walk.next() {
      isEmpty = false
      switch entry {
      case .file(let file): read(argument.of(fileInFolder: file))
      case .unreadable(let file, let error):
        fail(argument.of(fileInFolder: file), unreadable(error))
      }
    }
    if isEmpty { fail(argument, "no guest is saved in this folder: it has no file") }
  }

  private mutating func read(_ file: borrowing InputFile, _ argument: GuestArgument) {
    var parser = GuestFileParser(file: argument.file)
    var buffer = ReadBuffer()
    let error = file.read(through: &buffer) { bytes, isLast in
      let used = parser.read(bytes, isLast: isLast)
      return parser.wantsMore ? used : nil
    }
    let found = parser.finish()
    // What came before an error counts all the same.
    if error == nil || !found.guests.isEmpty { problems += found.problems }
    hasFailed = hasFailed || found.isIncomplete
    if let error {
      fail(argument, unreadable(error), said: found)
    } else {
      files.append(SavedGuests(argument: argument, said: found))
    }
  }

  private mutating func fail(
    _ argument: GuestArgument, _ message: String, said: ParsedGuests = ParsedGuests()
  ) {
    hasFailed = true
    problems.append(Problem(Source(file: argument.file), message))
    files.append(SavedGuests(argument: argument, said: said))
  }

  private func unreadable(_ error: Errno) -> String {
    "cannot be read: \(error)"
  }
}
