import NmemModel

// What a field of a table, a block or an object holds, whatever its name says.

extension Span<UInt8> {
  /// Where the text is without blanks and quotes around it.
  var unadorned: Range<Int> { trimmed(unquoted(trimmed(range))) }

  /// Whether the text is the path of a VMDK, and not of an extent, a message or several paths.
  var isVMDKPath: Bool {
    guard hasVMDK(at: count - 5), count > 5 else { return false }
    let line = Line(self, number: 0)
    guard line.pathCount == 1,
      let path = PathText.path(endingAt: count, of: self, in: range, line.marks)
    else { return false }
    return path == range && !VMDKFileName.isExtent(self, range)
      && (PathText.hasRoot(self, at: 0)
        || UUIDText.all(in: self, range).allSatisfy { PathText.isInPath(self, $0.range) })
  }

  /// Whether the text is the path of a VMDK, where a field's name says that it is a path: no more than a
  /// path can stand there then.
  var isVMDKPathOfField: Bool {
    // A tab and a line feed differ in these bits.
    count > 5 && hasVMDK(at: count - 5) && firstIndex(of: 0x0A, ignoring: 0x03, in: range) == nil
      && !PathText.hasSecondFolderRoot(self, range) && !VMDKFileName.isExtent(self, range)
      && !PathText.hasGluedEnd(self, range)
  }

  /// Whether a text is the path of a virtual machine's own file.
  @inline(__always)
  var isMachinePath: Bool { count > 4 && hasText(".vmx", at: count - 4) }

  /// Whether a field is empty: no text, or a program's word for none.
  var isNoValue: Bool {
    if isEmpty { return true }
    guard count <= 7 else { return false }
    let words: [StaticString] = ["null", "$null", "n/a", "-", "none", "<unset>", "(null)"]
    return words.contains { count == $0.utf8CodeUnitCount && hasText($0, at: 0) }
  }
}
