import FileFormats
import NmemModel

/// A reader of files, with what is claimed of it.
struct Reader: Sendable {
  var name: String
  var test: @Sendable ([UInt8]) -> Void

  /// All of them. Each has a folder of seeds, or `seeds.sh` makes some.
  static let all: [Reader] = [
    host("session", "session.txt"),
    host("list", "list.txt"),
    host("decorated", "mail.txt"),
    host("uuid", "db.vmdk.uuid"),
    host("descriptor", "db.vmdk", .text("# Disk DescriptorFile")),
    host("extent", "db-flat.vmdk"),
    host("sparse", "db.vmdk", .sparse),
    host("vmx", "db.vmx", .text(".encoding = \"UTF-8\"")),
    host("csv", "disks.csv", .text("\"Filename\",\"CapacityGB\",\"Uuid\"")),
    host("properties", "disks.txt"),
    host("vim", "devices.txt"),
    host("json", "disks.json"),
    host("collect", "host.txt", .text("# nmemid collect 1")),
    host("utf16", "disks.txt", .utf16),
    folder("folder"),
    guest("guest", "guest.json"),
  ]

  /// The reader that the program is called as; nil if its name is not one of theirs.
  static let called: Reader? = {
    let name = CommandLine.arguments[0].split(separator: "/").last.map(String.init)
    return (all + canaries).first { $0.name == name }
  }()

  /// What reads a host file of the given name: each input as it stands, and once more after what
  /// leads to the reader.
  private static func host(_ name: String, _ file: ByteString, _ lead: Lead = .text()) -> Reader {
    Reader(name: name) { input in
      var chance = Chance(input)
      for bytes in [input, lead.bytes + input] {
        claimAll(of: [InputFile(name: file, bytes: bytes)], &chance)
      }
    }
  }

  /// What joins several host files.
  private static func folder(_ name: String) -> Reader {
    Reader(name: name) { input in
      var chance = Chance(input)
      claimAll(of: HostFolder(input).files, &chance)
    }
  }

  private static func claimAll(of files: [InputFile], _ chance: inout Chance) {
    let findings = files.map { file in
      let findings = file.claimCutsAreNothing(to: HostFileParser.self, &chance)
      claimAll(of: file, findings, &chance)
      return findings
    }
    let catalog = files.claimFilesAreApart(findings)
    let inventory = Inventory(catalog)
    if files.count > 1 { files.claimOrderIsNothing(inventory, &chance) }
    inventory.claimOrderIsNothing(in: catalog, &chance)
    inventory.claimNothingIsLost(of: catalog)
    inventory.claimCandidates(of: catalog, &chance)
    let statements = catalog.statements + catalog.doubtfulStatements
    let compared = Set(statements.compactMap(\.uuid?.serial))
    statements.claimNoGuess(from: Inventory(catalog, compared: compared), &chance)
    catalog.claimPassedOverIsNothing(of: inventory, &chance)
  }

  private static func claimAll(
    of file: InputFile, _ findings: HostFindings, _ chance: inout Chance
  ) {
    file.claimPlaces(findings.statements.map(\.source) + findings.problems.map(\.source))
    findings.claimContent()
    findings.claimModesty(for: file)
    file.claimLineEndsAreNothing(findings, &chance)
    guard let text = PlainText(file) else { return }
    text.claimNoPathsUUID(in: findings.statements)
    text.claimNamesAreThere(in: findings.statements, &chance)
    text.claimUnits(in: findings.statements)
    text.claimNothingIsDropped(by: findings)
  }

  /// What reads a saved guest of the given name, in the same two ways.
  private static func guest(_ name: String, _ file: ByteString) -> Reader {
    Reader(name: name) { input in
      var chance = Chance(input)
      for bytes in [input, Lead.text().bytes + input] {
        let file = InputFile(name: file, bytes: bytes)
        let findings = file.claimCutsAreNothing(to: GuestFileParser.self, &chance)
        file.claimPlaces(findings.problems.map(\.source))
        findings.claimContent()
        findings.claimNoGuess(&chance)
      }
    }
  }
}
