// What a terminal shows where each VMDK is asked for in turn.

extension Pen {
  /// What vmkfstools says in place of an answer, about a file as the command names it.
  mutating func complain(_ claim: Claim) {
    let reason =
      claim.isExtent
      ? "The file specified is not a virtual disk (0xf)." : "Device or resource busy (0x50000b)."
    switch chance.number(0..<10) {
    case 0..<8:
      write("Failed to open '")
      write(claim.told, .error)
      line("': \(reason)")
    case 8:
      write("Failed to open ")
      write(claim.told, .error)
      line(": \(reason)")
    default: line("DiskLib_Check() failed for source disk \(reason)")
    }
  }

  mutating func answer(_ claim: Claim, _ spelling: UUIDSpelling = .host) {
    write("UUID is ")
    write(claim.uuid, as: spelling, .turn)
    line()
  }

  private mutating func prompt(_ kind: Int, _ host: String, folder: String) -> String {
    switch kind {
    case 0, 1, 2: "[root@\(host.prefix { $0 != "." }):\(folder)] "
    case 3: "\(folder) # "
    case 4: "esxi_host>$ "
    case 5: "# "
    case 6: "$ "
    case 7: "root@\(host):~# "
    default: "[root@\(host) ~]# "
    }
  }

  /// A command for each VMDK, each with its full path, or from within its folder.
  mutating func session(_ world: World) -> [String] {
    let scope = Scope(world, nil, &chance)
    let kind = chance.number(0..<9)
    let isAnyFolder = chance.happens(50)
    let isErrorLost = chance.happens(20)
    let way = chance.number(0..<10)
    let name =
      way < 6 ? "getuuid" : way == 6 ? "cat" : way == 7 ? "grep" : way == 8 ? "head" : "govc"
    // govc's paths begin at the datastore, wherever it runs.
    let isInFolder = isAnyFolder && name != "govc"
    var folder = "~"
    let host = world.hosts[scope.host]
    let quote = chance.happens(50) ? "'" : "\""
    for claim in scope.claims {
      statement += 1
      var claim = claim
      if isInFolder {
        let full = Told(claim.told.place, kind.isMultiple(of: 2) ? .label : .identifier, in: world)
        let here = String(full.text.dropLast(claim.told.place.file.count + 1))
        if here != folder {
          mark(prompt(kind, host, folder: folder), .prompt)
          line("cd \(quote)\(here)\(quote)")
          folder = here
        }
        claim.told = Told(claim.told.place, inFolderOf: full)
      }
      let isBare = !claim.told.text.contains { " ()[]#&".contains($0) } && chance.happens(70)
      let mark = isBare ? "" : quote
      self.mark(prompt(kind, host, folder: folder), .prompt)
      write(
        [
          "getuuid": "vmkfstools -J getuuid ", "cat": "cat ", "grep": "grep ddb.uuid ",
          "head": "head -30 ",
        ][name]
          ?? "govc datastore.disk.info -uuid ")
      write(mark)
      write(claim.told, .command)
      line(mark)
      if claim.isLocked {
        if !isErrorLost { complain(claim) }
        continue
      }
      switch name {
      case "getuuid": answer(claim)
      case "grep":
        write("ddb.uuid = \"")
        write(claim.uuid, as: .host, .turn)
        line("\"")
      case "govc": govcBlock(claim)
      default: descriptor(claim)
      }
    }
    if chance.happens(60) {
      mark(prompt(kind, host, folder: folder), .prompt)
      line()
    }
    return ["session-\(name)" + (isInFolder ? "-in-folder" : "")]
  }

  /// What `sh -x` shows.
  mutating func trace(_ world: World) -> [String] {
    let scope = Scope(world, chance.happens(70) ? nil : .bare, &chance)
    let isErrorLost = chance.happens(40)
    let echoes = chance.happens(30)
    for claim in scope.claims {
      statement += 1
      if echoes {
        write("+ echo ")
        write(claim.told, .decoy)
        line()
        write(claim.told, .decoy)
        line()
      }
      write("+ vmkfstools -J getuuid ")
      let quote = claim.told.text.contains { " ()[]#&".contains($0) } ? "'" : ""
      write(quote)
      write(claim.told, .command)
      line(quote)
      if !claim.isLocked {
        answer(claim)
      } else if !isErrorLost {
        complain(claim)
      }
    }
    return ["trace"]
  }

  /// A loop that prints each name, and then asks.
  mutating func loop(_ world: World, answersFirst: Bool) -> [String] {
    let root: Told.Root? = chance.happens(25) ? .bare : nil
    var scope = Scope(world, root, &chance)
    var isTwice = false
    if chance.happens(20) {
      isTwice = true
      scope.claims = scope.twice(in: world)
    } else if chance.happens(20) {
      scope.claims = scope.withExtents(in: world)
    }
    let isErrorLost = chance.happens(25)
    let label = chance.pick(["", "", "", "", "File: ", "Disk: ", "VMDK: "])
    let end = label.isEmpty && !answersFirst && chance.happens(30) ? ":" : ""
    let hasCommand = chance.happens(answersFirst ? 75 : 60)
    let isHostless = chance.happens(50)
    let prompt = isHostless ? "# " : "[root@esx1:~] "
    if hasCommand {
      mark(prompt, .prompt)
      let ask = "vmkfstools -J getuuid \"$f\""
      let echo = "echo \"\(label)$f\(end)\""
      mark(
        "for f in /vmfs/volumes/*/*/*.vmdk; do \(answersFirst ? "\(ask); \(echo)" : "\(echo); \(ask)"); done 2>&1",
        answersFirst ? .answersFirst : .prompt)
      line()
    }
    let isSpaced = chance.happens(10)
    for claim in scope.claims {
      statement += 1
      func name(_ pen: inout Pen) {
        pen.write(label)
        pen.write(claim.told, .turn)
        pen.line(end)
      }
      func reply(_ pen: inout Pen) {
        if !claim.isLocked && !claim.isExtent {
          pen.answer(claim)
        } else if !isErrorLost {
          pen.complain(claim)
        }
      }
      if answersFirst {
        reply(&self)
        name(&self)
      } else {
        name(&self)
        reply(&self)
      }
      if isSpaced { line() }
    }
    if hasCommand, chance.happens(60) {
      mark(prompt, .prompt)
      line()
    }
    let order = answersFirst ? "answers-first" : "names-first"
    return [
      "loop-\(order)" + (label.isEmpty ? "" : "-labelled") + (isErrorLost ? "-errors-lost" : "")
        + (hasCommand ? "" : "-bare") + (isTwice ? "-twice" : "")
    ]
  }
}
