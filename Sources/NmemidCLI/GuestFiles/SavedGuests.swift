import FileFormats
import NmemModel

/// The guests that a file says something about; none if it could not be read.
struct SavedGuests {
  var argument: GuestArgument
  var said = ParsedGuests()

  var guests: [Guest] { said.guests }

  /// The guests of several files, sorted by name. No two have the same one.
  ///
  /// A guest is called what the user calls it, or else what the list calls it, or else after the
  /// file. A user's name for a file of several guests is put before theirs: `rack1/db`. Where two
  /// would have one name, the files that the user did not name give their path for theirs, or put it
  /// before the list's.
  static func named(_ files: [SavedGuests]) throws(UsageError) -> [Guest] {
    let labels = files.map { $0.argument.name ?? $0.argument.file.guestName }
    let takenLabels = repeated(labels)
    var named: [(guest: Guest, unique: String)] = []
    for (file, label) in zip(files, labels) {
      let isNamed = file.argument.name != nil
      let path = file.argument.file.lossyText
      for var guest in file.guests {
        let inner = guest.name
        guest.file = file.argument.file
        if isNamed {
          guest.name = file.guests.count == 1 ? label : inner.map { "\(label)/\($0)" } ?? label
        } else {
          guest.name = inner ?? (takenLabels.contains(label) ? path : label)
        }
        let unique = isNamed ? nil : inner.map { "\(path)/\($0)" } ?? path
        named.append((guest, unique ?? guest.name ?? ""))
      }
    }
    let takenNames = repeated(named.compactMap(\.guest.name))
    let guests = named.map { guest, unique in
      var guest = guest
      if takenNames.contains(guest.name ?? "") { guest.name = unique }
      return guest
    }
    if let name = repeated(guests.compactMap(\.name)).min() {
      throw UsageError(message: "two guests are called \(name); name them with --guest NAME=FILE")
    }
    return guests.sorted { naturallyPrecedes($0.name ?? "", $1.name ?? "") }
  }

  private static func repeated(_ names: [String]) -> Set<String> {
    var seen: Set<String> = []
    return Set(names.filter { !seen.insert($0).inserted })
  }
}

extension ByteString {
  /// What a guest is called after the file that it is saved in: the name of the file without its
  /// folder, and without `.json` or `.txt`.
  var guestName: String {
    let name = ByteString(bytes.split(separator: UInt8(ascii: "/")).last ?? bytes[...])
    let hasEnding = name.hasSuffix(ignoringCase: ".json") || name.hasSuffix(ignoringCase: ".txt")
    guard hasEnding, let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0 else {
      return name.lossyText
    }
    return ByteString(name.bytes[..<dot]).lossyText
  }
}
