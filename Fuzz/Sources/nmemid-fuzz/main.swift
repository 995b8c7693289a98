import CLibFuzzer
import Glibc

// Fuzzes the reader that the program is called as, with libFuzzer's arguments. Under any other name it
// lists the readers, and the canaries.

guard let fuzzed = Reader.called else {
  for reader in Reader.all { print("reader", reader.name) }
  for canary in Reader.canaries { print("canary", canary.name) }
  exit(0)
}

var count = CommandLine.argc
var arguments = Optional(CommandLine.unsafeArgv)
exit(
  LLVMFuzzerRunDriver(&count, &arguments) { start, count in
    Reader.called?.test(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  })
