import NmemModel

/// What holds for the findings in any host file.
extension Findings {
  /// Nothing that is found is empty.
  func claimContent() {
    for problem in problems {
      claim(!problem.message.isEmpty, "a problem has no message")
    }
    for sighting in sightings {
      claim(sighting.path?.isEmpty != true, "a path is empty")
      claim(sighting.path != nil || sighting.uuid != nil, "a sighting has neither path nor UUID")
    }
  }

  /// No more is kept than what a file of this size can have to say.
  func claimModesty(for file: InputFile) {
    // The least that tells of a VMDK is `.vmdk`.
    let statements = 1 + file.bytes.count / 5
    claim(
      sightings.count <= statements, "\(sightings.count) sightings in \(file.bytes.count) bytes")
    claim(
      problems.count <= 2 * statements, "\(problems.count) problems in \(file.bytes.count) bytes")
    let paths = sightings.map { ($0.path?.bytes.count ?? 0) + ($0.parent?.bytes.count ?? 0) }
    // What several sightings have in common is there once.
    let shared = Set(sightings.flatMap { [$0.folder, $0.machine] }.compactMap(\.self))
    let messages = problems.map(\.message.utf8.count)
    let size = (paths + shared.map(\.bytes.count) + messages).reduce(0, +)
    // An invalid byte is three in a message, and a message quotes and explains.
    let limit = 16 * file.bytes.count + 512 * problems.count
    claim(size <= limit, "findings of \(size) bytes in a file of \(file.bytes.count)")
  }
}
