import NmemModel

/// What a command has to say: data for standard output, remarks for standard error, and how it went.
struct Answer {
  var output: String
  var remarks: [ByteString] = []
  var status = ExitStatus.answered
}
