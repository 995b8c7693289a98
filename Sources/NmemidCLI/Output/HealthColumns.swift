import FileFormats
import NmemModel

extension ColumnSet<DIMMRow> {
  static let dimmsWithHealth = ColumnSet(
    all: dimms.all + health,
    standard: [
      .name, .id, .health, .temperature, .spares, .lifeUsed, .shutdown, .shutdownCount,
    ])

  private static let health: [Column<DIMMRow>] = [
    column(.health, .healthState, .string, "the DIMM's own verdict") {
      $0.state.map { .text($0.rawValue) }
    },
    column(.temperature, .temperatureCelsius, .number, "of the memory, in degrees Celsius") {
      $0.temperature.map(Cell.decimal)
    },
    column(
      .controllerTemperature, .controllerTemperatureCelsius, .number,
      "of the controller, in degrees Celsius"
    ) { $0.controllerTemperature.map(Cell.decimal) },
    column(.spares, .sparesPercentage, .integer, "spare blocks left, in percent") {
      $0.spares.map { .number(UInt64($0)) }
    },
    column(.lifeUsed, .lifeUsedPercentage, .integer, "of its life, in percent") {
      $0.lifeUsed.map { .number(UInt64($0)) }
    },
    column(.shutdown, .shutdownState, .string, "the last one: clean or dirty") {
      $0.shutdown.map { .text($0.rawValue) }
    },
    column(.shutdownCount, .shutdownCount, .integer, "dirty ones so far") {
      $0.shutdownCount.map { .number(UInt64($0)) }
    },
  ]

  private static func column(
    _ name: ColumnName, _ key: JSONKey, _ type: ColumnType, _ help: String,
    _ value: @escaping @Sendable (DIMMHealth) -> Cell?
  ) -> Column<DIMMRow> {
    Column(name: name, key: key, type: type, help: help, needs: .health) { row in
      guard case .told(let health)? = row.dimm.health else { return .none }
      return value(health) ?? .none
    }
  }
}
