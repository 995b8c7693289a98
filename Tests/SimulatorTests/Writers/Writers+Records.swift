// Tables, blocks of properties, and JSON.

extension Pen {
  private func quoted(_ text: String) -> String {
    text.contains { ",;|\"\t".contains($0) } ? "\"\(text)\"" : text
  }

  /// A table with a header row, or without.
  mutating func table(_ world: World) -> [String] {
    let scope = Scope(world, chance.pick([.bracket, .bracket, .label, .folder]), &chance)
    let mark = chance.pick([",", ",", ";", "\t", "|"])
    let isQuoted = chance.happens(40)
    let hasHeader = chance.happens(85)
    let lacksUUIDs = chance.happens(6)
    let columns = chance.pick([
      ["VM", "Path", "UUID"], ["Filename", "Uuid", "CapacityGB"], ["path", "uuid"],
      ["UUID", "Path"],
      ["VM", "Powerstate", "Disk", "Disk Key", "Disk UUID", "Disk Path", "Capacity MiB", "Raw"],
      ["Parent", "Name", "Filename", "vmHardDiskUuid", "VM UUID"],
      ["Vmdk", "VMDK UUID", "Datastore"],
    ])
    let spelling = chance.pick([UUIDSpelling.api, .api, .host, .dashed, .dense])
    let quote = isQuoted ? "\"" : ""
    if hasHeader {
      if isQuoted && chance.happens(30) { line("#TYPE Selected.VMware.VimAutomation.ViCore.Impl") }
      self.mark(columns.map { quote + $0 + quote }.joined(separator: mark), .header)
      line()
    }
    for (number, claim) in scope.claims.enumerated() {
      statement += 1
      for (index, column) in columns.enumerated() {
        write((index == 0 ? "" : mark) + quote)
        switch column.lowercased() {
        case "path", "filename", "disk path", "vmdk": write(claim.told, .cell)
        case "vm uuid":
          write(world.machines[claim.disk.machine].uuid, as: .dashed, .decoy)
        case "uuid", "disk uuid", "vmharddiskuuid", "vmdk uuid":
          if !claim.isLocked && !lacksUUIDs { write(claim.uuid, as: spelling, .cell) }
        case "vm", "parent": write(claim.machine)
        case "datastore": write("")
        case "name", "disk": write("Hard disk \(number + 1)")
        case "capacitygb": write("\(claim.disk.size >> 30)")
        case "capacity mib":
          write(mark == "," && !isQuoted ? "\"40,960\"" : "\(claim.disk.size >> 20)")
        case "disk key": write("200\(number)")
        default: write("x")
        }
        write(quote)
      }
      line()
    }
    return [lacksUUIDs ? "table-lacking-uuids" : hasHeader ? "table" : "table-without-header"]
  }

  /// A table with all disks of a machine in one row.
  mutating func wideTable(_ world: World) -> [String] {
    let scope = Scope(world, .bracket, &chance)
    let byMachine = Dictionary(grouping: scope.claims, by: \.disk.machine).sorted {
      $0.key < $1.key
    }
    mark("VM,Disk 1 Path,Disk 1 UUID,Disk 2 Path,Disk 2 UUID", .header)
    line()
    for (_, claims) in byMachine {
      write(claims[0].machine)
      for index in 0..<2 {
        statement += 1
        let claim = index < claims.count ? claims[index] : nil
        write(",")
        if let claim, !chance.happens(15) { write(claim.told, .cell) }
        write(",")
        if let claim, !claim.isLocked, !chance.happens(15) { write(claim.uuid, as: .dashed, .cell) }
      }
      line()
    }
    return ["table-two-disks-a-row"]
  }

  mutating func markdown(_ world: World) -> [String] {
    let scope = Scope(world, nil, &chance)
    let isCode = chance.happens(40) ? "`" : ""
    let isFenced = chance.happens(10)
    if isFenced { line("```") }
    mark("| path | uuid |", .header)
    line("\n|---|---|")
    for claim in scope.claims {
      statement += 1
      write("| \(isCode)")
      write(claim.told, .cell)
      write("\(isCode) | \(isCode)")
      if !claim.isLocked { write(claim.uuid, as: chance.happens(50) ? .dashed : .host, .cell) }
      line("\(isCode) |")
    }
    if isFenced { line("```") }
    return ["markdown"]
  }

  mutating func govcBlock(_ claim: Claim) {
    write("Name:      ")
    write(claim.told, .field)
    write("\n  UUID:    ")
    if !claim.isLocked { write(claim.uuid, as: .host, .field) }
    line("\n  Type:    preallocated\n  Parent:  ")
  }

  /// Blocks of `Name : value`.
  mutating func blocks(_ world: World) -> [String] {
    let kind = chance.number(0..<3)
    let scope = Scope(world, kind == 1 ? .folder : .bracket, &chance)
    if kind == 2 {
      line("Devices:\n\n(vim.vm.VirtualHardware) {\n   device = (vim.vm.device.VirtualDevice) [")
    }
    for (number, claim) in scope.claims.enumerated() {
      statement += 1
      switch kind {
      case 0:
        write("\nParent   : \(claim.machine)\nFilename : ")
        write(claim.told, .field)
        write("\nUuid     : ")
        if !claim.isLocked { write(claim.uuid, as: .api, .field) }
        line("\nCapacityGB : \(claim.disk.size >> 30)")
      case 1: govcBlock(claim)
      default:
        let type = "vim.vm.device.VirtualDisk"
        line(
          "      (\(type)) {\n         key = \(2000 + number),\n         deviceInfo = (vim.Description) {"
        )
        line("            label = \"Hard disk \(number + 1)\"\n         },")
        write("         backing = (\(type).FlatVer2BackingInfo) {\n            fileName = \"")
        write(claim.told, .field)
        line("\",\n            diskMode = \"persistent\",")
        if !claim.isLocked {
          write("            uuid = \"")
          write(claim.uuid, as: .api, .field)
          line("\",")
        }
        line("            contentId = \"7d0a0813c0306b532b906208c88ac9c7\"\n         },")
        line("         capacityInBytes = \(claim.disk.size)\n      },")
      }
    }
    if kind == 2 { line("   ]\n}") }
    return [["format-list", "govc-blocks", "getdevices"][kind]]
  }

  /// JSON, with each object over some lines or all on one.
  mutating func json(_ world: World) -> [String] {
    let kind = chance.number(0..<5)
    let scope = Scope(world, kind == 4 ? nil : chance.happens(85) ? .bracket : .label, &chance)
    let newline = chance.happens(70) ? "\n      " : ""
    func text(_ plain: String) -> String { plain.replacing("\\", with: "\\\\") }
    let begin = [
      "{\n  \"devices\": [", "{\n  \"Devices\": [", "ok: [h1] => {\n  \"msg\": {", "[",
      "{\n  \"nmemid\": {\"schema\": 1, \"version\": \"1\", \"complete\": true},\n  \"vmdks\": [",
    ]
    write(begin[kind])
    for (number, claim) in scope.claims.enumerated() {
      statement += 1
      write((number == 0 ? "" : ",") + "\n    ")
      func uuid(_ pen: inout Pen, _ key: String, _ spelling: UUIDSpelling = .api) {
        pen.write("\"\(key)\": ")
        if claim.isLocked {
          pen.write("null")
        } else {
          pen.write("\"")
          pen.write(claim.uuid, as: spelling, .field)
          pen.write("\"")
        }
        pen.write(",\(newline)")
      }
      func path(_ pen: inout Pen, _ key: String) {
        pen.write("\"\(key)\": \"")
        pen.write(claim.told, .field)
        pen.write("\"")
      }
      let isNVDIMM = world.datastores[claim.told.place.datastore].isPMem && chance.happens(70)
      switch kind {
      case 0, 1:
        let keys =
          kind == 0
          ? ["name", "type", "backing", "fileName", "uuid", "capacityIn", "deviceInfo", "label"]
          : ["Name", "Type", "Backing", "FileName", "Uuid", "CapacityIn", "DeviceInfo", "Label"]
        write("{\"\(keys[0])\": \"disk-1000-\(number)\",\(newline)\"\(keys[1])\": \"")
        write(
          "\(isNVDIMM ? "VirtualNVDIMM" : "VirtualDisk")\",\(newline)\"\(keys[2])\": {\(newline)")
        if !isNVDIMM { uuid(&self, keys[4]) }
        path(&self, keys[3])
        write(
          "},\(newline)\"\(keys[5])\(isNVDIMM ? "MB" : "KB")\": \(claim.disk.size >> (isNVDIMM ? 20 : 10))}"
        )
      case 2:
        write("\"\(number)\": {\(newline)")
        uuid(&self, "backing_uuid")
        path(&self, "backing_filename")
        write(",\(newline)\"capacity_in_bytes\": \(claim.disk.size)}")
      case 3:
        write("{\(newline)")
        uuid(&self, "Uuid")
        path(&self, "Filename")
        write(",\(newline)\"CapacityGB\": \(claim.disk.size >> 30)}")
      default:
        write("{\(newline)")
        path(&self, "path")
        write(",\(newline)")
        uuid(&self, "uuid", .dashed)
        write("\"size\": \(claim.disk.size)}")
      }
    }
    line(["\n  ]\n}", "\n  ]\n}", "\n  }\n}", "\n]", "\n  ],\n  \"problems\": []\n}"][kind])
    return [["json-govc", "json-govc-old", "json-ansible", "json-powershell", "json-nmemid"][kind]]
  }

  mutating func vmx(_ world: World) -> [String] {
    let scope = Scope(world, .label, &chance)
    let machine = chance.pick(world.machines)
    write(".encoding = \"UTF-8\"\ndisplayName = \"\(machine.name)\"\nuuid.bios = \"")
    write(machine.uuid, as: .host, .decoy)
    line("\"\nnvdimm0.present = \"TRUE\"")
    for (number, claim) in scope.claims.enumerated()
    where world.machines[claim.disk.machine].name == machine.name {
      statement += 1
      write("nvdimm0:\(number).fileName = \"")
      write(claim.told, .field)
      line("\"\nnvdimm0:\(number).present = \"TRUE\"")
    }
    return ["vmx"]
  }
}
