/// Traps if something does not hold that holds for every input.
func claim(
  _ holds: Bool, _ otherwise: @autoclosure () -> String,
  file: StaticString = #fileID, line: UInt = #line
) {
  guard !holds else { return }
  fatalError(otherwise(), file: file, line: line)
}
