import NmemModel

/// The value of a column in one row, before it is printed in any format.
enum Cell: Equatable {
  /// Not known, or there is none.
  case none
  case text(ByteString)
  /// A number that is written in hexadecimal digits, all of a column with as many of them.
  case code(String)
  case number(UInt64)
  /// A number with a fraction.
  case decimal(Double)
  /// A number of bytes.
  case size(UInt64)
  /// The name of a device, in a folder below `/dev` or in `/dev` itself.
  case device(String, folder: String = "")
  case list([ByteString])
  /// Names of devices.
  indirect case devices([Cell])

  static func text(_ text: String) -> Cell {
    .text(ByteString(text))
  }

  /// What is printed between columns; empty for ``none``.
  func text(_ style: CellStyle) -> ByteString {
    switch self {
    case .none: ""
    case .text(let text): text
    case .code(let code): ByteString(code)
    case .number(let number): ByteString(String(number))
    case .decimal(let number): ByteString("\(number)")
    case .size(let bytes): ByteString(style.sizesInBytes ? String(bytes) : humanSize(bytes))
    case .device(let name, let folder):
      ByteString(style.devicesAsPaths ? "/dev/\(folder)\(name)" : name)
    case .list(let names): ByteString(names.map(\.bytes).joined(separator: ",".utf8))
    case .devices(let devices): Cell.list(devices.map { $0.text(style) }).text(style)
    }
  }

  /// The value in JSON: sizes are always bytes.
  func json(_ style: CellStyle) -> JSON {
    switch self {
    case .none: .null
    case .number(let number), .size(let number): .integer(number)
    case .decimal(let number): .decimal(number)
    case .list(let names): .array(names.map(JSON.string))
    case .devices(let devices): .array(devices.map { $0.json(style) })
    case .text, .code, .device: .string(text(style))
    }
  }
}

extension Cell {
  /// Whether a row with this cell comes before one with another of the same column: nothing first, numbers
  /// by their value, all else as a person counts.
  func precedes(_ other: Cell) -> Bool {
    switch (self, other) {
    case (_, .none): false
    case (.none, _): true
    case (.number(let lhs), .number(let rhs)), (.size(let lhs), .size(let rhs)): lhs < rhs
    case (.decimal(let lhs), .decimal(let rhs)): lhs < rhs
    case (.code(let lhs), .code(let rhs)): lhs < rhs
    default: naturallyPrecedes(text(CellStyle()).bytes, other.text(CellStyle()).bytes)
    }
  }
}

/// How cells are printed in every format.
struct CellStyle: Equatable {
  var sizesInBytes = false
  var devicesAsPaths = false
  /// Whether trees are drawn with characters of ASCII alone.
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
