import FileFormats
import NmemModel

/// What holds for the findings in any host file.
extension HostFindings {
  /// Nothing that is found is empty, and each UUID and path is tied or is not.
  func claimContent() {
    for problem in problems {
      claim(!problem.message.isEmpty, "a problem has no message")
    }
    for statement in statements {
      let (path, uuid) = (statement.path, statement.uuid)
      claim(path?.isEmpty != true, "a path is empty")
      claim(path != nil || uuid != nil, "a statement has neither path nor UUID")
      claim(
        (statement.tie != nil) == (path != nil && uuid != nil),
        "path and UUID are tied, or not, in spite of what is there: \(statement)")
      let isUntied = statement.traits.contains(.isUntied)
      claim(!isUntied || path == nil && uuid != nil, "nothing is to be untied in \(statement)")
      claim(isUntied || statement.beside == nil, "a path stands beside a tied one: \(statement)")
      // nmemid's own list, and a descriptor itself, may say so of what only its name makes one.
      let isSure = statement.tie == .record || statement.traits.contains(.isLocal)
      claim(
        uuid == nil || isSure || path.map(VMDKFileName.isExtent) != true,
        "an extent has a UUID: \(statement)")
    }
  }

  /// No more is kept than what a file of this size can have to say.
  func claimModesty(for file: InputFile) {
    // The least that tells of a VMDK is `.vmdk`.
    let most = 1 + file.bytes.count / 5
    claim(statements.count <= most, "\(statements.count) statements in \(file.bytes.count) bytes")
    claim(
      problems.count <= 2 * most, "\(problems.count) problems in \(file.bytes.count) bytes")
    let paths = statements.map { ($0.path?.bytes.count ?? 0) + ($0.parent?.bytes.count ?? 0) }
    // What several statements have in common is there once.
    let shared = Set(
      statements.flatMap { [$0.folder, $0.machine, $0.beside] }.compactMap(\.self))
    let messages = problems.map(\.message.utf8.count)
    let size = (paths + shared.map(\.bytes.count) + messages).reduce(0, +)
    // An invalid byte is three in a message, and a message quotes and explains.
    let limit = 16 * file.bytes.count + 512 * problems.count
    claim(size <= limit, "findings of \(size) bytes in a file of \(file.bytes.count)")
  }
}
