import NmemModel

extension Column<Problem> {
  /// The columns of problems, which JSON alone shows.
  static let ofProblems = [
    Column(name: "SOURCE", key: "source", type: .string, help: "file, and the line if one is meant")
    {
      .place($0.source)
    },
    Column(name: "MESSAGE", key: "message", type: .string, help: "what is wrong") {
      .text($0.message)
    },
  ]
}
