import NmemModel

extension Reader {
  /// Readers that must be found to fail, without a seed or a word to start from: then libFuzzer sees
  /// how far it gets in each of the modules. Where it does not, it would fuzz for days and find
  /// nothing. Each is named after the module that it is for.
  static let canaries = [
    Reader(name: "canary-FileFormats") { input in
      let findings = HostFile(name: "canary.txt", bytes: input).findings()
      claim(findings.sightings.isEmpty, "the canary was found")
    },
    Reader(name: "canary-NmemModel") { input in
      claim(!ByteString(input).hasPrefix(ignoringCase: "nmem"), "the canary was found")
    },
  ]
}
