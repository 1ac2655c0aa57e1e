/// The name that somebody who mistyped probably meant.
enum NearestName {
  /// The candidate of the fewest edits from `name`, case aside; the first of equals.
  ///
  /// - Complexity: candidates · length²; names are compared by their first 64 scalars.
  static func to(_ name: String, among candidates: [String]) -> String? {
    var best: (name: String, edits: Int)?
    let wanted = folded(name)
    for candidate in candidates {
      let edits = distance(wanted, folded(candidate))
      if best.map({ edits < $0.edits }) ?? true { best = (candidate, edits) }
    }
    return best?.name
  }

  private static func folded(_ name: String) -> [Unicode.Scalar] {
    Array(name.lowercased().unicodeScalars.prefix(64))
  }

  /// Insertions, deletions and substitutions from one text to the other (Levenshtein 1966).
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var row = Array(0...right.count)
    for (i, scalar) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let substituted = diagonal + (scalar == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
