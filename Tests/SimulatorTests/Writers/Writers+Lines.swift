// Lists of a line, or a file, for each VMDK.

extension Pen {
  /// A path and a UUID a line.
  mutating func lines(_ world: World) -> [String] {
    let scope = Scope(world, chance.happens(15) ? .bare : nil, &chance)
    let isTwice = chance.happens(10)
    let claims = isTwice ? scope.twice(in: world) : scope.claims
    let between = chance.pick([
      ": ", ": ", ":", "\t", ", ", ",", "  ", " ", ";", " -> ", " = ", " => ", " - ",
    ])
    let saysUUID = chance.happens(50)
    let isUUIDFirst =
      between != ": " && between != ":" && between != " -> " && between != " = "
      && chance.happens(25)
    let spelling = chance.pick(UUIDSpelling.allCases)
    let hasSize = between == "\t" && chance.happens(20)
    for claim in claims where !claim.isLocked {
      statement += 1
      if isUUIDFirst {
        write(claim.uuid, as: spelling, .pair)
        write(between)
        write(claim.told, .pair)
      } else {
        write(claim.told, .pair)
        write(between + (saysUUID ? "UUID is " : ""))
        write(claim.uuid, as: spelling, .pair)
        if hasSize { write("\t\(claim.disk.size)") }
      }
      line()
    }
    return ["lines-\(isUUIDFirst ? "uuid-first" : "path-first")" + (isTwice ? "-twice" : "")]
  }

  /// What grep found.
  mutating func grep(_ world: World) -> [String] {
    let scope = Scope(world, chance.happens(20) ? .bare : nil, &chance)
    let isNumbered = chance.happens(30)
    let hasNames = chance.happens(85)
    for (index, claim) in scope.claims.enumerated() {
      statement += 1
      if claim.isLocked {
        write("grep: ")
        var extent = claim.told
        extent.text = String(extent.text.dropLast(5)) + "-flat.vmdk"
        write(extent, .decoy)
        line(": Device or resource busy")
        continue
      }
      if hasNames {
        write(claim.told, .pair)
        write(":")
      }
      write((isNumbered ? "\(index + 12):" : "") + "ddb.uuid = \"")
      write(claim.uuid, as: .host, .pair)
      line("\"")
    }
    return ["grep" + (hasNames ? "" : "-without-names")]
  }

  /// What `nmemid collect` prints.
  mutating func collected(_ world: World, on host: Int? = nil) -> [String] {
    let scope = Scope(world, chance.happens(80) ? .label : .identifier, on: host, &chance)
    mark("# nmemid collect 1 on \(world.hosts[scope.host]) at 2026-01-01T00:00:00Z", .header)
    line()
    var (answers, failures) = (0, 0)
    for var claim in scope.claims {
      statement += 1
      claim.told.host = scope.host
      write(claim.told, .pair)
      if claim.isLocked {
        failures += 1
        line("\tfailed: Device or resource busy (0x50000b).\t")
      } else {
        answers += 1
        write("\tUUID is ")
        write(claim.uuid, as: .host, .pair)
        line("\t" + (chance.happens(60) ? "\(claim.disk.size)" : ""))
      }
    }
    mark("# nmemid collect end: \(answers) VMDKs, \(failures) failed", .end)
    line()
    return ["collected"]
  }

  /// The text of a descriptor.
  mutating func descriptor(_ claim: Claim) {
    let sectors = claim.disk.size / 512
    let flat = String(claim.told.place.file.dropLast(5)) + "-flat.vmdk"
    line("# Disk DescriptorFile\nversion=1\nencoding=\"UTF-8\"\nCID=7475b330\nparentCID=ffffffff")
    line("createType=\"vmfs\"\n\n# Extent description\nRW \(sectors) VMFS \"\(flat)\"\n")
    line("# The Disk Data Base\n#DDB\n\nddb.adapterType = \"lsilogic\"")
    line("ddb.longContentID = \"dc2d48eb61aee3399ed03ee47475b330\"")
    write("ddb.uuid = \"")
    write(claim.uuid, as: .host, .field)
    line("\"\nddb.virtualHWVersion = \"14\"")
  }

  /// Several descriptors, as `head` or `more` shows them.
  mutating func descriptors(_ world: World) -> [String] {
    let scope = Scope(world, nil, &chance)
    for claim in scope.claims where !claim.isLocked {
      statement += 1
      write("==> ")
      write(claim.told, .field)
      line(" <==")
      descriptor(claim)
      line()
    }
    return ["descriptors"]
  }

  /// One VMDK, of which the given file's name is the path.
  mutating func only(_ claim: Claim, answer: Bool) {
    statement += 1
    if answer {
      self.answer(claim, chance.pick(UUIDSpelling.allCases))
    } else {
      descriptor(claim)
    }
  }

  /// What is no list at all.
  mutating func unrelated(_ world: World) {
    let machine = chance.pick(world.machines)
    switch chance.number(0..<6) {
    case 0:
      line("total 1049608\n-rw-------    1 root     root     1073741824 Jan  1 00:00 x-flat.vmdk")
    case 1:
      line(
        "Filesystem   Size   Used Available Use% Mounted on\nVMFS-6  99.8G  1.4G  98.3G   1% /vmfs/volumes/DS"
      )
    case 2: line("2026-01-01T00:00:00.000Z In(182) vmkernel: cpu0:2097152)Vol3: 1234: done")
    case 3:
      write("uuid.bios = \"")
      write(machine.uuid, as: .host, .decoy)
      line("\"")
    case 4:
      write(
        "Name:           \(machine.name)\n  Path:         /DC0/vm/\(machine.name)\n  UUID:         "
      )
      write(machine.uuid, as: .dashed, .decoy)
      line("\n  Memory:       2048MB")
    default: line("Hi all,\n\nhere is the list that you asked for.\n")
    }
  }
}
