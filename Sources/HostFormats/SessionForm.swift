import NmemModel

/// Reads free text: what an administrator pasted from a terminal, or a list of paths and UUIDs.
///
/// A UUID belongs to the path on its own line, else to the path just above it: a line that is only a
/// path, or the file that a `vmkfstools -J getuuid` command asked about. Any other line in between
/// breaks that tie, so that no UUID is ever lent to another path.
struct SessionForm {
  private let file: ByteString

  /// The path that a UUID without one gets: that of the VMDK which a `.uuid` file is named after.
  private let namesake: ByteString?

  private var pending: Pending?
  private var namelessAnswers: [Source] = []

  /// A path that waits for its UUID on the next line.
  private struct Pending {
    var path: ByteString?
    var source: Source
    var isQuestion: Bool
  }

  init(file: ByteString) {
    self.file = file
    namesake = VMDKFileName.namesake(ofFile: file)
  }

  /// Reads the next line.
  mutating func read(_ line: Span<UInt8>, number: Int, into findings: inout Findings) {
    let source = Source(file: file, line: number)
    switch SessionLine(line) {
    case .blank:
      break
    case .question(let path):
      dropPending(nil, into: &findings)
      pending = Pending(path: path, source: source, isQuestion: true)
    case .path(let path) where VMDKFileName.isExtent(path):
      dropPending(nil, into: &findings)
    case .path(let path):
      dropPending(nil, into: &findings)
      pending = Pending(path: path, source: source, isQuestion: false)
    case .answer(let owner, let text):
      answer(path(of: owner, into: &findings), line, text, source, into: &findings)
    case .commentedOut:
      dropPending(nil, into: &findings)
      findings.problems.append(Problem(source, "this line is commented out and was not used"))
    case .refusal(let path, let message):
      dropPending(nil, into: &findings)
      refuse(path, line.excerpt(message), source, into: &findings)
    case .other:
      dropPending(line.excerpt(line.trimmed(line.range)), into: &findings)
    }
  }

  /// Ends the file.
  mutating func finish(into findings: inout Findings) {
    dropPending(nil, into: &findings)
    guard let namesake, namelessAnswers.count == 1 else {
      for source in namelessAnswers {
        findings.problems.append(
          Problem(
            source,
            "no path stands with this UUID: put the VMDK's path before it, or on the line above"))
      }
      return
    }
    for index in findings.sightings.indices
    where findings.sightings[index].path == nil
      && findings.sightings[index].source == namelessAnswers[0]
    {
      findings.sightings[index].path = namesake
      findings.sightings[index].isPathLocal = true
    }
  }

  /// The path that a UUID belongs to; nil if it cannot be told. No other path waits any longer.
  private mutating func path(
    of owner: SessionLine.Owner, into findings: inout Findings
  ) -> ByteString? {
    let waiting = pending?.path
    let path: ByteString? =
      switch owner {
      case .path(let path): path
      case .above: waiting
      case .unknown: nil
      }
    if waiting == path { pending = nil }
    dropPending(nil, into: &findings)
    return path
  }

  private mutating func answer(
    _ path: ByteString?, _ line: Span<UInt8>, _ text: Range<Int>, _ source: Source,
    into findings: inout Findings
  ) {
    let reading = UUIDText(line, text)
    guard case .uuid(let uuid) = reading else {
      let owner = path.map { " of \($0.lossyText)" } ?? ""
      if let path = path ?? namesake {
        findings.sightings.append(
          Sighting(path: path, isPathLocal: path == namesake, uuid: nil, source: source))
      }
      findings.problems.append(
        Problem(
          source,
          """
          no usable UUID\(owner): \(reading.complaint(about: line.excerpt(text))); \
          ask the host again with vmkfstools -J getuuid
          """))
      return
    }
    if path == nil { namelessAnswers.append(source) }
    findings.sightings.append(Sighting(path: path, uuid: uuid, source: source))
  }

  private func refuse(
    _ path: ByteString, _ excerpt: String, _ source: Source, into findings: inout Findings
  ) {
    findings.sightings.append(Sighting(path: path, uuid: nil, source: source))
    findings.problems.append(
      Problem(source, "no UUID of \(path.lossyText): the host says \(excerpt)"))
  }

  /// Gives up waiting for the UUID of a path; `reply` is what came instead, if anything did.
  private mutating func dropPending(_ reply: String?, into findings: inout Findings) {
    defer { pending = nil }
    guard let pending, let path = pending.path else { return }
    if pending.isQuestion, let reply {
      refuse(path, reply, pending.source, into: &findings)
    } else {
      findings.sightings.append(Sighting(path: path, uuid: nil, source: pending.source))
    }
  }
}
