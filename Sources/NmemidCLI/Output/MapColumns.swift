import FileFormats
import NmemModel

/// A line of the map: a DIMM with one of its candidates. A DIMM with several has several lines, one
/// with none has one.
struct MapRow: Sendable {
  var match: DIMMMatch
  var vmdk: VMDK?

  /// The lines of a map, in its order.
  static func rows(_ map: GuestToHostMap) -> [MapRow] {
    map.matches.flatMap { match in
      match.vmdks.isEmpty
        ? [MapRow(match: match, vmdk: nil)] : match.vmdks.map { MapRow(match: match, vmdk: $0) }
    }
  }
}

extension DIMMMatch {
  var row: DIMMRow { row(with: regions) }

  /// The row, with those of its regions that are to be seen.
  func row(with regions: [Region]?) -> DIMMRow {
    DIMMRow(
      guest: guest, machine: machine, bus: bus, dimm: dimm, size: size, regions: regions,
      allRegions: self.regions)
  }
}

extension ColumnSet {
  /// What the column MATCH says.
  static var helpOnMatch: String {
    "one, ambiguous (in doubt), none, or unknown (nothing was compared)"
  }
}

extension ColumnSet<VMDK> {
  /// The columns beside those of the DIMM, which has a size of its own. JSON has the VMDKs in objects of their own.
  static let inMap = besideDIMM([.size: (.vmdkSize, .size)])

  /// The columns beside those of the DIMM, under the names that they have there. A person sees a VMDK
  /// without a path by its UUID: a candidate must not look like none.
  static func besideDIMM(_ renames: ColumnRenames) -> [Column<VMDK>] {
    vmdks.all.map { column in
      var column = column.renamed(renames)
      if column.name == .vmdk {
        let path = column.value
        column.value = { vmdk in
          vmdk.path == nil ? .standIn(vmdk.uuid.map(Cell.uuid) ?? .none) : path(vmdk)
        }
      }
      return column
    }
  }
}

extension ColumnSet<MapRow> {
  /// The columns of `map`: the DIMM's, the verdict, the VMDK's.
  static let map = ColumnSet(
    all: ColumnSet<DIMMRow>.dimms.all.map { $0.lifted { $0.match.row } }
      + [
        Column(
          name: .match, key: .match, type: .string,
          help: Self.helpOnMatch
        ) {
          .text($0.match.verdict.rawValue)
        }
      ]
      + ColumnSet<VMDK>.inMap.map { $0.lifted(in: "vmdks[].") { $0.vmdk } },
    standard: [.name, .id, .size, .match, .vmdk, .mountpoints])
}
