/// Finds the disk that a UUID without a path says nothing new about: the first that its file has not
/// named yet. One that the file has named is another answer's, so that this may be another disk's.
struct UnnamedAnswers {
  /// For each file, the number of disks at the front that it has already named.
  private var namedBy: [ByteString: Int] = [:]

  /// The disk of an answer, nil if it is a disk of its own. Answers without a path come last, so that
  /// what a file has named at the front never changes back, and each disk is looked at once a file.
  mutating func disk(for entry: Entry, among disks: [Disk]) -> Int? {
    let file = entry.sighting.source.file
    var index = namedBy[file] ?? 0
    while index < disks.count,
      disks[index].entries.contains(where: { $0.sighting.source.file == file })
    {
      index += 1
    }
    // This answer takes the disk, be it one of these or a new one.
    namedBy[file] = index + 1
    return index < disks.count ? index : nil
  }
}
