/// The one of some words that a user may have meant who wrote another one: the word that is nearest to it,
/// if one letter is wrong, missing or too many, or two in a word of at least six; nil if there is none.
func similarWord(to text: String, in words: [String]) -> String? {
  let limit = min(2, max(1, text.count / 3))
  return words.lazy.map { (word: $0, distance: editDistance(text, $0)) }
    .filter { $0.distance <= limit }
    .min { $0.distance < $1.distance }?.word
}

/// How many letters must be put in, taken away, changed or swapped with the next one to make one word of
/// another (Damerau and Levenshtein, in the form that changes no place twice).
private func editDistance(_ lhs: String, _ rhs: String) -> Int {
  let (left, right) = (Array(lhs), Array(rhs))
  // Each row is for this many letters of the left word, each place in it for this many of the right one.
  var before: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      let isSame = left[i] == right[j]
      var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (isSame ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        distance = min(distance, before[j - 1] + 1)
      }
      row.append(distance)
    }
    (before, last) = (last, row)
  }
  return last[right.count]
}
