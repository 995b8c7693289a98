import NmemModel

/// A command line that nmemid does not understand; the message says why.
struct UsageError: Error, Equatable {
  var message: String
}

/// The words of a command line, split as `getopt_long` does: letters in clusters, a value
/// after its letter or in the next word, `--name=value`, unique beginnings of names, options among
/// the operands, `--` to end them.
struct ScannedArguments {
  /// The options in their order, with their values.
  var options: [(option: Option, value: ByteString?)] = []

  /// The other words in their order, and whether each came after `--`.
  var operands: [(word: ByteString, isLiteral: Bool)] = []

  /// Scans the words after the program's name.
  init(_ words: [ByteString]) throws(UsageError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      let text = word.lossyText
      if text == "--" {
        operands += rest.map { ($0, true) }
        return
      } else if text.hasPrefix("--") {
        try scanLong(word, &rest)
      } else if text.hasPrefix("-") && text != "-" {
        try scanCluster(word, &rest)
      } else {
        operands.append((word, false))
      }
    }
  }

  /// What to do in place of options of ndctl-list(1) that nmemid lacks.
  private static let adviceOnNdctl: [Character: String] = [
    "u": "sizes are readable in tables as they are, and bytes in JSON",
    "X": "list -N shows each namespace with its device, and --json -v its DAX devices",
    "M": "list -N --json -v has the bad blocks",
    "C": "list -R --json -v has the capabilities",
    "F": "nmemid does not read firmware; ask ndctl list -F",
    "m": "list -N shows the mode of each namespace",
    "t": "list -R shows the type of each region",
    "U": "list -R -o +NUMA-NODE shows the NUMA node of each region",
    "c": "list shows what is disabled, too",
  ]

  private mutating func scanLong(
    _ word: ByteString, _ rest: inout ArraySlice<ByteString>
  ) throws(UsageError) {
    let parts = word.bytes.dropFirst(2).split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(decoding: parts[0], as: UTF8.self)
    let option = try Self.option(named: name)
    let attached = parts.count > 1 ? ByteString(parts[1]) : nil
    guard option.spelling.value != nil else {
      if attached != nil { throw UsageError(message: "option --\(name) takes no value") }
      options.append((option, nil))
      return
    }
    guard let value = attached ?? rest.popFirst() else {
      throw UsageError(message: "option --\(name) needs a value")
    }
    options.append((option, value))
  }

  private mutating func scanCluster(
    _ word: ByteString, _ rest: inout ArraySlice<ByteString>
  ) throws(UsageError) {
    var letters = word.bytes.dropFirst()
    while let byte = letters.popFirst() {
      let letter = Character(Unicode.Scalar(byte))
      guard let option = Option.allCases.first(where: { $0.spelling.short == letter }) else {
        // What is not ASCII is more than one byte.
        let unknown = ByteString([byte] + letters).lossyText.prefix(1)
        let advice = Self.adviceOnNdctl[letter].map { ", which ndctl has: \($0)" } ?? ""
        throw UsageError(message: "unknown option -\(unknown)\(advice)")
      }
      guard option.spelling.value != nil else {
        options.append((option, nil))
        continue
      }
      guard let value = letters.isEmpty ? rest.popFirst() : ByteString(letters) else {
        throw UsageError(message: "option -\(letter) needs a value")
      }
      options.append((option, value))
      return
    }
  }

  private static func option(named name: String) throws(UsageError) -> Option {
    let candidates = Option.allCases.filter { $0.spelling.long.hasPrefix(name) }
    if let exact = candidates.first(where: { $0.spelling.long == name }) { return exact }
    // Not the beginning of another option, as `list` would be.
    if let command = Command(rawValue: name) {
      throw UsageError(
        message: "there is no option --\(name); did you mean nmemid \(command.rawValue)?")
    }
    guard let first = candidates.first, !name.isEmpty else {
      let meant = similarWord(to: name, in: Option.allCases.map(\.spelling.long))
      throw UsageError(
        message: "unknown option --\(name)" + (meant.map { "; did you mean --\($0)?" } ?? ""))
    }
    guard candidates.count == 1 else {
      let names = candidates.map { "--\($0.spelling.long)" }.joined(separator: ", ")
      throw UsageError(message: "option --\(name) may be any of \(names)")
    }
    return first
  }
}
