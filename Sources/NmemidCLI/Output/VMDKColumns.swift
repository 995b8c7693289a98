import FileFormats
import NmemModel

extension Source {
  /// `vmdks.txt:7`, or the file's name alone if all of it is meant.
  var text: ByteString {
    Cell.place(self).text(CellStyle())
  }
}

extension ColumnSet<VMDK> {
  /// The columns of `vmdks`, in the order of the keys in JSON.
  static let vmdks = ColumnSet(
    all: [
      Column(name: .vmdk, key: .path, type: .string, help: "path, as the host wrote it") {
        $0.path.map(Cell.text) ?? .none
      },
      Column(
        name: .uuid, key: .uuid, type: .string,
        help: "UUID; its last eight digits are the DIMM's serial"
      ) {
        $0.uuid.map(Cell.uuid) ?? .none
      },
      Column(name: .size, key: .size, type: .integer, help: "capacity, if a file gives it") {
        $0.size.map(Cell.size) ?? .none
      },
      Column(name: .source, key: .source, type: .string, help: "file and line that say so") {
        .place($0.sources[0])
      },
      Column(
        name: .tiedBy, key: .tiedBy, type: .string,
        help: "what ties path and UUID: record, line, command or turns"
      ) {
        $0.tie.map { .text($0.rawValue) } ?? .none
      },
      Column(
        name: .host, key: .host, type: .string, help: "host that listed it, if nmemid collect did"
      ) {
        $0.host.map(Cell.text) ?? .none
      },
      Column(
        name: .listed, key: .listed, type: .string, help: "when that was, in UTC"
      ) {
        $0.listed.map { .text($0.description) } ?? .none
      },
      Column(
        name: .type, key: .type, type: .string, help: "nvdimm or disk, if a file says so"
      ) {
        $0.kind.map { .text($0.rawValue) } ?? .none
      },
      Column(name: .vm, key: .vms, type: .array, help: "virtual machines that have it, by name") {
        $0.attached { $0.machine.map(Cell.text) }
      },
      Column(
        name: .vmUUID, key: .vmUUIDs, type: .array, help: "the UUID of each of these"
      ) { $0.attached { $0.machineUUID.map { .string($0.description) } } },
      Column(
        name: .vmDevice, key: .vmDevices, type: .array,
        help: "what the settings of each call it: NVDIMM 2"
      ) { $0.attached { $0.device.map(Cell.text) } },
      Column(
        name: .vmUnit, key: .vmUnits, type: .array, help: "its number on the controller there"
      ) { $0.attached { $0.unit.map { .string("\($0)") } } },
      Column(
        name: .otherPaths, key: .otherPaths, type: .array, help: "other spellings of the path"
      ) {
        .list($0.otherPaths)
      },
    ],
    standard: [.uuid, .source, .vmdk])
}

extension VMDK {
  /// A part of each attachment, in the order that all columns of attachments have: empty where it is not known, and
  /// no list at all if it is known of none.
  fileprivate func attached(_ part: (Attachment) -> Cell?) -> Cell {
    let parts = attachments.map(part)
    return .cells(parts.allSatisfy { $0 == nil } ? [] : parts.map { $0 ?? .none })
  }
}
