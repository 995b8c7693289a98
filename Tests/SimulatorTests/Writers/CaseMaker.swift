/// A guest and host lists, of which everything is known.
struct SimulatedCase {
  var world: World
  /// The serials of the guest's DIMMs, by number.
  var serials: [String]
  var files: [ListFile]
  var tokens: [Token]

  /// What `ndctl list -D` prints in the guest.
  var guestText: String {
    "["
      + serials.enumerated().map { number, serial in
        "{\"dev\":\"nmem\(number)\",\"id\":\"8902-\(serial)\",\"handle\":\(number),\"phys_id\":\(102 + number)}"
      }
      .joined(separator: ",\n") + "]\n"
  }
}

/// Makes up a case, whole.
struct CaseMaker {
  private var pen: Pen
  private let world: World

  static func make(_ chance: inout Chance) -> SimulatedCase {
    let world = WorldMaker.world(&chance)
    var maker = CaseMaker(pen: Pen(world, Chance(seed: chance.next())), world: world)
    let count = chance.pick([1, 1, 2, 2, 2, 3])
    var files: [ListFile] = []
    if world.hosts.count > 1 && chance.happens(8) {
      files = maker.everyHost()
    } else {
      for number in 0..<count { files += maker.files(number) }
    }
    // Without any the tool would read the folder of this machine.
    while files.isEmpty { files = maker.files(0) }
    return SimulatedCase(
      world: world, serials: maker.serials(), files: files, tokens: maker.pen.tokens)
  }

  private mutating func serials() -> [String] {
    var serials: [String] = []
    for disk in world.disks where disk.machine == 0 || pen.chance.happens(3) {
      let serial = String(disk.uuid.suffix(8))
      if !serials.contains(serial) && pen.chance.happens(90) { serials.append(serial) }
    }
    if serials.isEmpty || pen.chance.happens(3) { serials.append(pen.chance.hex(8)) }
    return Array(serials.prefix(6))
  }

  private mutating func files(_ number: Int) -> [ListFile] {
    if pen.chance.happens(7) { return alone(number) }
    pen.text = []
    var forms: [String] = []
    var extensionOfName = "txt"
    if pen.chance.happens(12) { pen.unrelated(world) }
    let parts = pen.chance.happens(15) ? 2 : 1
    for part in 0..<parts {
      if part > 0, pen.chance.happens(60) { pen.line() }
      if part > 0, pen.chance.happens(20) { pen.unrelated(world) }
      forms += write()
    }
    if pen.chance.happens(12) { pen.unrelated(world) }
    if forms[0].hasPrefix("json") { extensionOfName = "json" }
    if forms[0].hasPrefix("table") { extensionOfName = "csv" }
    var file = ListFile(name: "list\(number + 1).\(extensionOfName)", text: pen.text, forms: forms)
    file.saysDisk = forms.contains { $0.hasPrefix("json") || $0 == "getdevices" }
    return [file]
  }

  private mutating func write() -> [String] {
    switch pen.chance.number(0..<100) {
    case 0..<16: pen.session(world)
    case 16..<21: pen.trace(world)
    case 21..<31: pen.loop(world, answersFirst: false)
    case 31..<37: pen.loop(world, answersFirst: true)
    case 37..<53: pen.lines(world)
    case 53..<60: pen.grep(world)
    case 60..<70: pen.collected(world)
    case 70..<73: pen.descriptors(world)
    case 73..<80: pen.table(world)
    case 80..<83: pen.wideTable(world)
    case 83..<85: pen.markdown(world)
    case 85..<91: pen.blocks(world)
    case 91..<98: pen.json(world)
    default: pen.vmx(world)
    }
  }

  /// A list of each host.
  private mutating func everyHost() -> [ListFile] {
    world.hosts.indices.map { host in
      pen.text = []
      let forms = pen.collected(world, on: host)
      return ListFile(name: "\(world.hosts[host]).txt", text: pen.text, forms: forms)
    }
  }

  /// Files that are named after their VMDKs.
  private mutating func alone(_ number: Int) -> [ListFile] {
    let scope = Scope(world, .bare, &pen.chance)
    let kind = pen.chance.number(0..<3)
    var names: Set<String> = []
    return scope.claims.prefix(4).compactMap { claim in
      let file = claim.told.place.file
      guard names.insert(file).inserted else { return nil }
      pen.text = []
      pen.only(claim, answer: kind == 0)
      // The name is a token that no text has: no damage can take it away.
      pen.tokens.append(
        Token(meaning: .path(claim.told), use: .field, statement: pen.statement, length: 0))
      let name = kind == 0 ? String(file.dropLast(5)) + ".uuid" : file
      return ListFile(
        name: "f\(number)/\(name)", text: pen.text,
        forms: [["uuid-file", "descriptor", "sparse"][kind]],
        encoding: kind == 2 ? .sparse : .utf8, isAlone: true)
    }
  }
}
