// What the completions of all shells are made of.

extension Option {
  /// The option as it is written on a command line: `--output`, `-o`.
  var written: [String] {
    ["--" + spelling.long] + (spelling.short.map { ["-\($0)"] } ?? [])
  }

  /// All that take the next word for their value, as they are written.
  static var writtenWithValue: [String] {
    allCases.filter { $0.spelling.value != nil }.flatMap(\.written)
  }
}

extension String {
  /// The text as one word of bash and zsh, in which nothing is special.
  var quotedForShell: String {
    "'" + replacing("'", with: #"'\''"#) + "'"
  }

  /// The text as one word of fish, which knows a backslash between single quotes.
  var quotedForFish: String {
    "'" + replacing("\\", with: #"\\"#).replacing("'", with: #"\'"#) + "'"
  }

  /// Each line moved to the right.
  func indented(_ width: Int) -> String {
    split(separator: "\n").map { String(repeating: " ", count: width) + $0 }
      .joined(separator: "\n")
  }
}
