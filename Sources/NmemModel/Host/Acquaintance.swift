/// Tells of which sightings nothing else is known that could be about the same VMDK, or contradict it: in a
/// datacentre's list these are nearly all, and joining them to nothing would take most of the time.
///
/// May take some for acquainted that are not.
struct Acquaintance {
  private var uuids: Repetition
  private var disks: Repetition
  private var namesWithoutUUID: Set<UInt32> = []

  init(among sightings: [Sighting]) {
    uuids = Repetition(of: sightings.count)
    disks = Repetition(of: sightings.count)
    for sighting in sightings {
      guard let uuid = sighting.uuid else {
        namesWithoutUUID.formUnion(sighting.keys.map(\.name))
        continue
      }
      uuids.insert(uuid.digest)
      for keys in sighting.keys { disks.insert(keys.nameInFolder) }
    }
  }

  /// Whether a sighting is surely all that is known of its VMDK.
  func isStranger(_ sighting: Sighting) -> Bool {
    guard let uuid = sighting.uuid, !uuids.mayHaveTwice(uuid.digest) else { return false }
    return sighting.keys.allSatisfy {
      !disks.mayHaveTwice($0.nameInFolder) && !namesWithoutUUID.contains($0.name)
    }
  }
}

/// Which of many numbers occur more than once. May say so of some that do not.
private struct Repetition {
  /// A bit for each of some numbers: whether it occurs, and whether it does so again.
  private var once: [UInt64]
  private var twice: [UInt64]

  /// For so many numbers.
  init(of count: Int) {
    // Among so many bits, one number in thirty shares one with another.
    let words = max(1, count / 2)
    once = Array(repeating: 0, count: words)
    twice = once
  }

  mutating func insert(_ number: UInt32) {
    let (word, bit) = place(number)
    twice[word] |= once[word] & bit
    once[word] |= bit
  }

  func mayHaveTwice(_ number: UInt32) -> Bool {
    let (word, bit) = place(number)
    return twice[word] & bit != 0
  }

  private func place(_ number: UInt32) -> (word: Int, bit: UInt64) {
    (Int(number >> 6) % once.count, 1 << UInt64(number & 63))
  }
}

extension DiskUUID {
  /// A number that stands for the UUID.
  fileprivate var digest: UInt32 {
    let product = (high ^ low) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: product >> 32)
  }
}
