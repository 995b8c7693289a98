import NmemModel

/// Whose an answer is: that of the one VMDK that the command above names, or that of a name in the block that is being
/// read (``Turns``).
struct Answers {
  var turns = Turns()
  private(set) var owner: AnswerOwner?

  /// Whether the last command named several VMDKs, so no answer can be distinguished from another.
  var isUnclear = false

  /// Whether the last command is a loop that prints names: they are as the shell has them.
  var isInLoop = false

  /// The last answer, if it belongs to no name above it.
  private(set) var loose: Turns.Answer?

  /// Those of a file, which may be named after its VMDK.
  init(file: ByteString) {
    let isDescriptor = file.hasSuffix(ignoringCase: ".vmdk")
    if let path = VMDKFileName.disk(ofUUIDFile: file) ?? (isDescriptor ? file : nil) {
      owner = AnswerOwner(path: path.bytes, line: 0)
      owner?.isFile = true
    }
  }

  /// Whether a path is known that the next answer belongs to.
  var hasOwner: Bool { owner != nil || turns.isWaiting }

  /// Whether what comes next is for the VMDK of the command: no other name stands between them.
  var isOwnerNext: Bool { owner.map { !$0.isConfused && !turns.isWaiting } ?? false }

  /// Ends what belongs to the command above: another one follows, or a header, which may name one VMDK.
  mutating func begin(
    owner next: AnswerOwner?, besidePath: Bool = false, into catalog: inout Catalog
  ) {
    turns.end(besidePath: besidePath, into: &catalog)
    turns.order = .namesFirst
    let isBelowSilence = owner?.isSilent ?? false
    closeOwner(into: &catalog)
    owner = next
    owner?.isBelowSilence = isBelowSilence
    (isUnclear, isInLoop) = (false, false)
  }

  mutating func closeOwner(into catalog: inout Catalog) {
    owner?.close(into: &catalog)
    owner = nil
  }

  /// A blank line ends a block.
  mutating func part(into catalog: inout Catalog) {
    turns.end(into: &catalog)
    owner?.part()
  }

  /// Lines of another form may be what the command has printed; an answer that came before them was all of it.
  mutating func passOtherForm(into catalog: inout Catalog) {
    guard owner?.isFile == false else { return }
    if owner?.hasAnswer == true { closeOwner(into: &catalog) } else { confuse() }
  }

  /// The next answer may be another's than that of the command's VMDK.
  mutating func confuse(_ isConfused: Bool = true) {
    if isConfused, owner?.isFile == false { owner?.isConfused = true }
  }

  /// A statement on one line: what a command prints that names others is a list.
  mutating func pass(_ path: Span<UInt8>) {
    if let owner { confuse(!owner.hasAnswer && !owner.names(path)) }
  }

  /// What is not understood may be what the host says of the command's VMDK, or another name, which nobody can read.
  mutating func hear(
    _ text: Span<UInt8>, about named: Span<UInt8>, hidesName: Bool, into catalog: inout Catalog
  ) {
    guard owner?.isFile == false else { return }
    confuse(hidesName)
    owner?.hear(text, about: named, into: &catalog)
  }

  /// Takes a path that stands alone, in the folder that the session is in.
  mutating func add(
    name path: Span<UInt8>, in folder: [UInt8]?, line: Int, into catalog: inout Catalog
  ) {
    if let again = loose, again.line == line - 1, let uuid = again.uuid,
      owner?.hasOnly(uuid) == true
    {
      // The answer once more, which may be that of the name.
      catalog.add(untied: uuid, beside: path, line: line)
    }
    if let owner, !owner.isFile, !owner.names(path) {
      // What a command prints that names others is a list.
      if owner.isOver { closeOwner(into: &catalog) } else { confuse() }
    }
    turns.add(name: path, in: folder, line: line, into: &catalog)
  }

  /// Gives an answer to whom it belongs to.
  mutating func give(_ answer: Turns.Answer, into catalog: inout Catalog) {
    loose = owner.map(\.hasAnswer) ?? !turns.isWaiting ? answer : nil
    if let owner, !isOwnerNext {
      if owner.isConfused {
        turns.leaveName()
        turns.begin(brokenAt: answer.line, into: &catalog)
        if owner.isNear { self.owner?.doubt(into: &catalog) }
      }
      turns.add(answer, into: &catalog)
    } else if owner != nil {
      owner?.take(answer, into: &catalog)
    } else if isUnclear {
      catalog.add(answer, isUntied: true)
      catalog.note(.notTied, line: answer.line)
    } else {
      turns.add(answer, into: &catalog)
    }
  }

  /// Takes what is no UUID for the answer, which it stands for all the same. Returns the statement of the path; nil if
  /// there is none.
  mutating func refuse(line: Int, into catalog: inout Catalog) -> Int? {
    isOwnerNext
      ? owner?.refuse(line: line, into: &catalog)
      : turns.addError(namingOther: false, line: line, into: &catalog)
  }

  /// The file holds more than one descriptor, so it belongs to none.
  mutating func tellOfSeveral(in catalog: inout Catalog) {
    if owner?.isFile == true { owner?.tellsOfSeveral(in: &catalog) }
  }
}
