import NmemModel

/// The value of a column in one row, before it is printed in any format.
enum Cell: Equatable, Sendable {
  /// Not known, or there is none.
  case none
  case text(ByteString)
  /// Text that is Unicode.
  case string(String)
  /// A number that is written in hexadecimal digits, all of a column with as many of them.
  case code(String)
  case uuid(DiskUUID)
  /// A file, and mostly a line of it.
  case place(Source)
  case number(UInt64)
  /// A number with a fraction.
  case decimal(Double)
  /// A number of bytes.
  case size(UInt64)
  /// The name of a device, in a folder below `/dev` or in `/dev` itself.
  case device(String, folder: String = "")
  case list([ByteString])
  indirect case cells([Cell])
  /// A value with a mark for a reader of tables; JSON has only the value.
  indirect case marked(Cell, ByteString)
  /// What a person sees in a table in place of a value that is not known; elsewhere it is ``none``.
  indirect case standIn(Cell)

  static func text(_ text: String) -> Cell {
    .string(text)
  }

  /// What is printed between columns, before anything in it is escaped; empty for ``none``.
  func text(_ style: CellStyle) -> ByteString {
    var output = Output()
    write(style, .asIs, to: &output)
    return output.withText { $0.withUnsafeBufferPointer { ByteString($0) } }
  }

  /// Writes what is printed between columns; nothing for ``none``.
  func write(_ style: CellStyle, _ escaping: Escaping, to output: inout Output) {
    switch self {
    case .none: break
    case .text(let text): escaping.write(text.bytes.span, to: &output)
    case .string(let text), .code(let text): escaping.write(text.utf8.span, to: &output)
    case .uuid(let uuid): output.write(uuid)
    case .place(let source):
      escaping.write(source.file.bytes.span, to: &output)
      guard let line = source.line else { return }
      output.write(":")
      output.write(UInt64(line))
    case .number(let number): output.write(number)
    case .decimal(let number): output.write(text: "\(number)")
    case .size(let bytes):
      if style.sizesInBytes { output.write(bytes) } else { output.write(text: humanSize(bytes)) }
    case .device(let name, let folder):
      if style.devicesAsPaths {
        output.write("/dev/")
        escaping.write(folder.utf8.span, to: &output)
      }
      escaping.write(name.utf8.span, to: &output)
    case .list(let names):
      for (index, name) in names.enumerated() {
        if index > 0 { output.write(",") }
        escaping.write(name.bytes.span, to: &output)
      }
    case .cells(let cells):
      for (index, cell) in cells.enumerated() {
        if index > 0 { output.write(",") }
        cell.write(style, escaping, to: &output)
      }
    case .marked(let cell, let mark):
      if !cell.isEmpty {
        cell.write(style, escaping, to: &output)
        output.write(",")
      }
      escaping.write(mark.bytes.span, to: &output)
    case .standIn(let cell):
      if style.showsStandIns { cell.write(style, escaping, to: &output) }
    }
  }

  /// What is not known, where an empty cell would say that there is none.
  static var unknown: Cell { .marked(.none, "[UNKNOWN]") }

  /// Whether there is nothing to print.
  private var isEmpty: Bool { self == .none || self == .list([]) || self == .cells([]) }

  /// The cell with the mark of what is hidden, if anything is.
  func marked(ifAny hidden: [ByteString]?) -> Cell {
    hidden?.isEmpty ?? true ? self : .marked(self, Mount.hiddenMark)
  }

  /// The value in JSON: sizes are always bytes.
  func json(_ style: CellStyle) -> JSON {
    .cell(self, style)
  }

  /// Writes the value in JSON, lists with this many blanks before their end.
  func writeJSON(_ style: CellStyle, indent: Int, to output: inout Output) {
    switch self {
    case .none, .standIn: output.write("null")
    case .number(let number), .size(let number): JSON.write(integer: number, to: &output)
    case .decimal: write(style, .asIs, to: &output)
    case .list([]), .cells([]): output.write("[]")
    case .list(let names): JSON.array(names.map(JSON.string)).write(to: &output, indent: indent)
    case .cells(let cells):
      JSON.array(cells.map { $0.json(style) }).write(to: &output, indent: indent)
    case .marked(let cell, _): cell.writeJSON(style, indent: indent, to: &output)
    case .text, .string, .code, .uuid, .place, .device:
      output.write("\"")
      write(style, .json, to: &output)
      output.write("\"")
    }
  }
}

extension Cell {
  /// Whether a row with this cell comes before one with another of the same column: nothing first, numbers
  /// by their value, all else in natural order.
  func precedes(_ other: Cell) -> Bool {
    switch (self, other) {
    case (_, .none): false
    case (.none, _): true
    case (.number(let lhs), .number(let rhs)), (.size(let lhs), .size(let rhs)): lhs < rhs
    case (.decimal(let lhs), .decimal(let rhs)): lhs < rhs
    case (.code(let lhs), .code(let rhs)): lhs < rhs
    case (.uuid(let lhs), .uuid(let rhs)): lhs < rhs
    case (.place(let lhs), .place(let rhs)): lhs < rhs
    case (.text(let lhs), .text(let rhs)): lhs < rhs
    default: text(CellStyle()) < other.text(CellStyle())
    }
  }
}

/// How cells are printed in every format.
struct CellStyle: Equatable {
  /// Whether a person reads a table that has no other place for what stands in for a value.
  var showsStandIns = false
  var sizesInBytes = false
  var devicesAsPaths = false
  /// Whether trees are drawn only with ASCII characters.
  var isASCII = false
}

extension BlockDevice {
  /// What the device is called, as lsblk calls it: what a person named is called so.
  var nameCell: Cell {
    label.map { .device($0, folder: BlockDevice.labelFolder) } ?? .device(dev)
  }
}

/// A number of bytes as `lsblk` prints it: in the largest unit of 1024 that leaves a whole part,
/// with at most one decimal.
func humanSize(_ bytes: UInt64) -> String {
  let units = ["B", "K", "M", "G", "T", "P", "E"]
  let power = bytes == 0 ? 0 : (63 - bytes.leadingZeroBitCount) / 10
  let unit: UInt64 = 1 << (10 * UInt64(power))
  var whole = bytes / unit
  // Rounded to the nearest tenth; ten tenths make a whole.
  var tenths = (bytes % unit * 10 + unit / 2) / unit
  if tenths == 10 { (whole, tenths) = (whole + 1, 0) }
  return tenths == 0 ? "\(whole)\(units[power])" : "\(whole).\(tenths)\(units[power])"
}
