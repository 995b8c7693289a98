public import NmemModel

/// Which VMDK is behind which NVDIMM.
public enum Nmemid {
  /// Does what the words of a command line after the program's name ask for, and returns the exit status.
  public static func run(_ words: [ByteString]) -> Int32 {
    status(of: words).rawValue
  }

  private static func status(of words: [ByteString]) -> ExitStatus {
    if let part = GeneratedPart(words) {
      return Console.finish { $0.write(text: part.text) }
    }
    // As the completions ask for it.
    if words == ["--generate", "things"] {
      return Console.finish { $0.write(text: thingsToTrace().map { $0 + "\n" }.joined()) }
    }
    do {
      let result = try Invocation(words).meant(by: words).result()
      let written = Console.finish(writing: result.body)
      for line in result.diagnostics.lines { Console.say(line) }
      return max(result.status, written)
    } catch let error as UsageError {
      Console.say(error.message)
      Console.say("try nmemid \(Command.named(in: words).map { "\($0.rawValue) " } ?? "")--help")
      return .usage
    } catch {
      Console.say("\(error)")
      return .failed
    }
  }
}

extension Invocation {
  /// What nmemid has to say to this command line.
  func result() throws -> CommandResult {
    let progress = Progress()
    defer { progress.erase() }
    switch request {
    case .help:
      return CommandResult(output: helpText(for: command, isNamed: isCommandNamed))
    case .version: return CommandResult(output: versionText)
    case .listColumns: return CommandResult(body: render(columnDescriptions))
    case .run:
      switch command {
      case .map: return try map(progress)
      case .list: return try list()
      case .vmdks: return try vmdks(progress)
      case .trace: return try trace(progress)
      case .save: return try save(progress)
      case .check: return try check(progress)
      case .diff: return try diff(progress)
      case .collect: return collect()
      }
    }
  }

  /// The columns that the command may print.
  var columnDescriptions: [ColumnDescription] {
    if format == .tree { return TreeText.columns.descriptions }
    return switch command {
    case .map: columnSet(ColumnSet<MapRow>.map).descriptions
    case .list:
      content.isOfBuses
        ? busColumns.descriptions
        : content.isOfRegions ? regionColumns.descriptions : dimmColumns.descriptions
    case .trace: columnSet(ColumnSet<ChainRow>.chains).descriptions
    case .vmdks: ColumnSet<VMDK>.vmdks.descriptions
    case .diff: ColumnSet<Difference>.differences.descriptions
    case .save, .check, .collect: []
    }
  }
}
