import NmemModel

extension ColumnSet<DIMMRow> {
  /// The columns of `list --health`.
  static let dimmsWithHealth = ColumnSet(
    all: dimms.all + health,
    standard: [
      "NAME", "ID", "HEALTH", "TEMPERATURE", "SPARES", "LIFE-USED", "SHUTDOWN", "SHUTDOWN-COUNT",
    ])

  private static let health: [Column<DIMMRow>] = [
    column("HEALTH", "health_state", .string, "the DIMM's own verdict") {
      $0.state.map { .text($0.rawValue) }
    },
    column("TEMPERATURE", "temperature_celsius", .number, "of the memory, in degrees Celsius") {
      $0.temperature.map(Cell.decimal)
    },
    column(
      "CONTROLLER-TEMPERATURE", "controller_temperature_celsius", .number,
      "of the controller, in degrees Celsius"
    ) { $0.controllerTemperature.map(Cell.decimal) },
    column("SPARES", "spares_percentage", .integer, "spare blocks left, in percent") {
      $0.spares.map { .number(UInt64($0)) }
    },
    column("LIFE-USED", "life_used_percentage", .integer, "of its life, in percent") {
      $0.lifeUsed.map { .number(UInt64($0)) }
    },
    column("SHUTDOWN", "shutdown_state", .string, "the last one: clean or dirty") {
      $0.shutdown.map { .text($0.rawValue) }
    },
    column("SHUTDOWN-COUNT", "shutdown_count", .integer, "dirty ones so far") {
      $0.shutdownCount.map { .number(UInt64($0)) }
    },
  ]

  private static func column(
    _ name: String, _ key: String, _ type: ColumnType, _ help: String,
    _ value: @escaping @Sendable (DIMMHealth) -> Cell?
  ) -> Column<DIMMRow> {
    Column(name: name, key: key, type: type, help: help, needs: .health) { row in
      guard case .told(let health)? = row.dimm.health else { return .none }
      return value(health) ?? .none
    }
  }
}
