import LinuxSystem
import Ndctl
import NmemModel

/// Something that `trace` was asked for, and what it is in use for.
struct ThingInUse {
  /// What the user called it, or else what may be on it.
  var name: String

  var isSeveral = false

  var usage: Usage
}

extension [ThingInUse] {
  /// The last sentence of a trace: what is in use and by what, and what nothing is seen to use; one for all that
  /// is not in use.
  func diagnostics(isSaved: Bool, isAllRead: Bool) -> [String] {
    let used = filter { !$0.usage.uses.isEmpty }
    let shown = used.prefix(10).map { thing in
      "\(thing.isSeveral ? "at least one of " : "")\(thing.name) is in use: \(thing.usage.uses.explanation)"
    }
    let more =
      used.count > 10 ? ["\(used.count - 10) more of these are in use; --json says by what"] : []
    let notUsed = filter { $0.usage.words == [] }
    let unused = notUsed.map(\.nameWithState)
    let unknown = filter { $0.usage.words == nil }.map(\.nameWithState)
    let isPlural = unused.count > 1 || notUsed.contains(where: \.isSeveral)
    return shown + more
      + (unused.isEmpty
        ? []
        : [
          "nothing \(isSaved ? "there" : "here") uses \(unused.listed); that does not say whether \(isPlural ? "they hold" : "it holds") data"
        ])
      + (unknown.isEmpty
        ? []
        : [
          "whether anything uses \(unknown.listed) cannot be known: \(isAllRead ? whyUnknown(isSaved) : "not all that is on it can be read")"
        ])
  }

  private func whyUnknown(_ isSaved: Bool) -> String {
    if isSaved { return "the saved list does not say; run nmemid there" }
    if !areMountsReadable() { return "/proc/self/mountinfo cannot be read; mount /proc" }
    if !areAllMountsSeen() { return "not all that is mounted can be seen from this root folder" }
    return areSwapsReadable()
      ? "nothing is seen to, but only root sees which processes hold devices open"
      : "/proc/swaps cannot be read; mount /proc"
  }
}

extension ThingInUse {
  /// The name, and what of it has no driver.
  fileprivate var nameWithState: String {
    let names = usage.disabled
    guard !names.isEmpty else { return name }
    return names == [name]
      ? "\(name) (disabled)"
      : "\(name) (\(names.listed) \(names.count == 1 ? "is" : "are") disabled)"
  }
}

extension [Use] {
  /// All of them in words, those of a kind together.
  fileprivate var explanation: String {
    var kinds: [(words: String, names: [String])] = []
    for use in self {
      let (words, name) = use.wordsAndName
      if let index = kinds.firstIndex(where: { $0.words == words }) {
        kinds[index].names.append(name)
      } else {
        kinds.append((words, [name]))
      }
    }
    return kinds.map { "\($0.words) \($0.names.listed)" }.joined(separator: "; ")
  }
}

extension Use {
  fileprivate var wordsAndName: (String, String) {
    switch self {
    case .mounted(let target, let isHidden):
      ("mounted at", target.lossyText + (isHidden ? " (hidden)" : ""))
    case .swap(let place): ("swap space on", place.lossyText)
    case .deviceMapper(let name): ("part of the device-mapper device", name)
    case .md(let name): ("part of the md device", name)
    case .held(let name): ("part of", name)
    case .memory(let name): ("kernel memory on", name)
    case .open(let device, let processes): ("\(device) is held open by", processes.listed)
    }
  }
}
