import NmemModel

@testable import NmemidCLI

/// What nmemid says to a command line: the only place where the simulator touches it.
struct Saying {
  var output: String
  var diagnostics: [String]
  var status: Int32

  /// Runs the tool in this process.
  init(_ words: [String]) {
    do {
      let result = try Invocation(words.map { ByteString($0) }).result()
      var collected = Output()
      result.body(&collected)
      output = collected.text
      diagnostics = result.diagnostics.lines.map(\.lossyText)
      status = result.status.rawValue
    } catch let error as UsageError {
      (output, diagnostics, status) = ("", [error.message], ExitStatus.usage.rawValue)
    } catch {
      (output, diagnostics, status) = ("", ["\(error)"], ExitStatus.failed.rawValue)
    }
  }
}
