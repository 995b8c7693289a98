import FileFormats
import NmemModel

/// A row about something on a bus of a guest.
protocol RowOnBus: Sendable {
  /// The guest's name; nil for this machine.
  var guest: String? { get }
  var bus: Bus { get }
}

/// A bus, and the machine it is in.
struct BusRow: RowOnBus {
  var guest: String?
  var bus: Bus
}

extension ColumnSet<BusRow> {
  /// The columns of `list --buses`.
  static let buses = ColumnSet(
    all: Column.place
      + [
        Column(name: .dimms, key: .dimms, type: .array, help: "DIMMs on the bus") {
          $0.bus.tellsDIMMs ? .cells($0.bus.dimms.map { .device($0.dev) }) : .none
        }
      ],
    standard: [.bus, .provider, .dimms])
}

extension DIMMRow: RowOnBus {}
extension RegionRow: RowOnBus {}

extension Column where Row: RowOnBus {
  /// The columns that say where a thing is.
  static var place: [Column] {
    [
      Column(name: .bus, key: .bus, type: .string, help: "bus that it is on: ndbus0") {
        $0.bus.dev.map(Cell.text) ?? .none
      },
      Column(
        name: .provider, key: .provider, type: .string, help: "who describes the bus: ACPI.NFIT"
      ) {
        $0.bus.provider.map(Cell.text) ?? .none
      },
      Column(
        name: .guest, key: .guest, type: .string,
        help: "machine; with --guest the first of the default columns"
      ) {
        $0.guest.map(Cell.text) ?? .none
      },
    ]
  }
}
