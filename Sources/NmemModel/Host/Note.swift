/// A diagnostic on one line of a host file, in little memory: there may be as many as lines.
public struct Note: Sendable {
  var kind: Kind
  /// Which of the catalog's files.
  var file: UInt32
  /// Counted from 1; 0 if the whole file is meant.
  var line: UInt32
  /// What the kind counts, or another line.
  var number: UInt32
  /// The statement whose path is meant, counted from 1; 0 if none is.
  var record: UInt32
  /// What the file says there, if it was kept.
  var excerpt: Catalog.Slice

  /// What was found that cannot be used, or cannot be true.
  public enum Kind: UInt8, Sendable {
    /// Text of nmemid's own, in the excerpt.
    case said
    /// The same about a list that is older than it may be.
    case tooOld
    /// What statements say that cannot all be true.
    case contradiction
    /// A UUID of `number` bytes.
    case wrongLength
    /// No UUID, where one should be.
    case notUUID
    /// A UUID that was never set; the excerpt is the text.
    case unsetUUID
    /// A program that prints no UUID when its query fails.
    case blankUUID
    /// The beginning of a UUID.
    case cutShort
    /// A UUID without a path.
    case noPath
    /// A UUID and a path that cannot be tied.
    case notTied
    /// A block from line `number` on, in which names and answers do not take turns.
    case outOfTurn
    /// A command with more than one answer, the first in line `number`.
    case severalAnswers
    case severalPaths
    /// A path that goes on in the next line.
    case wrapped
    /// A message of the host in place of a UUID.
    case refused
    /// A message of the host about a folder.
    case folderRefused
    /// A path without a UUID.
    case missing
    /// A line with a `#` or a `+` before it.
    case commentedOut
    /// A line in a collected list that does not belong to it.
    case notCollected
    /// A collected list without its first line.
    case collectedStart
    /// A collected list without its last line.
    case collectedEnd
    /// A collected list that lacks lines.
    case collectedCount
    /// A line that says that others were left out.
    case leftOut
    /// JSON that breaks off or goes wrong.
    case brokenJSON
    /// Objects of the vSphere API whose end is missing.
    case cutObjects
    /// A quote in a table that is not closed.
    case openQuote
    /// A line that is too long to be read.
    case tooLong
    case binaryLine
    /// A part in another encoding.
    case mixedEncodings
    case descriptorWithoutUUID
    /// A UUID in a file that is named after its VMDK, and holds another one in line `number`.
    case severalInFile
    /// More values than are kept.
    case tooManyValues
  }
}

extension Note.Kind {
  /// Whether something is not the UUID that it should be.
  var isAboutUnusableUUID: Bool {
    switch self {
    case .wrongLength, .notUUID, .unsetUUID, .cutShort, .descriptorWithoutUUID: true
    default: false
    }
  }

  /// Whether what is missing there may be the VMDK that matters.
  var meansCutOff: Bool {
    switch self {
    case .cutObjects, .leftOut, .collectedStart, .collectedEnd, .collectedCount, .notCollected,
      .brokenJSON,
      .openQuote,
      .tooLong, .binaryLine, .mixedEncodings, .tooManyValues:
      true
    default: false
    }
  }

  /// What a person should know, and do.
  func message(number: Int, path: String?, excerpt: String?) -> String {
    let quoted = excerpt.map { " \"\($0)\"" } ?? ""
    let owner = path.map { " of \($0)" } ?? ""
    let ask = "ask the host again with vmkfstools -J getuuid"
    return switch self {
    case .said, .tooOld, .contradiction: excerpt ?? ""
    case .wrongLength:
      "no usable UUID\(owner): the UUID\(quoted) has \(number) bytes and not 16; \(ask)"
    case .unsetUUID: "no usable UUID\(owner):\(quoted) was never set; \(ask)"
    case .notUUID:
      "no usable UUID\(owner):\(quoted.isEmpty ? " this" : quoted) is not a UUID; \(ask)"
    case .blankUUID:
      """
      no UUID\(owner): govc prints none when its query fails; check that its user may see the \
      datastore's files, and that nothing locks the VMDK
      """
    case .leftOut:
      "lines were left out here; what is missing may be the VMDK that matters: give the whole list"
    case .cutShort:
      "this looks like a UUID that was cut short; make the window wider, or export as CSV"
    case .noPath:
      "no path comes with this UUID; put the VMDK's path before it, or on the line above"
    case .notTied:
      "it is not clear which VMDK has \(quoted.isEmpty ? "this UUID" : "UUID\(quoted)"); put each path and its UUID on one line"
    case .outOfTurn:
      """
      names and UUIDs do not take turns from line \(number) on, so none were tied together; keep \
      the host's errors (2>&1), or use nmemid collect
      """
    case .severalAnswers:
      "this UUID and that of line \(number) follow one command; ask for one VMDK at a time"
    case .severalPaths: "several paths stand together, and which is meant is not clear\(quoted)"
    case .wrapped: "a path seems to go on in the next line; make the window wider, and list again"
    case .refused: "no UUID\(owner): the host says\(quoted)"
    case .folderRefused: "the host could not read this folder: \(excerpt ?? "")"
    case .missing:
      "no UUID is listed for \(path ?? "this VMDK"); ask for it with vmkfstools -J getuuid"
    case .commentedOut:
      "this line is a comment, or a trace of a command, and ties nothing; take its mark off if it counts"
    case .notCollected: "this line does not belong to a collected list; collect it again"
    case .collectedStart:
      "the list that ends here has lost its first line, and may lack more; collect it again"
    case .collectedEnd:
      "the list that starts here was cut off: its last line is missing; collect it again"
    case .collectedCount: "lines of this list were lost: \(excerpt ?? ""); collect it again"
    case .brokenJSON:
      "the JSON above goes wrong here: \(excerpt ?? ""); was it cut off? Export it again"
    case .cutObjects: "the last objects of this file have no end; was it cut off? Print it again"
    case .openQuote:
      "a quote in this row is not closed; was the table cut off? Export it again"
    case .tooLong: "this line is longer than \(number) bytes and was not read"
    case .binaryLine:
      "binary data, or UTF-16 among UTF-8, starts in this line and was not read; save it on its own"
    case .mixedEncodings:
      """
      a part of the file is not in the same UTF-16 as its beginning, and was not read; save each \
      part on its own
      """
    case .descriptorWithoutUUID: "this descriptor\(owner) has no ddb.uuid; \(ask)"
    case .severalInFile:
      "this UUID and that of line \(number) are in one file; give each VMDK's descriptor as a file"
    case .tooManyValues: "only the first \(number) values of a kind were read here; split them"
    }
  }
}
