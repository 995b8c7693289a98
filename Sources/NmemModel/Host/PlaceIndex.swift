/// Finds the disk at a place among those already known.
///
/// A look-up takes the same time however many disks there are, so a hostile list of clones is
/// read as fast as any other.
struct PlaceIndex {
  /// The disks in folders of one name, by file. All that the paths of one slot's disk say is here.
  fileprivate struct Slot {
    var disk: Int
    var label: Place?
    var identifier: Place?
    /// One relative path of each listing.
    var relative: [ByteString: Place] = [:]
  }

  /// A file of which a listing has a path with a folder.
  private struct ListedFile: Hashable {
    var listing: ByteString
    var file: ByteString
  }

  private struct Key: Hashable {
    var folder: ByteString?
    var file: ByteString

    init(_ place: Place) {
      folder = place.folders.last
      file = place.file
    }
  }

  /// A disk in folders of one name.
  private struct DiskKey: Hashable {
    var disk: Int
    var key: Key
  }

  private var slots: [Key: [Slot]] = [:]
  private var slotIndices: [DiskKey: Int] = [:]
  private var firstByFile: [ByteString: Int] = [:]
  private var sharedFiles: Set<ByteString> = []
  private var listed: Set<ListedFile> = []

  /// This many disks with the same UUID in folders of the same name are looked at before a path is
  /// taken for one more: the answer is "ambiguous" in either case.
  private static let searchLimit = 64

  /// The disk that a place may be, if there is one: see ``Place/mayBe(_:)``.
  func disk(at place: Place) -> Int? {
    if place.isBare {
      // `./a.vmdk` is not the `b/a.vmdk` of the same listing; a bare name may be.
      if place.isDotted, let listing = place.listing,
        listed.contains(ListedFile(listing: listing, file: place.file))
      {
        return nil
      }
      return firstByFile[place.file]
    }
    return slots[Key(place)]?.prefix(Self.searchLimit).first { $0.takes(place) }?.disk
  }

  /// The disks that are at a place for certain: the same folders on the same datastore, which both
  /// name alike.
  func disks(on place: Place) -> [Int] {
    slots[Key(place)]?.prefix(Self.searchLimit).filter { $0.isOn(place) }.map(\.disk) ?? []
  }

  /// The disk with a file of this name, in any folder; nil if there is none, or more than one.
  func onlyDisk(withFile file: ByteString) -> Int? {
    sharedFiles.contains(file) ? nil : firstByFile[file]
  }

  /// The first disk with a file of this name, in any folder.
  func disk(withFile file: ByteString) -> Int? {
    firstByFile[file]
  }

  /// Makes a disk known under one more place.
  mutating func insert(_ place: Place, disk: Int) {
    let first = firstByFile[place.file, default: disk]
    firstByFile[place.file] = first
    if first != disk { sharedFiles.insert(place.file) }
    guard !place.isBare else { return }
    if let listing = place.listing {
      listed.insert(ListedFile(listing: listing, file: place.file))
    }
    let key = Key(place)
    let next = slots[key]?.count ?? 0
    let index = slotIndices[DiskKey(disk: disk, key: key), default: next]
    if index == next {
      slots[key, default: []].append(Slot(disk: disk))
      slotIndices[DiskKey(disk: disk, key: key)] = next
    }
    slots[key]?[index].add(place)
  }
}

extension PlaceIndex.Slot {
  /// Whether a place in a folder of the same name, with the same file, agrees with all that is known.
  fileprivate func takes(_ place: Place) -> Bool {
    let sameListing = place.listing.flatMap { relative[$0] }
    return [label, identifier, sameListing].allSatisfy { $0?.mayBe(place) ?? true }
  }

  /// Whether the disk is known to be at a place that names its datastore.
  fileprivate func isOn(_ place: Place) -> Bool {
    [label, identifier].contains { known in
      known?.datastore == place.datastore && known?.folders == place.folders
        && known?.isOnAnotherHost(than: place) == false
    }
  }

  fileprivate mutating func add(_ place: Place) {
    switch place.datastore {
    case .label: label = Self.surer(label, place)
    case .identifier: identifier = Self.surer(identifier, place)
    case nil:
      if let listing = place.listing, relative[listing] == nil { relative[listing] = place }
    }
  }

  /// The one of two places of one file whose host is known, as another host's is another file.
  private static func surer(_ known: Place?, _ place: Place) -> Place {
    guard let known, known.host != nil || place.host == nil else { return place }
    return known
  }
}
