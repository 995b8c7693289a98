import NmemModel

// What a field of a table, a block or an object holds, whatever its name says.

extension ByteString {
  /// The text without blanks and quotes around it.
  var unadorned: ByteString {
    let span = bytes.span
    return ByteString(span.bytes(span.trimmed(span.unquoted(span.trimmed(span.range)))))
  }

  /// Whether the text is the path of a VMDK, and not of an extent, a message or several paths.
  var isVMDKPath: Bool {
    PathText.expected(bytes.span, bytes.span.range) == self && !VMDKFileName.isExtent(self)
  }

  /// Whether the text is the path of a VMDK, where a field's name says that it is a path: no more than a
  /// path can stand there then.
  var isVMDKPathOfField: Bool {
    hasSuffix(ignoringCase: ".vmdk") && bytes.count > 5 && !bytes.contains(0x0A)
      && !VMDKFileName.isExtent(self)
  }

  /// Whether nothing stands in a field: no text, or a program's word for none.
  var isNoValue: Bool {
    isEmpty || ["null", "$null", "n/a", "-", "none"].contains(lossyText.lowercased())
  }
}
