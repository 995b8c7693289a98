extension Sides {
  /// Compares what backs each DIMM that both states have.
  mutating func compareVMDKs(_ was: [UniqueID: Backing], _ now: [UniqueID: Backing]) {
    for id in Set(was.keys).union(now.keys) where !unpaired.contains(id.description) {
      let ids = [id.description]
      compare(was[id]?.known, now[id]?.known, .vmdk, ids) { was, now in
        guard was.uuids == now.uuids, was.verdict == now.verdict else {
          return Difference(
            .vmdk, ids, was: was.text, now: now.text, isHarmless: now.isSurer(than: was))
        }
        return Difference(
          .path, ids, was: was.text, now: now.text, isHarmless: true)
      }
    }
  }
}

extension Backing {
  /// The finding; nil if nothing was compared.
  fileprivate var known: Backing? { verdict == .unknown ? nil : self }

  /// Whether it is one VMDK where none was known, or one of several.
  fileprivate func isSurer(than other: Backing) -> Bool {
    guard verdict == .one else { return false }
    return other.verdict == .none || other.verdict == .ambiguous && uuids.isSubset(of: other.uuids)
  }

  /// The finding in words.
  fileprivate var text: ByteString {
    let names = vmdks.map { vmdk in
      let uuid = vmdk.uuid.map { ByteString($0.description) }
      guard let path = vmdk.path else { return uuid ?? "a VMDK without a path" }
      return path + (uuid.map { " (" + $0 + ")" } ?? "")
    }
    let list = ByteString(names.map(\.bytes).joined(separator: Array(", ".utf8)))
    return switch verdict {
    case .one: list
    case .ambiguous: names.isEmpty ? "ambiguous" : "ambiguous: " + list
    case .none, .unknown: ByteString(verdict.rawValue)
    }
  }
}
