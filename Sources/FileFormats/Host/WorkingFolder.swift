import NmemModel

/// The folder that a terminal session is in, as far as its prompts and `cd` commands say. The same
/// file name asked for in two folders is two files.
struct WorkingFolder {
  /// No folder of VMDKs is that far down, but a hostile session may go down forever.
  private static let longestPath = 1024

  /// The folder: an absolute path; or a name of our own for one that is not known, different from all
  /// others; nil as long as nothing has said.
  private(set) var path: ByteString?

  /// Whether the last prompt does not say otherwise: `~` after a `cd` may be that of another session.
  private(set) var isSure = true

  /// Reads a line with a command in it; others say nothing.
  mutating func read(
    _ line: Span<UInt8>, _ range: Range<Int>, prompt: ShellPrompt?, number: Int
  ) {
    var command = range
    if let prompt {
      let folder = line.bytes(prompt.folder)
      isSure = folder.first == UInt8(ascii: "/")
      if isSure { path = ByteString(folder) }
      command = prompt.end..<range.upperBound
    }
    command = line.trimmed(command)
    if prompt == nil { isSure = !Self.isAtHome(line, command) }
    // The shell stays where it was, and where that is may be long ago.
    if line.firstRange(of: "can't cd", in: range) != nil
      || line.firstRange(of: "cd: ", in: range) != nil
    {
      return forget(number)
    }
    // What follows stands in the next line, or the folder is the user's home.
    if command.count >= 2, line.hasText("cd", at: command.upperBound - 2),
      Self.isAtCommandStart(line, command.upperBound - 2, command)
    {
      return forget(number)
    }
    guard let words = line.lastRange(of: "cd ", in: command),
      Self.isAtCommandStart(line, words.lowerBound, command)
    else { return }
    let target = line.trimmed(words.upperBound..<command.upperBound)
    // What a quote opens goes on in the next line.
    let isOpen = target.count { line[$0] == UInt8(ascii: "\"") } % 2 == 1
    if isOpen { forget(number) } else { enter(line.bytes(line.unquoted(target)), number) }
  }

  /// Whether a command may start at an offset: nothing comes before it, or any shell's prompt.
  private static func isAtCommandStart(
    _ line: Span<UInt8>, _ offset: Int, _ range: Range<Int>
  ) -> Bool {
    offset == range.lowerBound
      || offset - 2 >= range.lowerBound && line[offset - 1].isBlank
        && line[offset - 2].isOne(of: "#$>;&")
  }

  /// Whether a prompt says that the shell is in the user's home: `[root@esxi ~]# `, `root@esxi:~# `, `~ # `.
  private static func isAtHome(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let prompts: [StaticString] = [" ~]#", " ~]$", ":~#", ":~$"]
    return line.hasText("~ #", at: range.lowerBound)
      || prompts.contains { line.firstRange(of: $0, in: range.prefix(128)) != nil }
  }

  private mutating func enter(_ target: [UInt8], _ number: Int) {
    let isPlain = !target.contains { $0.isOne(of: "$`*?;&|\"'\\") }
    if isPlain, target.first == UInt8(ascii: "/") {
      path = Self.resolved(target)
    } else if isPlain, !target.isEmpty, target.first != UInt8(ascii: "-"),
      target.first != UInt8(ascii: "~"), let path, path.bytes.first == UInt8(ascii: "/"),
      path.bytes.count + target.count < Self.longestPath
    {
      self.path = Self.resolved(path.bytes + [UInt8(ascii: "/")] + target)
    } else {
      forget(number)
    }
  }

  /// Takes the folder for unknown from here on.
  private mutating func forget(_ number: Int) {
    path = ByteString("?\(number)")
  }

  /// An absolute path without `.` and `..`, as a shell shows it.
  private static func resolved(_ path: [UInt8]) -> ByteString {
    // Above the root is the root.
    let folders = path[...].resolvedNames.drop { $0.elementsEqual("..".utf8) }
    return ByteString([UInt8(ascii: "/")] + folders.joined(separator: "/".utf8))
  }
}
