import NmemModel

/// What holds for the findings in any host file.
extension Findings {
  /// Every place is in the file, and is a line that it has.
  func claimPlaces(in file: HostFile) {
    let lineCount = file.lineCount
    for source in sightings.map(\.source) + problems.map(\.source) {
      claim(source.file == file.name, "a finding is said to be in \(source.file.lossyText)")
      claim(
        source.line.map { (1...lineCount).contains($0) } ?? true,
        "a finding is said to be in line \(source.line ?? 0) of \(lineCount)")
    }
    for problem in problems {
      claim(!problem.message.isEmpty, "a problem has no message")
    }
    for sighting in sightings {
      claim(sighting.path?.isEmpty != true, "a path is empty")
      claim(
        sighting.path != nil || sighting.uuid != nil, "a sighting has neither path nor UUID")
    }
  }

  /// No more is kept than what a file of this size can have to say.
  func claimModesty(for file: HostFile) {
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
