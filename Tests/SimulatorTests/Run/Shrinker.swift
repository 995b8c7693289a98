/// Makes a case that fails small, as long as it fails in the same way.
struct Shrinker {
  var fails: (SimulatedCase) -> Bool

  func shrunk(_ simulated: SimulatedCase) -> SimulatedCase {
    var best = simulated
    var size = Int.max
    while Self.size(best) < size {
      size = Self.size(best)
      dropFiles(&best)
      dropSerials(&best)
      for index in best.files.indices { dropLines(&best, index) }
      for index in best.files.indices { shorten(&best, index) }
    }
    return best
  }

  private static func size(_ simulated: SimulatedCase) -> Int {
    simulated.files.reduce(simulated.serials.count) { $0 + $1.text.count }
  }

  private func dropFiles(_ best: inout SimulatedCase) {
    var index = 0
    while index < best.files.count {
      var other = best
      other.files.remove(at: index)
      if !other.files.isEmpty && fails(other) { best = other } else { index += 1 }
    }
  }

  private func dropSerials(_ best: inout SimulatedCase) {
    var index = 0
    while index < best.serials.count, best.serials.count > 1 {
      var other = best
      other.serials.remove(at: index)
      if fails(other) { best = other } else { index += 1 }
    }
  }

  private func dropLines(_ best: inout SimulatedCase, _ index: Int) {
    // Lines that are numbered are told by their numbers to be so.
    let numbers: Set<String> = [Damage.gutter.rawValue, Damage.listMarks.rawValue]
    guard best.files[index].encoding != .sparse,
      numbers.isDisjoint(with: best.files[index].damages)
    else { return dropLastLines(&best, index) }
    var count = max(1, best.files[index].lines.count / 2)
    while count > 0 {
      var start = 0
      while start < best.files[index].lines.count {
        var other = best
        var lines = other.files[index].lines.map(Array.init)
        lines.removeSubrange(start..<min(start + count, lines.count))
        other.files[index].text = Array(lines.joined(separator: [Glyph(scalar: "\n")]))
        Self.note(&other.files[index])
        if fails(other) { best = other } else { start += count }
      }
      count /= 2
    }
  }

  private func dropLastLines(_ best: inout SimulatedCase, _ index: Int) {
    guard best.files[index].encoding != .sparse else { return }
    while let last = best.files[index].text.lastIndex(where: { $0.scalar == "\n" }) {
      var other = best
      other.files[index].text.removeSubrange(last...)
      guard fails(other) else { return }
      best = other
    }
  }

  /// Takes away what means nothing at the end of a line.
  private func shorten(_ best: inout SimulatedCase, _ index: Int) {
    guard best.files[index].encoding != .sparse else { return }
    var position = 0
    while position < best.files[index].text.count {
      let text = best.files[index].text
      var end = position
      while end < text.count, text[end].token == -1, text[end].scalar != "\n" { end += 1 }
      let isEnd = end == text.count || text[end].scalar == "\n"
      if end > position + 1, isEnd, position == 0 || text[position - 1].scalar != "\n" {
        var other = best
        other.files[index].text.removeSubrange(position..<end)
        Self.note(&other.files[index])
        if fails(other) {
          best = other
          continue
        }
      }
      position = max(end, position + 1)
    }
  }

  private static func note(_ file: inout ListFile) {
    if file.damages.isEmpty { file.damages = ["shrunk"] }
  }
}
