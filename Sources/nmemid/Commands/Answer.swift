import NmemModel

/// What a command has to say: data for standard output, remarks for standard error, and how it went.
struct Answer {
  /// Bytes, as a file's name in it need not be UTF-8.
  var output: ByteString
  var remarks: [ByteString] = []
  var status = ExitStatus.answered
}

extension Answer {
  init(output: String, remarks: [ByteString] = [], status: ExitStatus = .answered) {
    self.init(output: ByteString(output), remarks: remarks, status: status)
  }
}
