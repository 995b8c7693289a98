import NmemModel

/// What the host files say, and how reading them went.
struct HostSide {
  var catalog: Catalog

  /// Whether any host file was read at all.
  var isGiven: Bool

  /// Whether any of them could be read.
  var hasRead: Bool

  var hasFailed: Bool

  /// Reads the files of a command line, or else the default folder.
  init(_ invocation: Invocation, _ progress: Progress) {
    let names = invocation.hostFileNames
    var reader = HostFileReader(progress)
    if names.isEmpty { reader.readDefaultFolder() } else { reader.read(names) }
    catalog = reader.catalog
    progress.willJoin(catalog.count)
    hasRead = reader.hasRead
    hasFailed = reader.hasFailed
    isGiven = !names.isEmpty || !catalog.isEmpty
  }
}

extension Inventory {
  /// The problems for people, what repeats said once.
  var remarks: [Remark] {
    problems.summarized().map(Remark.init)
  }
}
