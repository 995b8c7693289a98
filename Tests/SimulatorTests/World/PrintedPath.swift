import Foundation

/// A path as nmemid prints it, taken apart.
struct PrintedPath {
  var datastore: String?
  var folders: [String]
  var file: String
  private var text: String
  /// Whether it is that of a file which was given, and so tells only a name.
  var isOfInput = false

  init(_ text: String, inputFolder: String) {
    var rest = Substring(Self.plain(text))
    self.text = String(rest)
    if rest.hasPrefix(inputFolder + "/") {
      isOfInput = true
    } else if rest.first == "[", let end = rest.range(of: "] ") {
      datastore = String(rest[rest.index(after: rest.startIndex)..<end.lowerBound])
      rest = rest[end.upperBound...]
    } else {
      for root in ["ds:///vmfs/volumes/", "/vmfs/volumes/"] where rest.hasPrefix(root) {
        rest = rest.dropFirst(root.count)
        datastore = String(rest.prefix { $0 != "/" })
        rest = rest.drop { $0 != "/" }.dropFirst()
        break
      }
    }
    var parts: [String] = []
    for part in rest.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    file = parts.popLast() ?? ""
    folders = parts
  }

  /// Whether it may be written for a place.
  func means(_ place: World.Place, in world: World) -> Bool {
    let name = Self.plain(place.file)
    if isOfInput { return file == name }
    let store = world.datastores[place.datastore]
    let names = place.folders.map(Self.plain)
    // A folder's name may look like a datastore's.
    let whole = (names + [name]).joined(separator: "/")
    if whole == text || whole.hasSuffix("/" + text) { return true }
    guard file == name else { return false }
    if let datastore {
      return folders == names
        && (datastore == Self.plain(store.label) || datastore == store.identifier)
    }
    return names.suffix(folders.count) == folders[...]
  }

  /// A text with blanks of one kind, and nothing that cannot be seen.
  static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
        if result.last != " " && !result.isEmpty { result.append(" ") }
      case 0x200B...0x200F, 0x2060, 0xFEFF, 0x0D: break
      case 0x2010...0x2015, 0x2212: result.append("-")
      case 0x2018, 0x2019: result.append("'")
      case 0x201C, 0x201D: result.append("\"")
      default: result.append(scalar)
      }
    }
    while result.last == " " { result.removeLast() }
    return String(result)
  }
}
