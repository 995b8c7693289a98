import FileFormats
import LinuxSystem
import NmemModel

extension Invocation {
  /// `nmemid check [WHAT…]`: is all as it was saved? It says nothing while it is.
  func check(_ progress: Progress) throws -> CommandResult {
    let path = expectedPath ?? ByteString(expectedStatePath)
    let expected = StateFile(path)
    guard let was = expected.state else {
      let advice = Diagnostic(
        "there is nothing to check against: nmemid save keeps what this machine has now")
      return result(ofCheck: nil, expected.diagnostics + [advice], status: .failed)
    }
    let host = HostSide(self, progress)
    let deadline = milliseconds() + UInt64(waitSeconds) * 1000
    var check = Check(of: was, try PresentState(self, host), operands)
    while check.mayPass && milliseconds() < deadline {
      pause(milliseconds: 500)
      check = Check(of: was, try PresentState(self, host), operands)
    }
    let isDoubtful = check.comparison.isDifferent || check.isNotFound
    let hasFailed =
      expected.hasFailed || host.hasFailed || check.isUnknown
    return result(
      ofCheck: check.comparison.differences.filter { !$0.isHarmless || content.isVerbose },
      expected.diagnostics + check.inventoryDiagnostics + check.diagnostics,
      status: hasFailed ? .failed : isDoubtful ? .doubtful : .answered)
  }

  /// What a check ends with; `differences` is nil if nothing could be compared.
  private func result(
    ofCheck differences: [Difference]?, _ diagnostics: [Diagnostic], status: ExitStatus
  ) -> CommandResult {
    let body: CommandResult.Body
    if format == .json {
      let document = JSONDocument(style: cells)
      body = { output in
        document.differences(differences, diagnostics).write(to: &output)
        output.write("\n")
      }
    } else if format == .prometheus {
      var metrics = PrometheusText()
      if let differences { metrics.add(differences) }
      metrics.add(status, of: command)
      body = { [metrics] in $0.write(text: metrics.text) }
    } else {
      body = { output in
        for difference in differences ?? [] {
          output.write(text: Escaping.plain.escape(difference.message) + "\n")
        }
      }
    }
    return CommandResult(body: body, diagnostics: diagnostics, status: status)
  }

  /// `nmemid diff OLD [NEW]`: what moved between two states, the harmless included.
  func diff(_ progress: Progress) throws -> CommandResult {
    let selection = try ColumnSet<Difference>.differences.selection(self)
    let old = StateFile(operands[0])
    var diagnostics = old.diagnostics
    var hasFailed = old.hasFailed
    var now: MachineState?
    if operands.count > 1 {
      let new = StateFile(operands[1])
      diagnostics += new.diagnostics
      hasFailed = hasFailed || new.hasFailed
      now = new.state
    } else {
      let host = HostSide(self, progress)
      let present = try PresentState(self, host)
      diagnostics += present.inventory.diagnostics + present.guest.diagnostics
      hasFailed = hasFailed || present.guest.hasFailed || host.hasFailed
      now = present.state
    }
    guard let was = old.state, let now else {
      return CommandResult(
        body: render(selection, [Difference]()) {
          JSONDocument(style: cells).differences(nil, diagnostics)
        }, diagnostics: diagnostics, status: .failed)
    }
    let comparison = Comparison(of: was, with: now)
    diagnostics += diagnosticsOnMachines(was, now) + comparison.diagnosticsOnIncomparable
    let document = JSONDocument(style: cells, names: keptNames(selection))
    let found = comparison.differences
    return CommandResult(
      body: render(selection, found) { [diagnostics] in document.differences(found, diagnostics) },
      diagnostics: diagnostics,
      status: hasFailed || comparison.isIncomplete
        ? .failed : comparison.isDifferent ? .doubtful : .answered)
  }
}

/// One look at whether all is as it was.
private struct Check {
  var comparison: Comparison
  var diagnostics: [Diagnostic]
  var inventoryDiagnostics: [Diagnostic]

  /// Whether something was asked for that neither is there nor was.
  var isNotFound = false

  /// Whether it is unknown whether all is well.
  var isUnknown: Bool

  init(of was: MachineState, _ present: PresentState, _ operands: [ByteString]) {
    comparison = Comparison(of: was, with: present.state)
    inventoryDiagnostics = present.inventory.diagnostics
    diagnostics = present.guest.diagnostics + diagnosticsOnMachines(was, present.state)
    // What was not saved at all must not pass for unchanged.
    let silence = was.guest.tellsDIMMs ? was.guest.silence : "the DIMMs"
    isUnknown = present.guest.hasFailed || silence != nil
    if let silence {
      let advice = "use what nmemid save keeps"
      diagnostics.append(Diagnostic("\(leavesOut(silence)): \(advice)", on: was.guest))
    }
    var matches = present.map.matches
    if !operands.isEmpty {
      let ids = narrow(to: operands, was, present)
      matches.removeAll { match in !ids.contains { $0 == match.dimm.id?.description } }
    }
    // One that was unhealthy when it was saved is no difference, but still not well.
    diagnostics += matches.diagnosticsOnTroubles.map { Diagnostic($0) }
    diagnostics += comparison.diagnosticsOnIncomparable
    isUnknown = isUnknown || comparison.isIncomplete
  }

  /// Keeps what the things that were asked for stand on, or stood on. Returns the ids of those DIMMs.
  private mutating func narrow(
    to operands: [ByteString], _ was: MachineState, _ present: PresentState
  ) -> Set<String> {
    let saved = Topology(GuestToHostMap([was.guest], VMDKs()), of: [was.guest])
    var ids: Set<String> = []
    var mountpoints: Set<ByteString> = []
    for operand in operands {
      let target = TraceSearch.target(operand)
      let before = TraceSearch(for: target, in: saved, savedGuests: [was.guest]).found
      let after = TraceSearch(for: target, in: present.topology, savedGuests: []).found
      for found in [before, after] {
        ids.formUnion(found.stacks.compactMap { $0.match.dimm.id?.description })
        mountpoints.formUnion(found.chains.compactMap(\.mount?.target))
      }
      if before.isEmpty && after.isEmpty {
        isNotFound = true
        diagnostics.append(
          Diagnostic("\(operand.lossyText) was not found, neither here nor in the saved state"))
      } else if before.stacks.isEmpty {
        isUnknown = true
        diagnostics.append(
          Diagnostic("\(operand.lossyText) cannot be compared: it is on no DIMM in the saved state")
        )
      }
    }
    comparison = comparison.narrowed(to: ids, mountpoints: mountpoints)
    return ids
  }

  /// Whether more may be there in a moment: what is looked for comes late at a boot.
  var mayPass: Bool {
    let late: Set<Difference.Kind> = [
      .dimmGone, .namespaceGone, .mode, .content, .notMounted, .health,
    ]
    return isUnknown
      || comparison.differences.contains { !$0.isHarmless && late.contains($0.kind) }
  }
}

/// That two states are of two machines, such as a clone and its original.
private func diagnosticsOnMachines(_ was: MachineState, _ now: MachineState) -> [Diagnostic] {
  guard let old = was.machine, let new = now.machine, old != new else { return [] }
  return [
    Diagnostic("the saved state is of another machine: is one a clone? (machine-id)")
  ]
}
