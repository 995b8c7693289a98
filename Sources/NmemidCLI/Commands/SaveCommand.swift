import LinuxSystem
import NmemModel

/// Where the state of a machine is kept unless a user says otherwise.
let expectedStatePath = "/etc/nmemid/expected.json"

extension Invocation {
  /// `nmemid save [FILE…]`: keeps what this machine has, as `nmemid --json` prints it.
  func save(_ progress: Progress) throws -> CommandResult {
    let host = HostSide(self, progress)
    let present = try PresentState(self, host)
    let diagnostics =
      present.guest.diagnostics
      + (present.map.diagnosticsOnMatches + present.map.matches.diagnosticsOnTroubles).map {
        Diagnostic($0)
      }
    let doubts = doubts(about: present, host)
    guard doubts.isEmpty || isForced else {
      let reasons = doubts.joined(separator: "; ")
      return CommandResult(
        output: "",
        diagnostics: present.inventory.diagnostics + diagnostics
          + [Diagnostic("nothing was saved: \(reasons); --force saves it all the same")],
        status: .failed)
    }
    let document = JSONDocument(
      style: CellStyle(), isComplete: !present.guest.hasFailed, machine: present.state.machine)
    // Those of other machines are not part of what this one has.
    var topology = present.topology
    topology.unmatched = VMDKs()
    let json = document.map(
      topology, present.inventory.problems, diagnostics, comparedUUIDs: present.uuidCount)
    var result = CommandResult(
      body: { output in
        json.write(to: &output)
        output.write("\n")
      }, diagnostics: present.inventory.diagnostics + diagnostics,
      status: host.isGiven && present.map.isDoubtful ? .doubtful : .answered)
    guard savePath != "-" else { return result }
    var text = Output()
    result.body(&text)
    let path = savePath ?? ByteString(expectedStatePath)
    do throws(ReplacementError) {
      try text.withText { text throws(ReplacementError) in try replaceFile(path, with: text) }
      let count = present.map.matches.count
      let line = "saved \(count) \(count == 1 ? "DIMM" : "DIMMs") in "
      result.body = { $0.write(text: line + Escaping.plain.escape(path) + "\n") }
      // Else the first check would be the one that cannot tell.
      let isListNeeded = present.map.matches.contains { !$0.vmdks.isEmpty }
      if !hostFileNames.isEmpty && isListNeeded {
        result.diagnostics.append(
          Diagnostic(
            "check needs \(hostFileNames.listed(\.lossyText)) again: put it into \(hostFolderName), or give --host"
          ))
      }
    } catch {
      result.body = { _ in }
      result.diagnostics.append(Diagnostic("nothing was saved: \(error)"))
      result.status = .failed
    }
    return result
  }

  /// Why what is here should not be what is expected from now on; empty if nothing speaks against it.
  private func doubts(about present: PresentState, _ host: HostSide) -> [String] {
    let matches = present.map.matches
    let nameless = matches.filter { $0.dimm.id == nil }.map(\.name)
    return (present.guest.hasFailed ? ["not all of this machine can be seen"] : [])
      + (host.hasFailed ? ["a host file cannot be read or understood"] : [])
      + (nameless.isEmpty ? [] : ["\(nameless.listed) could not be found again without an id"])
      + (present.guest.sentenceOnSharedIDs.map { [$0] } ?? [])
  }
}
