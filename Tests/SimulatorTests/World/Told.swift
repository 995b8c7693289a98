/// A path as a list tells it.
struct Told {
  var text: String
  var place: World.Place
  /// The datastore as it is spelled; nil if the path does not say so.
  var datastore: Datastore?
  var folders: [String]
  /// What of the folders and of the datastore only a prompt or a `cd` tells.
  var isByFolder = false
  var host: Int?

  enum Datastore: Hashable {
    case label(String)
    case identifier(String)
  }

  /// The ways to write a path.
  enum Root: CaseIterable {
    case label, identifier, bracket, url, folder, dotted, bare

    static let rooted: [Root] = [.label, .label, .identifier, .bracket, .bracket, .url]
  }

  init(_ place: World.Place, _ root: Root, in world: World) {
    let datastore = world.datastores[place.datastore]
    let below = (place.folders + [place.file]).joined(separator: "/")
    self.place = place
    folders = place.folders
    switch root {
    case .label:
      text = "/vmfs/volumes/\(datastore.label)/\(below)"
      self.datastore = .label(datastore.label)
    case .identifier:
      text = "/vmfs/volumes/\(datastore.identifier)/\(below)"
      self.datastore = .identifier(datastore.identifier)
    case .bracket:
      text = "[\(datastore.label)] \(below)"
      self.datastore = .label(datastore.label)
    case .url:
      text = "ds:///vmfs/volumes/\(datastore.identifier)/\(below)"
      self.datastore = .identifier(datastore.identifier)
    case .folder: text = below
    case .dotted: text = "./\(below)"
    case .bare:
      text = place.file
      folders = []
    }
  }

  /// A bare name in a folder that something else tells.
  init(_ place: World.Place, inFolderOf full: Told) {
    self = full
    text = place.file
    isByFolder = true
  }

  /// The same with no more than its own text says.
  var alone: Told {
    var told = self
    told.host = nil
    if isByFolder { (told.datastore, told.folders) = (nil, []) }
    return told
  }

  /// Whether the path has no root, and a folder of it looks like one: where it starts is anybody's guess.
  var seemsRooted: Bool { datastore == nil && text.contains("[new] ") }

  /// The file's name without the number of a snapshot.
  var disk: String {
    let stem = place.file.dropLast(5)
    let number = stem.suffix(7)
    let isSnapshot =
      number.first == "-" && number.count == 7 && number.dropFirst().allSatisfy(\.isNumber)
    return String(isSnapshot ? stem.dropLast(7) : stem)
  }

  /// Whether two paths are those of two disks, by the words of the promise: folder and file are what
  /// counts, a bare name joins any, and two labels or two identifiers that differ are two datastores.
  func isSurelyAnother(than other: Told, in world: World) -> Bool {
    guard disk == other.disk else { return true }
    if folders.isEmpty && datastore == nil || other.folders.isEmpty && other.datastore == nil {
      return false
    }
    if folders.last != other.folders.last { return true }
    guard let mine = datastore, let its = other.datastore else { return false }
    if folders != other.folders { return true }
    let isPMem = world.datastores[place.datastore].isPMem
    if let host, let otherHost = other.host, host != otherHost, isPMem { return true }
    return switch (mine, its) {
    case (.label(let a), .label(let b)), (.identifier(let a), .identifier(let b)): a != b
    default: false
    }
  }
}
