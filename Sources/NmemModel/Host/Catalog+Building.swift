extension Catalog {
  /// A catalog of the given statements, each in its own file.
  public init(_ statements: some Sequence<Statement>) {
    self.init()
    for statement in statements { add(statement) }
  }

  /// Adds a statement with all that it says.
  public mutating func add(_ statement: Statement) {
    if files.last?.name != statement.source.file { begin(file: statement.source.file) }
    if statement.host != nil || statement.listed != nil {
      set(host: statement.host, listed: statement.listed)
    }
    let path = statement.path ?? statement.beside ?? ""
    if let uuid = statement.uuid, statement.traits.contains(.isDoubtful) {
      return add(doubtful: uuid, beside: path.bytes.span, line: statement.source.line ?? 0)
    }
    add(
      path: path.bytes.span, uuid: statement.uuid, tie: statement.tie, traits: statement.traits,
      line: statement.source.line ?? 0)
    if let size = statement.size { tell(size: size) }
    if let machine = statement.machine { tell(machine: machine.bytes.span) }
    if let uuid = statement.attachment?.machineUUID { tell(machineUUID: uuid) }
    if let device = statement.attachment?.device { tell(device: device.bytes.span) }
    if let unit = statement.attachment?.unit { tell(unit: unit) }
    if let parent = statement.parent { tell(parent: parent.bytes.span) }
    if let folder = statement.folder { tell(folder: folder.bytes.span) }
  }
}
