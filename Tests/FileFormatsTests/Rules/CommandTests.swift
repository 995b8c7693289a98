import Testing

/// A command that names one VMDK ties the one answer that follows it.
@Suite struct CommandTests {
  @Test(arguments: [
    "# vmkfstools -J getuuid a.vmdk", "vmkfstools -J getuuid a.vmdk", "$ grep uuid a.vmdk",
    "[root@esx1:~] cat a.vmdk | grep ddb.uuid", "~ # cat a.vmdk",
    "esx1# vmkfstools -J getuuid a.vmdk",
    "$ govc datastore.disk.info -ds DS -uuid a.vmdk", "+ vmkfstools -J getuuid a.vmdk",
    "# time vmkfstools -J getuuid a.vmdk", "# vmkfstools -J getuuid a.vmdk a-flat.vmdk",
  ])
  func whateverTheCommandIs(command: String) {
    for answer in ["UUID is {1}", "{1}", "ddb.uuid = \"{1}\""] {
      #expect(told("\(command)\n\(answer)\n") == ["a.vmdk 1 command"])
    }
  }

  @Test(arguments: [
    "# vmkfstools -J getuuid a.vmdk; vmkfstools -J getuuid b.vmdk", "# vmkfstools -i a.vmdk b.vmdk",
    "# for i in a.vmdk b.vmdk; do vmkfstools -J getuuid $i; done", "# vmkfstools -J getuuid $F",
    "# F=a.vmdk; vmkfstools -J getuuid $F",
    "# find . -name '*.vmdk' -exec vmkfstools -J getuuid {} \\;",
    "# vmkfstools -J getuuid *.vmdk", "# vmkfstools -J getuuid a-flat.vmdk", "# cat /tmp/x",
  ])
  func whatNamesNoneOrSeveralTiesNothing(command: String) {
    #expect(told("\(command)\nUUID is {1}\n").filter { !$0.hasSuffix("-") } == ["? 1"])
  }

  @Test(arguments: [
    "UUID is {1}\nUUID is {2}", "UUID is 60\nUUID is {1}", "UUID is {1}\nUUID is 60",
    "b.vmdk\nUUID is {1}",
  ])
  func severalAnswersAreTiedToNone(answers: String) {
    let found = told("# vmkfstools -J getuuid a.vmdk\n\(answers)\n")
    #expect(found.allSatisfy { $0.hasPrefix("? ") || $0.hasSuffix(" -") }, "\(found)")
    #expect(found.contains("a.vmdk -"))
  }

  @Test func anEchoIsNoLoop() {
    let found = told("# vmkfstools -J getuuid a.vmdk; echo b.vmdk\nUUID is {1}\nb.vmdk\n")
    #expect(!found.contains { $0.hasPrefix("b.vmdk 1") })
  }

  @Test(arguments: ["[root@esx1:~]", "/vmfs/volumes/DS #", "/vmfs/volumes/DS # ", "$ ", "~ # ls"])
  func theNextPromptIsItsEnd(prompt: String) {
    let found = told("# vmkfstools -J getuuid a.vmdk\nUUID is {1}\n\(prompt)\nUUID is {2}\n")
    #expect(
      found.contains("a.vmdk 1 command") && found.contains { $0.hasPrefix("? 2") }, "\(found)")
  }

  @Test func aMessageIsNoName() {
    let found = told("# vmkfstools -J getuuid a.vmdk\nWarning: stale lock on b.vmdk\nUUID is {1}\n")
    #expect(found.contains { $0.hasPrefix("a.vmdk") } && !found.contains { $0.hasPrefix("stale") })
  }

  @Test(arguments: [
    "# vmkfstools -J getuuid b.vmdk ", "$ /vmfs/volumes/DS/b.vmdk: ", "[root@esx1:~] b.vmdk: ",
  ])
  func anAnswerBehindAPromptIsNotLost(start: String) {
    #expect(told("\(start)UUID is {1}\n").contains { $0.contains(" 1") })
  }

  @Test func headAndMoreNameTheFile() {
    for name in ["a.vmdk", "/vmfs/volumes/DS/a/a.vmdk", "my vm/a.vmdk"] {
      let text = "==> \(name) <==\nddb.uuid = \"{1}\"\n\n==> x.vmdk <==\nddb.uuid = \"{2}\"\n"
      #expect(told(text) == ["\(name) 1 command", "x.vmdk 2 command"])
    }
  }
}
