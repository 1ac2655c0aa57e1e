/// How alike two words are, for "did you mean".
enum EditDistance {
  /// The least number of letters to insert, delete, replace or swap with a neighbour (Damerau 1964, each
  /// pair of neighbours at most once).
  ///
  /// - Complexity: the product of the lengths.
  static func between(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first.utf8), Array(second.utf8))
    var rows = [Array(0...b.count)]
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        var cost = min(
          rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other {
          cost = min(cost, rows[i - 1][j - 1] + 1)
        }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }

  /// The most alike of `words`, the first of equals; nil if none shares half of its letters.
  static func nearest(to word: String, in words: [String]) -> String? {
    let nearest = words.map { (word: $0, distance: between(word, $0)) }
      .min { $0.distance < $1.distance }
    guard let nearest, 2 * nearest.distance <= max(word.utf8.count, nearest.word.utf8.count) else {
      return nil
    }
    return nearest.word
  }
}
