import NmemModel

@testable import NmemidCLI

/// What nmemid says to a command line: the only place where the simulator touches it.
struct Saying {
  var output: String
  var remarks: [String]
  var status: Int32

  /// Runs the tool in this process.
  init(_ words: [String]) {
    do {
      let answer = try Invocation(words.map { ByteString($0) }).answer()
      var collected = Output()
      answer.body(&collected)
      output = collected.text
      remarks = answer.remarks.map(\.line.lossyText)
      status = answer.status.rawValue
    } catch let error as UsageError {
      (output, remarks, status) = ("", [error.message], ExitStatus.usage.rawValue)
    } catch {
      (output, remarks, status) = ("", ["\(error)"], ExitStatus.failed.rawValue)
    }
  }
}
